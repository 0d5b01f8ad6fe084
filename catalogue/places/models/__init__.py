"""Reception points and relays, how one becomes one, what they sell, the communes of France, and where the nation's places come from."""

from .application import ApplicationMove, ApplicationState, RefusalReason, RelayApplication, StepFree
from .closed_day import ClosedDay
from .commune import Commune, CommuneKind, Postcode
from .duplicates import DuplicatePair, PairState
from .history import PlaceLogEntry
from .how_to_book import BookingMode
from .imports import Every, Fate, ImportLine, ImportPart, ImportRun, ImportSource, RunState
from .joining import EntryChange, HostInvitation, InvitationState, PlaceLink, PlaceReport, ReportKind
from .open_data import OpenDataFile
from .pages import PlaceIndexPage
from .picture import PlacePicture
from .place import ArchiveReason, Place, PlaceFacet, PlaceKind, PlaceRole, PlaceText, Role
from .place_word import PlaceWord
from .school_holiday import SchoolHoliday, SchoolZone
from .stock import Buyers, Level, Proof, ReferralWay, Sale, SaleProgramme, StockItem, StockKind
from .stock_requests import AlertState, StockAlert, StockReferral

__all__ = [
    "AlertState",
    "ApplicationMove",
    "ApplicationState",
    "ArchiveReason",
    "BookingMode",
    "Buyers",
    "ClosedDay",
    "Commune",
    "CommuneKind",
    "DuplicatePair",
    "EntryChange",
    "Every",
    "Fate",
    "HostInvitation",
    "ImportLine",
    "ImportPart",
    "ImportRun",
    "ImportSource",
    "InvitationState",
    "Level",
    "OpenDataFile",
    "PairState",
    "Place",
    "PlaceFacet",
    "PlaceIndexPage",
    "PlaceKind",
    "PlaceLink",
    "PlaceLogEntry",
    "PlacePicture",
    "PlaceReport",
    "PlaceRole",
    "PlaceText",
    "PlaceWord",
    "Postcode",
    "Proof",
    "ReferralWay",
    "RefusalReason",
    "RelayApplication",
    "ReportKind",
    "Role",
    "RunState",
    "Sale",
    "SaleProgramme",
    "SchoolHoliday",
    "SchoolZone",
    "StepFree",
    "StockAlert",
    "StockItem",
    "StockKind",
    "StockReferral",
]

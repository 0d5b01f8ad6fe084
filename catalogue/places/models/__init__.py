"""Reception points and relays, what they sell, and the communes of France."""

from .application import ApplicationMove, ApplicationState, RefusalReason, RelayApplication, StepFree
from .commune import Commune, CommuneKind, Postcode
from .how_to_book import BookingMode
from .joining import EntryChange, HostInvitation, InvitationState, PlaceLink, PlaceReport, ReportKind
from .open_data import OpenDataFile
from .pages import PlaceIndexPage
from .place import Place, PlaceFacet, PlaceKind, PlaceRole, PlaceText, Role
from .stock import Buyers, Level, Proof, ReferralWay, Sale, SaleProgramme, StockItem, StockKind
from .stock_requests import AlertState, StockAlert, StockReferral

__all__ = [
    "AlertState",
    "ApplicationMove",
    "ApplicationState",
    "BookingMode",
    "Buyers",
    "Commune",
    "CommuneKind",
    "EntryChange",
    "HostInvitation",
    "InvitationState",
    "Level",
    "OpenDataFile",
    "Place",
    "PlaceFacet",
    "PlaceIndexPage",
    "PlaceKind",
    "PlaceLink",
    "PlaceReport",
    "PlaceRole",
    "PlaceText",
    "Postcode",
    "Proof",
    "ReferralWay",
    "RefusalReason",
    "RelayApplication",
    "ReportKind",
    "Role",
    "Sale",
    "SaleProgramme",
    "StepFree",
    "StockAlert",
    "StockItem",
    "StockKind",
    "StockReferral",
]

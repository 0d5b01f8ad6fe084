"""Reception points and relays, what they sell, and the communes of France."""

from .commune import Commune, CommuneKind, Postcode
from .open_data import OpenDataFile
from .pages import PlaceIndexPage
from .place import Place, PlaceFacet, PlaceKind, PlaceRole, PlaceText, Role
from .stock import Buyers, Level, Proof, ReferralWay, Sale, SaleProgramme, StockItem, StockKind
from .stock_requests import AlertState, StockAlert, StockReferral

__all__ = [
    "AlertState",
    "Buyers",
    "Commune",
    "CommuneKind",
    "Level",
    "OpenDataFile",
    "Place",
    "PlaceFacet",
    "PlaceIndexPage",
    "PlaceKind",
    "PlaceRole",
    "PlaceText",
    "Postcode",
    "Proof",
    "ReferralWay",
    "Role",
    "Sale",
    "SaleProgramme",
    "StockAlert",
    "StockItem",
    "StockKind",
    "StockReferral",
]

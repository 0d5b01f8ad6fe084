"""Reception points and relays, and the communes of France."""

from .commune import Commune, CommuneKind, Postcode
from .open_data import OpenDataFile
from .pages import PlaceIndexPage
from .place import Place, PlaceFacet, PlaceKind, PlaceRole, PlaceText, Role

__all__ = [
    "Commune",
    "CommuneKind",
    "OpenDataFile",
    "Place",
    "PlaceFacet",
    "PlaceIndexPage",
    "PlaceKind",
    "PlaceRole",
    "PlaceText",
    "Postcode",
    "Role",
]

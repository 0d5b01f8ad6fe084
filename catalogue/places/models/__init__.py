"""Reception points and relays, and the communes of France."""

from .commune import Commune, CommuneKind, Postcode
from .pages import PlaceIndexPage
from .place import Place, PlaceFacet, PlaceKind, PlaceRole, PlaceText, Role

__all__ = ["Commune", "CommuneKind", "Place", "PlaceFacet", "PlaceIndexPage", "PlaceKind", "PlaceRole", "PlaceText", "Postcode", "Role"]

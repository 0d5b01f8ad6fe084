"""Reception points and relays, and the communes of France."""

from .commune import Commune, Postcode
from .pages import PlaceIndexPage
from .place import Place, PlaceFacet, PlaceRole, PlaceText

__all__ = ["Commune", "Place", "PlaceFacet", "PlaceIndexPage", "PlaceRole", "PlaceText", "Postcode"]

"""How far the nearest square with any place is: where a search from the sea, or for something rare, may begin.

Only a hint, kept for some minutes: it saves rounds, and the answer does not depend on it.
"""

from django.core.cache import cache

from .distance import cell_of, km_to_cell
from .models import PlaceFacet

KEPT_SECONDS = 600


def empty_km(facets: list[str], lat: float, lon: float) -> float:
    """Return a distance in kilometres within which no place is known to have one of the facets; 0 when there may be one at once."""
    cells = set().union(*(_cells_of(facet) for facet in facets))
    if not cells or cell_of(lat, lon) in cells:
        return 0.0
    return min(km_to_cell(lat, lon, cell) for cell in cells)


def _cells_of(facet: str) -> tuple[int, ...]:
    key = f"places:occupied:{facet}"
    cells = cache.get(key)
    if cells is None:
        cells = tuple(PlaceFacet.objects.filter(facet=facet).order_by().values_list("cell", flat=True).distinct())
        cache.set(key, cells, KEPT_SECONDS)
    return cells

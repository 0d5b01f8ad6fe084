"""How many places each square holds: where a search from the sea, or for something rare, may begin and need not go beyond.

Only a hint, kept for some minutes: it saves rounds, and the answer does not depend on it.
"""

from dataclasses import dataclass
from math import ceil, cos, hypot, inf, pi, radians, sqrt

from django.core.cache import cache
from django.db.models import Count

from .distance import cell_of, corner_of_cell, km_to_cell, km_to_far_corner
from .models import PlaceFacet

KEPT_SECONDS = 600
KM_A_DEGREE = 111.2  # of latitude
_PLENTY = 2.0  # as many as are wanted, twice: a few rows more cost less than a second look
_HALF_CELL_KM = 40.0  # from the middle of a square to its corner, at the equator


@dataclass(frozen=True)
class Outlook:
    """What the squares let expect around a point: no place within ``empty_km``, enough within ``enough_km``, among ``rows`` rows.

    ``likely_km``: where enough may be, if the places of the point's own square were spread evenly; None when the squares around say more.
    """

    empty_km: float
    enough_km: float  # infinity when there are not enough anywhere
    rows: int
    likely_km: float | None = None
    cells: tuple[int, ...] = ()  # the nearest squares that hold enough together


NOTHING_KNOWN = Outlook(0.0, inf, 0)


def outlook(facets: list[str], lat: float, lon: float, wanted: int, *, share: float = 1.0, at_home: bool = False) -> Outlook:
    """Return what is known of the places that have one of ``facets`` around a point; ``share`` of them may have what else is asked.

    Unless ``at_home``, a point whose own square holds places is not looked at further: the search there is short anyway.
    """
    counts = _counts(facets)
    if not counts:
        return NOTHING_KNOWN
    here = counts.get(cell_of(lat, lon), 0)
    if here and not at_home and here > wanted:
        area = (KM_A_DEGREE / 2) ** 2 * cos(radians(lat))
        return Outlook(0.0, inf, 0, sqrt(_PLENTY * wanted * area / (pi * here * share)))
    if share < 1:
        wanted = ceil(_PLENTY * wanted / share)
    shrink = cos(radians(lat))
    by_distance = []
    for cell, count in counts.items():
        south, west = corner_of_cell(cell)
        across = abs(west + 0.25 - lon)
        across = min(across, 360 - across)
        by_distance.append((KM_A_DEGREE * hypot(south + 0.25 - lat, shrink * across), cell, count))
    by_distance.sort()
    empty, enough, seen, rows = inf, inf, 0, 0
    farthest = 0.0
    cells: list[int] = []
    for km, cell, count in by_distance:
        if km > enough + 2 * _HALF_CELL_KM:
            break
        if km < empty + 2 * _HALF_CELL_KM:
            empty = min(empty, km_to_cell(lat, lon, cell))
        if km <= enough + _HALF_CELL_KM:  # how many rows, more or less
            rows += count
        if seen < wanted:
            seen += count
            cells.append(cell)
            farthest = max(farthest, km_to_far_corner(lat, lon, cell))
            if seen >= wanted:
                enough = farthest
    return Outlook(empty, enough, rows, cells=tuple(cells))


def total(facet: str) -> int:
    """Return how many places have a facet, as last counted."""
    return sum(_counts_of(facet).values())


def know(facets: list[str]) -> None:
    """Count for several facets together, those that are not kept: one query instead of one for each."""
    keys = {f"places:occupied:{facet}": facet for facet in facets}
    kept = cache.get_many(list(keys))
    missing = [facet for key, facet in keys.items() if key not in kept]
    if not missing:
        return
    counts: dict[str, dict[int, int]] = {facet: {} for facet in missing}
    rows = PlaceFacet.objects.filter(facet__in=missing).order_by().values_list("facet", "cell").annotate(Count("pk"))
    for facet, cell, count in rows:
        counts[facet][cell] = count
    cache.set_many({f"places:occupied:{facet}": found for facet, found in counts.items()}, KEPT_SECONDS)


def _counts(facets: list[str]) -> dict[int, int]:
    if len(facets) == 1:
        return _counts_of(facets[0])
    together: dict[int, int] = {}
    for facet in facets:
        for cell, count in _counts_of(facet).items():
            together[cell] = together.get(cell, 0) + count
    return together


def _counts_of(facet: str) -> dict[int, int]:
    key = f"places:occupied:{facet}"
    counts = cache.get(key)
    if counts is None:
        counts = dict(PlaceFacet.objects.filter(facet=facet).order_by().values_list("cell").annotate(Count("pk")))
        cache.set(key, counts, KEPT_SECONDS)
    return counts

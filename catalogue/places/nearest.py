"""The places nearest to a point: a bounding box on indexed plain floats, widened until the k-th distance fits in it.

The order is that of the exact great-circle distance, and equals brute force within ``max_km``. The search stops there, so
that a sparse filter or a point in the sea ends. Answered from PlaceFacet's index, the unfiltered search too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, inf, radians, sin, sqrt

from django.db.models import Exists, FloatField, Func, OuterRef, Q, QuerySet
from django.utils.translation import get_language

from . import among  # noqa: F401  # registers the lookup
from .distance import EARTH_RADIUS_KM, box, cells_around, is_point, km_between
from .facets import ANY
from .models import Place, PlaceFacet
from .occupied import NOTHING_KNOWN, Outlook, outlook, total

FIRST_KM = 8.0
_LEAST_FIRST_KM, _MOST_FIRST_KM = 0.5, 20.0
MAX_KM = 300.0
# A box that holds more rows than these is too wide for the few that are asked: it is narrowed towards the one that held too few.
_TOO_MANY = 200
_CLOSE_KM = 0.2
_FLOAT_KM = 1e-6
# Up to so many rows the database may be asked to sort. The series of _Chord hold within its margin up to MAX_KM, this far from the poles.
_SORTED_ROWS = 12_000
_ASKED_ROWS = 1500  # when each row is asked for what else is wanted
_SPARE = 12
_WORTH_A_LOOK = 2500
_MOST_LATITUDE = 60.0
_MARGIN = 1.0001


@dataclass(frozen=True)
class Nearby:
    place: Place
    km: float


def nearest(
    lat: float, lon: float, *, facets: Sequence[str] = (), kinds: Sequence[str] = (), limit: int = 10, max_km: float = MAX_KM
) -> list[Nearby]:
    """Return at most ``limit`` listed places within ``max_km`` kilometres, nearest first, those with every facet and one of the kinds."""
    return loaded(nearest_ids(lat, lon, facets=facets, kinds=kinds, limit=limit, max_km=max_km))


def loaded(found: Iterable[tuple[float, int]]) -> list[Nearby]:
    """Return the places of (kilometres, primary key) pairs, with their words in the active language, as lists show them; one query."""
    pairs = list(found)
    places = Place.objects.for_lists().in_language(get_language() or "fr").in_bulk([pk for _km, pk in pairs])
    return [Nearby(places[pk], km) for km, pk in pairs if pk in places]


def nearest_ids(
    lat: float,
    lon: float,
    *,
    facets: Sequence[str] = (),
    kinds: Sequence[str] = (),
    limit: int = 10,
    max_km: float = MAX_KM,
    first_km: float = FIRST_KM,
    few_rounds: bool = False,
) -> list[tuple[float, int]]:
    """Return (kilometres, primary key) pairs, nearest first; equal distances go by primary key.

    ``first_km`` is where to begin: far for long lists, which are whole at once while places are few. ``few_rounds`` looks at the squares
    around in any case: a little longer where many places are close, one query where there are few.
    """
    if not is_point(lat, lon) or limit < 1 or max_km <= 0:
        return []
    lists = _lists(facets, kinds)
    if len(lists) > 1:  # begin with the rarest
        lists.sort(key=lambda some: sum(total(facet) for facet in some))
    rows = _rows(lists)
    seen = outlook(lists[0], lat, lon, limit, share=_share(lists), at_home=few_rounds)
    found = _at_once(rows, lists, seen, lat, lon, limit, max_km)
    if found is not None:
        return found
    empty = seen.empty_km
    if seen.likely_km is not None and first_km == FIRST_KM:  # begin where the density of the square lets hope for enough
        first_km = min(max(seen.likely_km, _LEAST_FIRST_KM), _MOST_FIRST_KM)
    km, narrow, wide = (max_km if seen is NOTHING_KNOWN else min(empty + first_km, max_km)), empty, inf
    cap: int | None = _TOO_MANY + 2 * limit
    has_looked = few_rounds
    while True:
        if wide < 1.3 * max(narrow, _CLOSE_KM):  # no use narrowing further: this box is read whole, and any wider one
            km, wide, cap = wide, inf, None
        inside, is_whole = _within(rows, lat, lon, km, cap)
        if is_whole and (len(inside) >= limit or km >= max_km):
            return inside[:limit]
        if seen.enough_km == inf and not has_looked and not inside and is_whole:  # nobody lives here: a coast, a mountain
            seen, has_looked = outlook(lists[0], lat, lon, limit, share=_share(lists), at_home=True), True
            found = _at_once(rows, lists, seen, lat, lon, limit, max_km)
            if found is not None:
                return found
        if not is_whole:
            # Those that were read are some of the answer's neighbours: it is not farther than the k-th of them.
            read, wide = km, min(km, inside[limit - 1][0] + _FLOAT_KM) if len(inside) >= limit else km
            km = wide if wide < 0.7 * read else sqrt(max(narrow, _CLOSE_KM) * wide)
        else:
            narrow = km
            km = min(empty + _wider(km - empty, len(inside), limit) if cap else 1.1 * km, max_km)
            if wide < inf:
                km = min(km, sqrt(narrow * wide))


def _wider(km: float, found: int, wanted: int) -> float:
    """Return the next radius to try: what the density seen so far lets hope for, and at least twice as far."""
    if not found:
        return km * 4
    return km * min(max(1.2 * sqrt(wanted / found), 2.0), 8.0)


def _within(rows: QuerySet, lat: float, lon: float, km: float, cap: int | None) -> tuple[list[tuple[float, int]], bool]:
    """Return sorted (kilometres, key) of the rows within ``km``, and whether those are all: at most ``cap`` rows are read."""
    south, north, spans = box(lat, lon, km)
    where = Q()
    for west, east in spans:
        where |= Q(lon__gte=west, lon__lte=east)
    found = rows.filter(where, lat__gte=south, lat__lte=north)
    cells = cells_around(lat, lon, km)
    if cells:
        found = found.filter(cell__among=cells)
    points = list(found if cap is None else found[: cap + 1])
    measured = ((km_between(lat, lon, point_lat, point_lon), pk) for pk, point_lat, point_lon in points)
    return sorted(pair for pair in measured if pair[0] <= km), cap is None or len(points) <= cap


class _Chord(Func):
    """The square of the chord from a point, in radians, by the first terms of its series: databases have no trigonometry in common."""

    output_field = FloatField()
    arity = 2

    def __init__(self, *columns, lat: float, lon: float) -> None:
        super().__init__(*columns)
        self.lat, self.lon = lat, lon

    def as_sql(self, compiler, connection, function=None, template=None, arg_joiner=None, **_context):
        (lat_sql, _), (lon_sql, _) = (compiler.compile(column) for column in self.source_expressions)
        # Numbers of our own, written out: a parameter for each would cost more than the search.
        up, across = f"(({lat_sql} - ({self.lat!r})) * {radians(1)!r})", f"(({lon_sql} - ({self.lon!r})) * {radians(1)!r})"
        c, s = cos(radians(self.lat)), sin(radians(self.lat))
        both = f"({c * c!r} - ({c * s!r}) * {up} - {c * c / 2!r} * {up} * {up})"
        sql = f"({up} * {up} * (1.0 - {up} * {up} / 12.0) + {both} * {across} * {across} * (1.0 - {across} * {across} / 12.0))"
        return sql, ()


def _at_once(rows: QuerySet, lists: list[list[str]], seen: Outlook, lat: float, lon: float, limit: int, max_km: float):
    """Return the answer where the squares say how far one must look and that it is not too much to sort; else None."""
    if seen.enough_km == inf or seen.rows > (_SORTED_ROWS if len(lists) == 1 else _ASKED_ROWS):
        return None
    km = min(seen.enough_km, max_km)
    if seen.rows > _WORTH_A_LOOK:  # the squares that hold enough tell how far it is, before all those that near are sorted
        first = sorted(km_between(lat, lon, *point) for point in _by_chord(rows.filter(cell__among=seen.cells), lat, lon, limit))
        if len(first) == limit:
            km = min(km, first[-1] + _FLOAT_KM)
    found = _in_one_query(rows, lat, lon, km, limit)
    return found if found is not None and (len(found) == limit or km == max_km) else None


def _by_chord(rows: QuerySet, lat: float, lon: float, count: int, *more: str) -> QuerySet:
    """Return (lat, lon, more…) of the first rows as the database sorts them, nearest first but for rounding."""
    return rows.annotate(chord=_Chord("lat", "lon", lat=lat, lon=lon)).order_by("chord").values_list("lat", "lon", *more)[:count]


def _in_one_query(rows: QuerySet, lat: float, lon: float, km: float, limit: int) -> list[tuple[float, int]] | None:
    """Return the nearest rows within ``km``, sorted by the database nearly, and then exactly.

    None when that is not near enough to be sure of them (by a pole or the antimeridian, or many at one distance).
    """
    south, north, spans = box(lat, lon, km)
    if len(spans) > 1 or abs(lat) > _MOST_LATITUDE:
        return None
    [(west, east)] = spans
    found = rows.filter(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east, cell__among=cells_around(lat, lon, km))
    points = list(_by_chord(found, lat, lon, limit + _SPARE, "place_id", "chord"))
    inside = sorted(pair for pair in ((km_between(lat, lon, point[0], point[1]), point[2]) for point in points) if pair[0] <= km)[:limit]
    if len(points) == limit + _SPARE:
        kept = inside[-1][0] if len(inside) == limit else km
        if points[-1][3] < _MARGIN * (2 * sin(kept / EARTH_RADIUS_KM / 2)) ** 2:
            return None
    return inside


def _share(lists: list[list[str]]) -> float:
    """Return which part of the places of the first list the others may leave, if it were chance; never less than a hundredth."""
    everywhere, share = total(ANY) if len(lists) > 1 else 0, 1.0
    for others in lists[1:]:
        share *= min(sum(total(facet) for facet in others) / everywhere, 1.0) if everywhere else 1.0
    return max(share, 0.01)


def _lists(facets: Sequence[str], kinds: Sequence[str]) -> list[list[str]]:
    """Return what a place must have: one facet of each list."""
    lists = [[facet] for facet in dict.fromkeys(facets)]
    if kinds:
        lists.append([f"kind:{kind}" for kind in kinds])
    return lists or [[ANY]]


def _rows(lists: list[list[str]]) -> QuerySet:
    """Return the (place, lat, lon) rows to search: those of the first list, whose place has the others too."""
    rows = PlaceFacet.objects.filter(facet__in=lists[0]) if len(lists[0]) > 1 else PlaceFacet.objects.filter(facet=lists[0][0])
    for others in lists[1:]:
        # Asked of each row that lies in the box: a list of all the places that have a common facet would cost more than the search.
        rows = rows.filter(Exists(PlaceFacet.objects.filter(place=OuterRef("place"), facet__in=others)))
    return rows.order_by().values_list("place_id", "lat", "lon")

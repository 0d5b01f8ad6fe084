"""The places that answer near a point: by distance, those that are open first when hours are asked, wider when there are few."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from .. import occupied
from ..departements import departement_of
from ..distance import km_between
from ..models import Place, PlaceFacet
from ..nearest import MAX_KM, nearest_ids
from ..offers import open_offers
from .answers import Near
from .filters import Filters
from .hours import is_open

RADII_KM = (30, 100, 300)
FEW = 3  # fewer than these within a radius: the next one
MOST = 100  # what a list by distance goes through, in pages
_BATCHES = (120, 600)  # so many of the nearest are asked for their hours, then so many when that was not enough
_OPEN_WANTED = 20
_MOST_OFFERS = 800

Pairs = list[tuple[float, int]]  # (kilometres, primary key)


@dataclass
class Found:
    """``places`` nearest first, those ``unsure`` (only a call tells their hours) after the others. ``close`` is how many fit within the
    first radius, ``more`` whether there are some beyond ``radius``.
    """

    places: Pairs = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)
    radius: int = RADII_KM[0]
    close: int = 0
    more: bool = False


def find(near: Near, filters: Filters, radius: int = RADII_KM[0], now: datetime | None = None) -> Found:
    """Return what fits within ``radius`` kilometres, or within the first larger one where there are enough. A bounded number of queries."""
    sure, unsure = _by_hours(near, filters, now or timezone.now()) if filters.when else (_nearest(near, filters, MOST), [])
    asked = radius if radius in RADII_KM else RADII_KM[0]
    wide = next((km for km in RADII_KM if km >= asked and len(_within(sure, km)) >= FEW), RADII_KM[-1])
    kept, kept_unsure = _within(sure, wide), _within(unsure, wide)
    return Found(
        places=[*kept, *kept_unsure],
        unsure={pk for _km, pk in kept_unsure},
        radius=wide,
        close=len(_within(sure, RADII_KM[0])),
        more=len(kept) + len(kept_unsure) < len(sure) + len(unsure),
    )


def _within(pairs: Pairs, km: float) -> Pairs:
    return [pair for pair in pairs if pair[0] <= km]


def _nearest(near: Near, filters: Filters, limit: int) -> Pairs:
    """Return the nearest places that fit, hours apart."""
    if filters.workshop:
        return _with_offers(near, filters)[:limit]
    occupied.know([*filters.facets, *(f"kind:{kind}" for kind in filters.kinds)])
    facets, kinds = filters.facets, filters.kinds
    return nearest_ids(near.lat, near.lon, facets=facets, kinds=kinds, limit=limit, first_km=MAX_KM, few_rounds=True)


def _with_offers(near: Near, filters: Filters) -> Pairs:
    """Return the nearest places with a free seat that have the facets; one query, none without facets."""
    points = ((km_between(near.lat, near.lon, lat, lon), pk) for pk, (lat, lon) in open_offers().items())
    nearby = sorted(pair for pair in points if pair[0] <= MAX_KM)[:_MOST_OFFERS]
    facets, kinds = set(filters.facets), {f"kind:{kind}" for kind in filters.kinds}
    if not nearby or not (facets or kinds):
        return nearby
    rows = PlaceFacet.objects.filter(place__in=[pk for _km, pk in nearby], facet__in=facets | kinds)
    has: dict[int, set[str]] = {}
    for pk, facet in rows.order_by().values_list("place", "facet"):
        has.setdefault(pk, set()).add(facet)
    return [pair for pair in nearby if facets <= has.get(pair[1], set()) and (not kinds or kinds & has.get(pair[1], set()))]


def _by_hours(near: Near, filters: Filters, now: datetime) -> tuple[Pairs, Pairs]:
    """Return the nearest that say they are open when it is asked, and those that only a call can tell."""
    now = now.replace(second=0, microsecond=0)
    sure: Pairs = []
    unsure: Pairs = []
    done = 0
    for limit in _BATCHES:
        nearby = _nearest(near, filters, limit)
        fresh = nearby[done:]
        done = len(nearby)
        rows = Place.objects.filter(pk__in=[pk for _km, pk in fresh]).values_list(
            "pk", "opening_hours", "time_zone", "commune_id", "postcode"
        )
        hours = {row[0]: row[1:] for row in rows}
        for km, pk in fresh:
            text, zone, commune, postcode = hours.get(pk, ("", "", None, ""))
            open_then = is_open(text, zone, departement_of(commune or postcode), filters.when, now)
            if open_then is not False:
                (sure if open_then else unsure).append((km, pk))
        if len(sure) >= _OPEN_WANTED or len(nearby) < limit:
            break
    return sure[:MOST], unsure[:MOST]

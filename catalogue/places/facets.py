"""The facet rows of places: a list value beside its coordinates, so that a sparse filter near a point stays fast.

Only places that the public sees and that have a point have rows.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db import connection, transaction

from . import vocabulary
from .distance import cell_of, is_point

if TYPE_CHECKING:
    from .models import Place

_BATCH = 2000
ANY = "any"  # every place that can be found has it
# It says that it receives people who move with difficulty, or its page on Acceslibre says how one comes in.
STEP_FREE = "access:described"


def facets_of(place: "Place") -> set[str]:
    """Return the facet codes of a place: "any", its kind, and each known value of its lists. What it sells: ``stock/shelves.py``."""
    found = {ANY, f"kind:{place.kind}"}
    for attribute, family in vocabulary.FAMILY_OF_FIELD.items():
        for value in getattr(place, attribute) or ():
            code = vocabulary.facet_of(family, value)
            if code:
                found.add(code)
    if "care:motor" in found or place.access_url:
        found.add(STEP_FREE)
    return found


def is_searchable(place: "Place") -> bool:
    return place.is_listed and place.archived_at is None and is_point(place.lat, place.lon)


def sync_facets(places: Iterable["Place"]) -> None:
    """Rewrite what saved places are searched by, facet rows and words, where it differs: four queries, or eight at most."""
    from .models import PlaceFacet
    from .searching.words import sync_words
    from .stock.shelves import facets_on_shelves

    for batch in _batches(places):
        sold = facets_on_shelves([place.pk for place in batch])
        wanted = {
            (place.pk, facet): (place.lat, place.lon)
            for place in batch
            if is_searchable(place)
            for facet in facets_of(place) | sold.get(place.pk, set())
        }
        with transaction.atomic():
            stale = []
            for row in PlaceFacet.objects.filter(place_id__in=[place.pk for place in batch]):
                if wanted.get((row.place_id, row.facet)) == (row.lat, row.lon):
                    del wanted[(row.place_id, row.facet)]
                else:
                    stale.append(row.pk)
            if stale:
                PlaceFacet.objects.filter(pk__in=stale).delete()
            rows = [
                PlaceFacet(place_id=pk, facet=facet, cell=cell_of(lat, lon), lat=lat, lon=lon)
                for (pk, facet), (lat, lon) in wanted.items()
                if lat is not None and lon is not None
            ]
            PlaceFacet.objects.bulk_create(rows, batch_size=_BATCH)
            sync_words(batch)


def add_facets(places: Iterable["Place"]) -> None:
    """Write the facet rows and the words of places that were just made and have none; no query but the writing."""
    from .bulk_rows import insert
    from .models import PlaceFacet
    from .searching.words import add_words

    made = list(places)
    rows = [
        [place.pk, facet, cell_of(place.lat, place.lon), place.lat, place.lon]
        for place in made
        if is_searchable(place) and place.lat is not None and place.lon is not None
        for facet in facets_of(place)
    ]
    rows.sort(key=lambda row: row[1:3])  # in the order of the index: its pages are written once
    insert(PlaceFacet, ("place", "facet", "cell", "lat", "lon"), rows)
    add_words(made)


def sync_all_facets() -> int:
    """Rewrite the rows of every place; returns how many places. For after a change of vocabulary."""
    from .models import Place

    places = Place.objects.order_by("pk").iterator(chunk_size=500)
    count = 0
    for batch in _batches(places):
        sync_facets(batch)
        count += len(batch)
    return count


def _batches(places: Iterable["Place"]) -> Iterator[list["Place"]]:
    size = 400 if connection.vendor == "sqlite" else 2000
    batch: list[Place] = []
    for place in places:
        batch.append(place)
        if len(batch) >= size:
            yield batch
            batch = []
    if batch:
        yield batch

import random
from collections import Counter
from datetime import date

import pytest

from catalogue.places import demo, demo_imports, freshness
from catalogue.places.loading import load_communes
from catalogue.places.models import Commune, DuplicatePair, ImportRun, Place, PlaceFacet, Postcode
from catalogue.places.opening import opening_of
from core.phones import parse_phone


@pytest.fixture
def gazetteer(db):
    load_communes()


def test_the_gazetteer_loads_whole_and_a_second_time_changes_nothing(gazetteer):
    kinds = Counter(Commune.objects.values_list("kind", flat=True))
    assert kinds["commune"] > 34_800
    assert kinds["arrondissement"] == 45
    assert Postcode.objects.values("postcode").distinct().count() > 6_100
    Commune.objects.filter(code="38185").update(name="Faux")
    counts = load_communes()
    assert (counts["created"], counts["updated"], counts["postcodes"]) == (0, 1, 0)
    assert Commune.objects.get(code="38185").name == "Grenoble"


def test_the_demonstration_is_believable_and_idempotent(gazetteer):
    points, relays = demo.build(random.Random(1), date(2026, 11, 24))
    assert (len(points), len(relays)) == (12, 200)
    again = demo.build(random.Random(1), date(2026, 11, 24))
    assert [place.pk for places in again for place in places] == [place.pk for places in (points, relays) for place in places]
    assert (
        Place.objects.exclude(source=demo_imports.SOURCE).count() == 214
    )  # with one that is closed, and the relay of an accepted application
    for place in Place.objects.filter(archived_at=None).exclude(source=demo_imports.SOURCE).select_related("commune"):
        assert parse_phone(place.phone)
        assert place.commune is not None
        assert PlaceFacet.objects.filter(place=place, facet="any").exists()
    assert {place.time_zone for place in relays} > {"Europe/Paris"}
    assert all(
        {text.language for text in place.texts.all()} == {"en", "ar"}
        for place in Place.objects.filter(source="demo").prefetch_related("texts")
    )
    assert all(opening_of(point.opening_hours, point.time_zone).is_open is not None for point in points)
    assert len({relay.name for relay in relays}) == 200
    assert Place.objects.filter(archived_at=None).exclude(flags=[]).count() >= 3
    assert freshness.out_of_date(Place.objects.all(), date(2026, 11, 24)).count() >= 6
    assert DuplicatePair.objects.count() == 2
    run = ImportRun.objects.get()
    assert (run.state, run.fates) == ("done", {"created": 6, "refused": 1})

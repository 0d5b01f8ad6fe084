"""The nearest places are those of brute force, whatever the point and the filter; on both databases."""

import random

import pytest
from django.core.management import call_command

from catalogue.places.distance import km_between
from catalogue.places.facets import sync_facets
from catalogue.places.factories import PlaceFactory
from catalogue.places.models import Place, PlaceFacet
from catalogue.places.nearest import MAX_KM, nearest, nearest_ids
from catalogue.places.vocabulary import facet_of

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SPARSE = "Acquisition de matériel informatique à prix solidaire"


def scatter(count: int) -> list[Place]:
    chance = random.Random(4)
    towns = [(48.86, 2.35), (43.3, 5.37), (45.65, 0.16), (-20.88, 55.45), (16.0, -61.7), (-21.3, 179.98), (-21.3, -179.97), (89.6, 20)]
    places = []
    for number in range(count):
        lat, lon = chance.choice(towns)
        spread = chance.choice((0.01, 0.2, 2.5))
        lat = max(-90, min(90, lat + chance.gauss(0, spread)))
        lon = (lon + chance.gauss(0, spread) + 180) % 360 - 180
        kind = chance.choice(("reception_point", "relay", "partner"))
        places.append(PlaceFactory.build(name=f"Lieu {number}", lat=lat, lon=lon, kind=kind, services=[SPARSE] if number % 40 == 0 else []))
    Place.objects.bulk_create(places)
    sync_facets(places)
    return places


def brute(places, lat, lon, limit, wanted):
    pairs = sorted((km_between(lat, lon, place.lat, place.lon), place.pk) for place in places if wanted(place))
    return [pair for pair in pairs if pair[0] <= MAX_KM][:limit]


def test_500_random_queries_equal_brute_force():
    places = scatter(1500)
    chance = random.Random(5)
    asked = [
        ((), (), lambda place: True),
        (("service:equipment",), (), lambda place: SPARSE in place.services),
        ((), ("relay", "partner"), lambda place: place.kind != "reception_point"),
        (("service:equipment",), ("relay",), lambda place: SPARSE in place.services and place.kind == "relay"),
        (("service:equipment", "fee:free"), (), lambda place: SPARSE in place.services),
    ]
    seas = [(46, -5), (0, 0), (-21, 57), (90, 0), (-90, 0), (-21.3, 180), (-21.3, -180), (42, 6)]
    for number in range(500):
        if number % 3:
            lat, lon = chance.choice(places).lat, chance.choice(places).lon
        else:
            lat, lon = chance.choice(seas)
        lat = max(-90, min(90, lat + chance.uniform(-0.5, 0.5)))
        facets, kinds, wanted = asked[number % len(asked)]
        limit = chance.choice((1, 3, 10, 60))
        expected = brute(places, lat, lon, limit, wanted)
        assert nearest_ids(lat, lon, facets=facets, kinds=kinds, limit=limit) == expected, (lat, lon, facets, kinds, limit)


def test_what_was_known_of_the_squares_may_be_old_and_the_answer_is_still_exact():
    far = [PlaceFactory(lat=46.1 + number / 100, lon=-1.1) for number in range(10)]
    sea = (46.0, -3.5)
    assert [pk for _km, pk in nearest_ids(*sea, limit=10)] == [place.pk for place in far]  # now the squares are known, and kept
    nearer = PlaceFactory(lat=46.2, lon=-2.2)
    Place.objects.filter(pk=far[0].pk).update(is_listed=False)
    far[0].refresh_from_db()
    sync_facets(far)
    found = [pk for _km, pk in nearest_ids(*sea, limit=10)]
    assert found == [nearer.pk] + [place.pk for place in far[1:]]
    assert len(nearest_ids(*sea, limit=11)) == 10


def test_many_places_at_one_point_of_a_coast_come_in_the_order_of_their_keys():
    block = [PlaceFactory(lat=46.15, lon=-1.15) for _ in range(40)]
    assert [pk for _km, pk in nearest_ids(46.0, -3.5, limit=12)] == [place.pk for place in block[:12]]


def test_reunion_does_not_list_marseille():
    PlaceFactory(name="Marseille", lat=43.3, lon=5.37)
    assert nearest(-20.88, 55.45) == []


def test_what_the_public_does_not_see_is_never_near():
    hidden = PlaceFactory(is_listed=False)
    assert nearest(45.19, 5.72) == []
    hidden.is_listed = True
    hidden.save()
    assert [nearby.place for nearby in nearest(45.19, 5.72)] == [hidden]


def test_facet_rows_follow_each_save():
    place = PlaceFactory(services=[SPARSE])
    assert PlaceFacet.objects.filter(place=place, facet="service:equipment").exists()
    place.services, place.lat = [], 46.0
    place.save(update_fields=["services", "lat"])
    assert not PlaceFacet.objects.filter(place=place, facet="service:equipment").exists()
    assert set(PlaceFacet.objects.filter(place=place).values_list("lat", flat=True)) == {46.0}
    place.lat = place.lon = None
    place.save()
    assert not PlaceFacet.objects.filter(place=place).exists()


@pytest.mark.parametrize("point", [(float("nan"), 0), (91, 0), (0, 181)])
def test_no_point_finds_nothing(point):
    PlaceFactory()
    assert nearest(*point) == []


def test_an_unknown_facet_finds_nothing():
    PlaceFactory()
    assert nearest(45.19, 5.72, facets=("service:unknown",)) == []


def test_after_a_change_of_vocabulary_places_are_found_again_by_what_they_offer():
    place = PlaceFactory(lat=45.65, lon=0.16, services=[SPARSE])
    PlaceFacet.objects.filter(facet__startswith="service:").delete()
    facet = facet_of("service", SPARSE)
    assert nearest(45.65, 0.16, facets=[facet]) == []
    call_command("sync_facets")
    assert [near.place for near in nearest(45.65, 0.16, facets=[facet])] == [place]

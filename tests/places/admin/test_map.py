"""The places of the list on a map: the same places, nothing from elsewhere before a press."""

from django.conf import settings
from django.urls import reverse

from catalogue.places.factories import PlaceFactory
from catalogue.places.map_tiles import tiles_origin
from tests.places.admin.conftest import address, person

MAP = "places_admin:map"


def test_the_map_has_the_places_of_the_narrowed_list(admin):
    PlaceFactory(name="La Passerelle", kind="relay", flags=["point_far"])
    PlaceFactory(name="Le Phare")
    PlaceFactory(name="Sans point", kind="relay", lat=None, lon=None)
    response = admin.get(reverse(MAP), {"kind": "relay"})
    text = response.content.decode()
    assert "Passerelle" in text
    assert "Phare" not in text
    assert text.count("<li data-lat=") == 1
    assert "Pas de point" in text
    assert tiles_origin() in response.headers["Content-Security-Policy"]
    assert settings.MAP_TILES_URL.split("?")[0] not in text.split("data-tiles")[0]
    listed = admin.get(address("list"), {"kind": "relay", "q": "passerelle", "p": "1"}).content.decode()
    assert f"{reverse(MAP)}?kind=relay&amp;q=passerelle" in listed


def test_only_own_places_are_on_the_map(coordinator, client):
    text = coordinator.client.get(reverse(MAP)).content.decode()
    assert "Passerelle" in text
    assert "Phare" not in text
    assert "Phare" not in coordinator.client.get(reverse(MAP), {"q": "phare"}).content.decode()
    client.force_login(person(username="nobody"))
    assert client.get(reverse(MAP)).status_code == 302


def test_a_mistaken_question_is_an_empty_map(admin):
    PlaceFactory()
    for query in ({"kind": "castle"}, {"verified_since": "yesterday"}, {"source": "x" * 5000}, {"q": "\x00"}):
        assert admin.get(reverse(MAP), query).status_code == 200


def test_a_hundred_places_cost_as_many_queries_as_one(admin, django_assert_max_num_queries):
    PlaceFactory.create_batch(30)
    admin.get(reverse(MAP))
    with django_assert_max_num_queries(12):
        admin.get(reverse(MAP))

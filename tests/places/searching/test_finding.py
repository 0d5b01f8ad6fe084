"""Filters, hours, widening: which places answer near a point, and in which order."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale

from catalogue.places import offers
from catalogue.places.facets import sync_facets
from catalogue.places.factories import PlaceFactory, ReceptionPointFactory, StockItemFactory
from catalogue.places.models import Place, PlaceIndexPage
from catalogue.places.near import find_near
from catalogue.places.searching.filters import read
from catalogue.places.searching.finding import find
from catalogue.places.searching.hours import is_open

WEDNESDAY_NOON = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)  # 12:00 in Paris, 15:00 in Réunion


@pytest.fixture
def site(tree, communes, client):
    page = tree.home["fr"].add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux"))
    page.copy_for_translation(Locale.objects.get(language_code="ar")).save_revision().publish()
    return client


def found(query="", now=WEDNESDAY_NOON, where="Grenoble"):
    near = find_near(where).near
    answer = find(near, read(QueryDict(query)), now=now)
    names = dict(Place.objects.values_list("pk", "name"))
    return [names[pk] for _km, pk in answer.places], answer


@pytest.mark.parametrize(
    ("hours", "when", "expected"),
    [
        ("Mo-Fr 09:00-17:00", "now", True),
        ("Mo-Fr 09:00-11:00", "now", False),
        ("Mo-Fr 09:00-17:00", "evening", False),
        ("We 09:00-20:00", "evening", True),
        ("Mo-Sa 09:00-12:00", "saturday", True),
        ("Mo-Fr 09:00-17:00", "saturday", False),
        ("sur rendez-vous", "now", None),
        ("", "evening", None),
        ("", "saturday", None),
        ('Sa 09:00-12:00 "sur rendez-vous"', "saturday", None),
    ],
)
def test_hours_answer_for_a_moment(hours, when, expected):
    assert is_open(hours, "Europe/Paris", "38", when, WEDNESDAY_NOON) is expected


def test_hours_are_those_of_the_place():
    assert is_open("Mo-Fr 14:00-16:00", "Europe/Paris", "75", "now", WEDNESDAY_NOON) is False
    assert is_open("Mo-Fr 14:00-16:00", "Indian/Reunion", "974", "now", WEDNESDAY_NOON) is True


def test_a_saturday_that_is_a_holiday_is_not_promised():
    christmas_week = datetime(2027, 12, 20, 11, 0, tzinfo=UTC)  # the 25th is a Saturday
    assert is_open("Mo-Sa 09:00-12:00", "Europe/Paris", "38", "saturday", christmas_week) is None


def test_on_saturday_evening_the_day_is_over():
    assert is_open("Sa 09:00-12:00", "Europe/Paris", "38", "saturday", datetime(2026, 11, 28, 21, 30, tzinfo=UTC)) is False


@pytest.mark.both
def test_open_places_come_first_and_unknown_hours_after_them(communes):
    PlaceFactory(name="Inconnu", lat=45.187, opening_hours="")
    PlaceFactory(name="Fermé", lat=45.188, opening_hours="Mo-Fr 08:00-09:00")
    for number in range(3):
        PlaceFactory(name=f"Ouvert {number}", lat=45.19 + number / 100, opening_hours="Mo-Fr 09:00-17:00")
    names, answer = found("when=now")
    assert names == ["Ouvert 0", "Ouvert 1", "Ouvert 2", "Inconnu"]
    assert len(answer.unsure) == 1


@pytest.mark.both
@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("need=procedures", {"services": ["Aide aux démarches administratives"]}),
        ("free=1", {"fees": ["Gratuit"]}),
        ("access=1", {"special_care": ["Handicaps moteurs"]}),
        ("access=1", {"access_url": "https://acceslibre.example.org/x"}),
        ("women=1", {"audiences": ["Femmes"]}),
        ("language=ar", {"languages": ["fr", "ar"]}),
        ("mode=group", {"modes": ["Dans un atelier collectif"]}),
        ("kind=relay", {"kind": "relay"}),
    ],
)
def test_each_filter_keeps_what_has_it(communes, query, fields):
    bare = {"services": [], "fees": [], "special_care": [], "audiences": [], "languages": [], "modes": [], "access_url": ""}
    PlaceFactory(name="Sans", **bare)
    PlaceFactory(name="Avec", **{**bare, **fields})
    assert found(query)[0] == ["Avec"]


def test_what_is_sold_now_is_a_filter(communes):
    PlaceFactory(name="Sans")
    place = PlaceFactory(name="Avec")
    StockItemFactory(place=place, kind="sim_card", level="plenty")
    sync_facets([place])
    assert found("sells=connection")[0] == found("sells=sim_card")[0] == ["Avec"]
    assert found("sells=equipment")[0] == []


def test_places_with_a_free_seat_are_asked_of_the_room_above_once_a_minute(communes, monkeypatch):
    places = [PlaceFactory(name=f"Lieu {number}", lat=45.19 + number / 100, fees=["Gratuit"] if number else []) for number in range(4)]
    asked = []

    def provider():
        asked.append(1)
        return {place.pk: (place.lat, place.lon) for place in places[:2]}

    monkeypatch.setattr(offers, "_providers", [provider])
    assert found("workshop=1")[0] == ["Lieu 0", "Lieu 1"]
    assert found("workshop=1&free=1")[0] == ["Lieu 1"]
    assert len(asked) == 1


@pytest.mark.parametrize("query", ["need=x", "when=never", "mode=&language=zz", "sells=%00&kind='", "free=2&workshop=on", "km=9e9&page=x"])
def test_unknown_values_are_no_filter(communes, query):
    assert read(QueryDict(query)).count == 0


def test_filters_come_back_as_they_stand_in_an_address():
    query = "need=procedures&when=evening&mode=group&language=ar&sells=equipment&kind=relay&free=1&access=1&women=1&workshop=1"
    filters = read(QueryDict(query))
    assert (filters.count, filters.more_are_set) == (10, True)
    again = QueryDict(mutable=True)
    for name, value in filters.pairs:
        again.appendlist(name, value)
    assert read(again) == filters


def test_enough_places_near_are_all_that_is_shown_with_a_way_further(site):
    for number in range(3):
        PlaceFactory(name=f"Près {number}", lat=45.19)
    PlaceFactory(name="Loin", lat=45.7)
    response = site.get("/lieux/", {"near": "Grenoble"})
    text = response.content.decode()
    assert "Loin" not in text
    assert "jusqu’à 100\u00a0km" in text
    further = site.get("/lieux/" + response.context["listing"].further)
    assert "Loin" in further.content.decode()


def test_with_few_places_near_the_search_goes_further_and_says_so(site):
    PlaceFactory(name="Près", lat=45.19)
    PlaceFactory(name="Loin", lat=45.7)
    text = site.get("/lieux/", {"near": "Grenoble"}).content.decode().replace("\u202f", " ").replace("\u00a0", " ")
    assert "Il y a un lieu à moins de 30 km. Nous avons cherché plus loin pour vous, jusqu’à 300 km." in text
    assert "Loin" in text
    assert "aussi vous aider : Grenoble" in text


def test_when_nothing_fits_the_nearest_come_with_help_from_home(site):
    PlaceFactory(name="Près")
    text = site.get("/lieux/", {"near": "Grenoble", "women": "1"}).content.decode()
    assert "Près" in text
    assert "format=remote" in text
    assert "aussi vous aider\u00a0: Grenoble" in text


def test_a_name_that_several_places_bear_lists_them(site):
    for city in ("Grenoble", "Angoulême"):
        PlaceFactory(name="Médiathèque Aragon", city=city)
    response = site.get("/lieux/", {"near": "mediatheque aragon"})
    assert len(response.context["listing"].cards) == 2
    assert "Les lieux qui portent ce nom" in response.content.decode()


def test_a_place_named_comes_first_then_what_is_around_it(site):
    place = PlaceFactory(name="Le Phare bleu", lat=45.2)
    PlaceFactory(name="Voisin", lat=45.21)
    response = site.get("/lieux/", {"near": "phare bleu"})
    cards = response.context["listing"].cards
    assert [(card.pk == place.pk, card.km is None) for card in cards] == [(True, True), (False, False)]


def test_the_count_of_filters_shows_on_the_fold_and_one_may_start_again(site):
    PlaceFactory()
    text = site.get("/lieux/", {"near": "Grenoble", "free": "1", "women": "1"}).content.decode()
    assert '<span class="count">2' in text
    assert 'href="?near=Grenoble&amp;commune=38185">Recommencer' in text


@pytest.mark.both
@pytest.mark.parametrize("count", [5, 1500])
def test_the_page_asks_fifteen_queries_at_most_even_cold(site, count):
    Place.objects.bulk_create(
        [
            PlaceFactory.build(
                name=f"Lieu {number}",
                lat=45 + number % 97 / 250,
                lon=5.5 + number % 89 / 250,
                opening_hours=("", "Mo-Fr 09:00-17:00", "Sa 09:00-12:00", "Su 03:00-03:10")[number % 4],
                languages=["fr", "ar"],
            )
            for number in range(count)
        ],
        batch_size=500,
    )
    ReceptionPointFactory(name="Point", lat=45.19)
    sync_facets(Place.objects.all())
    everything = "need=procedures&need=everyday&mode=group&language=ar&sells=equipment&kind=relay&kind=partner&free=1&access=1&women=1"
    for prefix in ("/lieux/", "/ar/lieux/"):
        for query in (
            "near=Grenoble",
            "near=Grenobel",
            "near=16220",
            "near=12+rue+des+Lilas+Grenoble",
            "near=Lieu",
            "near=Lieu+4",
            "near=Point",
            "lat=45.19&lon=5.73",
            "near=Grenoble&when=saturday",
            f"near=Grenoble&{everything}",
            f"near=Grenoble&when=now&workshop=1&{everything}",
            f"{everything}&when=now",
            "near=" + "x" * 5000,
        ):
            cache.clear()
            with CaptureQueriesContext(connection) as queries:
                assert site.get(f"{prefix}?{query}").status_code == 200
            assert len(queries) <= 15, (query, [each["sql"][:150] for each in queries.captured_queries])

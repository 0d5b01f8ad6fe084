"""The list of places and the page of a place, as visitors get them."""

import json
import re

import pytest
from django.utils import timezone
from wagtail.models import Locale

from catalogue.places import sections
from catalogue.places.cards import cards_for, place_url
from catalogue.places.facets import sync_facets
from catalogue.places.factories import PlaceFactory, PlaceTextFactory, ReceptionPointFactory, RelayFactory
from catalogue.places.models import Place, PlaceIndexPage

EQUIPMENT = "Acquisition de matériel informatique à prix solidaire"


@pytest.fixture
def site(tree, communes, client):
    """The client, on a site whose list of places exists in French and Arabic."""
    page = tree.home["fr"].add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", summary="Trouver de l’aide"))
    page.copy_for_translation(Locale.objects.get(language_code="ar")).save_revision().publish()
    return client


def titles(response):
    return [card.title for card in response.context["listing"].cards]


def test_without_a_place_the_list_begins_with_our_reception_points_by_city(site):
    ReceptionPointFactory(name="Point B", city="Lyon")
    ReceptionPointFactory(name="Point A", city="Angoulême")
    RelayFactory(name="Relais")
    response = site.get("/lieux/")
    assert titles(response) == ["Point A", "Point B"]
    assert "ville par ville" in response.content.decode()


def test_a_town_lists_places_by_distance(site):
    PlaceFactory(name="Loin", lat=45.4)
    PlaceFactory(name="Près", lat=45.19)
    response = site.get("/lieux/", {"near": "Grenoble"})
    assert titles(response) == ["Près", "Loin"]
    assert "Vous cherchez ici\u00a0: Grenoble (38)." in response.content.decode()
    assert "à 600\u00a0m" in response.content.decode() or "km" in response.content.decode()


def test_an_ambiguous_town_asks_which(site):
    ReceptionPointFactory(name="Ailleurs")
    response = site.get("/lieux/", {"near": "Saint-Denis"})
    text = response.content.decode()
    assert 'value="93066"' in text
    assert 'value="97411"' in text
    assert "Ailleurs" not in text


def test_filters_keep_what_is_needed_and_the_town(site):
    PlaceFactory(name="Sans")
    PlaceFactory(name="Avec", services=[EQUIPMENT])
    response = site.get("/lieux/", {"near": "Grenoble", "need": "equipment", "free": "1"})
    assert titles(response) == ["Avec"]
    text = response.content.decode()
    assert re.search(r'value="equipment" checked', text)
    assert '<input type="hidden" name="commune" value="38185">' in text


def test_far_away_is_said(site):
    PlaceFactory(name="Lyon", lat=45.76, lon=4.84)
    response = site.get("/lieux/", {"near": "Grenoble"})
    assert "Il n’y a pas de lieu à moins de" in response.content.decode()


def test_a_need_nobody_meets_shows_the_nearest_and_the_town_hall(site):
    PlaceFactory(name="Près")
    response = site.get("/lieux/", {"near": "Grenoble", "need": "equipment"})
    assert titles(response) == ["Près"]
    text = response.content.decode()
    assert "aussi vous aider\u00a0: Grenoble" in text
    assert "04 65 71 12 34" in text


def test_no_place_at_all_gives_the_town_hall_and_a_human(site):
    response = site.get("/lieux/", {"near": "Grenoble"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "aussi vous aider\u00a0: Grenoble" in text
    assert response.context["helpline"].tel in text


@pytest.mark.parametrize(
    "data",
    [
        {"near": "x" * 10_000},
        {"near": "a\x00b"},
        {"near": "😀"},
        {"near": "غرونوبل"},
        {"lat": "nan", "lon": "inf"},
        {"commune": "' OR 1=1"},
        {"near": "Grenoble", "page": "9" * 50},
        {"near": "Grenoble", "page": "-1", "need": "unknown", "kind": "x"},
        {"page": "abc", "free": "2"},
    ],
)
def test_mistaken_addresses_get_a_page(site, data):
    PlaceFactory()
    assert site.get("/lieux/", data).status_code == 200


def test_what_was_typed_is_kept_beside_the_sentence(site):
    text = site.get("/lieux/", {"near": "Zzzzz"}).content.decode()
    assert 'value="Zzzzz"' in text
    assert "Nous ne trouvons pas cette ville" in text


def test_the_list_is_the_same_for_everyone(site):
    PlaceFactory()
    response = site.get("/lieux/", {"near": "Grenoble"})
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrf" not in response.content.decode().lower()


def test_pages_of_the_list_keep_the_town(site):
    Place.objects.bulk_create(PlaceFactory.build(name=f"Lieu {number:02d}", lat=45.19 + number / 1000) for number in range(25))
    sync_facets(Place.objects.all())
    response = site.get("/lieux/", {"near": "Grenoble", "page": "3"})
    assert len(titles(response)) == 5
    assert "near=Grenoble" in response.content.decode()


def fill(count):
    Place.objects.bulk_create(
        [
            PlaceFactory.build(name=f"Lieu {number}", lat=45.0 + (number % 97) / 250, lon=5.5 + (number % 89) / 250)
            for number in range(count)
        ],
        batch_size=500,
    )
    sync_facets(Place.objects.all())


@pytest.mark.parametrize("count", [10, 2000])
def test_the_cost_of_the_list_does_not_grow(site, count, django_assert_max_num_queries):
    fill(count)
    site.get("/lieux/")
    with django_assert_max_num_queries(15):
        site.get("/lieux/", {"near": "Grenoble", "need": "everyday", "page": "2"})
    with django_assert_max_num_queries(15):
        site.get("/lieux/", {"need": "everyday"})


@pytest.mark.parametrize("count", [10, 2000])
def test_the_cost_of_a_place_does_not_grow(site, count, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(sections, "_sections", {})
    fill(count)
    place = Place.objects.first()
    site.get(place_url(place))
    with django_assert_max_num_queries(15):
        assert site.get(place_url(place), {"commune": "38185"}).status_code == 200


def test_a_place_says_what_one_must_know(site):
    place = ReceptionPointFactory(
        name="Emmaüs Connect Grenoble",
        access_url="https://acceslibre.example.org/x",
        languages=["fr", "ar"],
        how_to_come="Tram A",
        summary="Venez.",
    )
    response = site.get(place_url(place), {"commune": "38185"})
    text = response.content.decode().replace("\u00a0", " ")
    for words in (
        "Point d’accueil Emmaüs Connect",
        "C’est gratuit.",
        "Aucun papier demandé.",
        "Tram A",
        "Acceslibre",
        "العربية</bdi> (arabe)",
        "Lundi",
        "9 h à 12 h</span>",
        "14 h à 17 h</span>",
        "Les jours fériés, appelez avant de venir.",
        'href="tel:+33465710000"',
        "Acheter un ordinateur ou un téléphone à petit prix",
        "Tous les lieux près d’ici : Grenoble (38)",
    ):
        assert words in text, words
    assert not response.cookies


def test_prose_hours_are_shown_and_one_is_told_to_call(site):
    text = site.get(place_url(PlaceFactory(opening_hours="Le mardi, sur rendez-vous"))).content.decode()
    assert "Le mardi, sur rendez-vous" in text
    assert "Appelez avant de venir." in text


def test_a_place_without_a_phone_gives_ours(site):
    response = site.get(place_url(PlaceFactory(phone="")))
    assert "Appelez-nous, nous cherchons avec vous" in response.content.decode()


def test_search_engines_read_a_place_safely(site):
    place = PlaceFactory(name="</script><b>Piège</b> & co")
    text = site.get(place_url(place)).content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL).group(1)
    assert json.loads(data)["name"] == place.name
    assert "<b>Piège" not in text


def test_another_slug_leads_to_the_right_address_with_its_query(site):
    place = PlaceFactory(name="La Passerelle")
    for address in (f"/lieux/{place.pk}-ancien-nom/", f"/lieux/{place.pk}/"):
        response = site.get(address, {"commune": "38185"})
        assert response.status_code == 301
        assert response.url == f"{place_url(place)}?commune=38185"
    assert site.get(f"/en/lieux/{place.pk}-x/").url.startswith("/en/lieux/")


@pytest.mark.parametrize("address", ["/lieux/987654-x/", "/lieux/" + "9" * 40 + "-x/", "/lieux/-1-x/", "/lieux/0-x/", "/lieux/abc/"])
def test_an_unknown_place_is_not_found(site, address):
    assert site.get(address).status_code == 404


@pytest.mark.parametrize("changes", [{"is_listed": False}, {"archived_at": timezone.now()}])
def test_a_place_no_longer_shown_says_where_to_go(site, changes):
    place = PlaceFactory(name="Secret", **changes)
    other = PlaceFactory(name="Voisin")
    response = site.get(place_url(place))
    text = response.content.decode()
    assert response.status_code == 410
    assert other.name in text
    assert "Trouver un autre lieu" in text
    assert "Secret" not in text


def test_a_place_speaks_arabic_where_it_is_translated(site):
    place = PlaceFactory(summary="En français", description="Texte français")
    PlaceTextFactory(place=place, language="ar", summary="بالعربية")
    text = site.get(f"/ar{place_url(place)}").content.decode()
    assert 'dir="rtl"' in text
    assert "بالعربية" in text
    assert '<section class="flow prose" lang="fr"' in text


def test_an_upper_room_shows_its_section(site, monkeypatch):
    monkeypatch.setattr(sections, "_sections", {})
    sections.register_section(
        "second", lambda place, request: ("components/notice.html", {"kind": "info", "text": f"B {place.name}", "title": ""}), 20
    )
    sections.register_section("first", lambda place, request: ("components/notice.html", {"kind": "info", "text": "A", "title": ""}), 10)
    sections.register_section("none", lambda place, request: None, 5)
    text = site.get(place_url(PlaceFactory(name="Ici"))).content.decode()
    assert text.index("<p>A</p>") < text.index("<p>B Ici</p>")


def test_cards_cost_one_query_whatever_their_number(db, django_assert_num_queries):
    fill(30)
    places = list(Place.objects.all())
    with django_assert_num_queries(1):
        assert len(cards_for(places, "ar")) == 30
    with django_assert_num_queries(0):
        cards_for(places, "fr")

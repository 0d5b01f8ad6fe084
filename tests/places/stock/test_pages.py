"""The public pages: where stock is near, the section of a place's page, the same for everybody."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.utils import timezone

from catalogue.places.cards import place_url
from catalogue.places.factories import CommuneFactory, PlaceFactory, StockItemFactory
from home.factories import ContentPageFactory

pytestmark = pytest.mark.usefixtures("communes")


@pytest.fixture
def communes(db):
    CommuneFactory(code="38185", name="Grenoble", lat=45.1867, lon=5.7363, postcodes=["38000"])
    CommuneFactory(code="93066", name="Saint-Denis", lat=48.9356, lon=2.3539, postcodes=["93200"])
    CommuneFactory(code="97411", name="Saint-Denis", lat=-20.879, lon=55.4486, postcodes=["97400"])


def titles(response) -> list[str]:
    return [stocked.card.title for stocked in response.context["found"].cards]


def read(response) -> str:
    return response.content.decode()


def test_the_nearest_stock_comes_first_with_its_price_age_and_phone(place, client):
    far = PlaceFactory(name="Loin", lat=45.4)
    StockItemFactory(place=far)
    StockItemFactory(place=place, price_from=Decimal("49.50"), updated_at=timezone.now() - timedelta(days=3))
    response = client.get("/s-equiper/", {"near": "38000"})
    assert titles(response) == [place.name, "Loin"]
    text = read(response)
    for said in ("À partir de 49,50\u00a0€", "Mis à jour il y a 3\u00a0jours", "Il y en a", "04 65 71 00 00", "km"):
        assert said in text, said


def test_only_what_one_looks_for_is_listed(place, client):
    StockItemFactory(place=place, kind="tablet")
    cards = PlaceFactory(name="Des cartes")
    StockItemFactory(place=cards, kind="sim_card")
    assert titles(client.get("/s-equiper/", {"near": "38000"})) == [place.name]
    assert titles(client.get("/se-connecter/", {"near": "38000"})) == ["Des cartes"]
    assert titles(client.get("/s-equiper/", {"near": "38000", "kind": "tablette"})) == [place.name]
    assert titles(client.get("/se-connecter/", {"near": "38000", "kind": "tablette"})) == ["Des cartes"]


def test_after_a_fortnight_only_a_call_confirms(place, client):
    StockItemFactory(place=place, updated_at=timezone.now() - timedelta(days=16))
    for address in ("/s-equiper/?near=38000", place_url(place)):
        assert "À confirmer par téléphone" in read(client.get(address)), address
    StockItemFactory(place=place, kind="tablet")
    assert read(client.get(place_url(place))).count("À confirmer par téléphone") == 1


def test_far_is_said_and_a_nearer_place_that_has_none_offers_to_tell(place, client):
    StockItemFactory(place=place, level="none")
    StockItemFactory(place=PlaceFactory(name="Loin", lat=46.2))
    response = client.get("/s-equiper/", {"near": "38000", "kind": "ordinateur"})
    assert titles(response) == ["Loin"]
    assert [stocked.card.title for stocked in response.context["found"].closer] == [place.name]
    assert "Nous ne trouvons pas un ordinateur portable à moins de 30\u00a0km" in read(response)
    assert f"/lieux/alerte/{place.pk}/ordinateur/" in read(response)


def test_none_anywhere_near_is_no_dead_end(place, client):
    StockItemFactory(place=place, level="none")
    response = client.get("/s-equiper/", {"near": "38000"})
    assert titles(response) == [place.name]
    assert "demandez à être prévenu" in read(response)
    nothing = client.get("/se-connecter/", {"near": "38000"})
    assert titles(nothing) == [place.name]
    for response in (nothing, client.get("/se-connecter/", {"near": "97400"}), client.get("/se-connecter/")):
        assert response.status_code == 200
        assert "tel:+33199001234" in read(response)


def test_without_a_town_places_are_listed_town_by_town(place, client):
    StockItemFactory(place=place)
    response = client.get("/s-equiper/")
    assert titles(response) == [place.name]
    assert "ville par ville" in read(response)


def test_an_ambiguous_town_asks_which(client, place):
    text = read(client.get("/s-equiper/", {"near": "Saint-Denis"}))
    assert 'value="93066"' in text
    assert 'value="97411"' in text


@pytest.mark.parametrize("near", ["\x00", "9" * 10000, "😀", "<script>alert(1)</script>", "لايوجد", "' or 1=1 --"])
def test_no_text_breaks_the_page(client, place, near):
    StockItemFactory(place=place)
    for address in ("/s-equiper/", "/ar/se-connecter/"):
        response = client.get(address, {"near": near, "kind": near, "page": near, "lat": near, "lon": near})
        assert response.status_code == 200
        assert "<script>alert" not in read(response)


def test_the_pages_are_the_same_for_everybody(client, place):
    StockItemFactory(place=place)
    for address in ("/s-equiper/", "/se-connecter/?near=38000", "/en/s-equiper/"):
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "csrf" not in read(response)


def test_the_words_under_the_list_are_those_of_the_editors_page(tree, client, place):
    page = ContentPageFactory(
        parent=tree.home["fr"], title="Du matériel pour vous", slug="s-equiper", body=[("text", "<p>Vérifié et garanti</p>")]
    )
    assert page.get_url() == "/s-equiper/"
    text = read(client.get("/s-equiper/"))
    assert "<h1>Du matériel pour vous</h1>" in text
    assert "Vérifié et garanti" in text
    assert "Get equipped" in read(client.get("/en/s-equiper/"))


def test_queries_do_not_grow_with_the_places(place, client, django_assert_max_num_queries):
    StockItemFactory(place=place, level="none")
    StockItemFactory(place=PlaceFactory(lat=46.0))
    for number in range(12):
        other = PlaceFactory(lat=46.0 + number / 100)
        for kind in ("laptop", "tablet"):
            StockItemFactory(place=other, kind=kind)
    for address in ("/s-equiper/?near=38000&kind=ordinateur", "/s-equiper/", "/ar/s-equiper/?near=38000", place_url(place)):
        client.get(address)  # the menus are in the cache from now on
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200
        cache.clear()


def test_a_place_that_sells_nothing_says_nothing_of_it(place, client):
    assert 'id="stock"' not in read(client.get(place_url(place)))


def test_a_place_s_page_says_who_may_buy_and_with_which_papers(place, client):
    StockItemFactory(place=place, kind="sim_card", proofs=["identity", "benefits", "tax"], referral_way="printed", buyers="low_income")
    text = read(client.get(place_url(place)))
    assert "Les personnes qui ont de petits revenus" in text
    assert "Apportez une pièce d’identité." in text
    assert "Apportez un de ces papiers\u00a0: une attestation de la Caf ou de la MSA ou votre avis d’imposition." in text
    assert f"/lieux/orienter/{place.pk}/" in text


def test_arabic_says_everything_in_arabic(place, client):
    StockItemFactory(place=place)
    text = read(client.get("/ar/s-equiper/", {"near": "38000"}))
    assert 'dir="rtl"' in text
    assert "حواسيب محمولة" in text
    assert "تم التحديث اليوم" in text

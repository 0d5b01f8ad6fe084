"""The hosts' screens: their own places only, one press for a level, two for a sale, a paper seen once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.places.factories import (
    RelayFactory,
    SaleFactory,
    SaleProgrammeFactory,
    StockAlertFactory,
    StockItemFactory,
    StockReferralFactory,
)
from catalogue.places.models import Sale, StockAlert, StockItem, StockReferral

from .conftest import member


@pytest.fixture
def at(client, host, place):
    client.force_login(host)
    return client


def shelf(place) -> str:
    return reverse("stock:shelf", args=[place.pk])


def screen(place, rest: str = "") -> str:
    return shelf(place) + rest


def read(response) -> str:
    return response.content.decode()


def sale(**typed) -> dict:
    return {"quantity": "1", "unit_price": "80", "key": "k" * 22, **typed}


def test_who_is_not_signed_in_signs_in_first_and_comes_back(client, place):
    for address in ("/lieux/stock/", screen(place), screen(place, "ordinateur/vente/"), "/lieux/stock/orientation/ACDEFGHJ/"):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith("/admin/login/?next=%2Flieux%2Fstock")


def test_a_host_keeps_their_own_places_only(at, place):
    other = RelayFactory()
    StockItemFactory(place=other, level="none")
    made = SaleFactory(place=other)
    for method, address in (
        ("get", screen(other)),
        ("post", screen(other)),
        ("get", screen(other, "ordinateur/")),
        ("post", screen(other, "ordinateur/vente/")),
        ("post", screen(other, f"ventes/{made.pk}/annuler/")),
    ):
        response = getattr(at, method)(address, {"say": "ordinateur:plenty", **sale()})
        assert response.status_code == 403, address
        assert "Demandez à la coordination" in read(response)
    assert StockItem.objects.get(place=other).level == "none"
    assert at.get("/lieux/stock/").url == screen(place)


@pytest.mark.parametrize("group", ["Rédaction", "Chiffres", "Gestion de la formation"])
def test_other_groups_keep_no_stock_even_with_a_role(client, place, group):
    client.force_login(member("autre", group, place))
    assert client.get(screen(place)).status_code == 403
    assert client.post(screen(place), {"say": "ordinateur:plenty"}).status_code == 403
    assert not StockItem.objects.exists()


def test_a_coordinator_keeps_theirs_and_an_administrator_all(client, place, admin_client):
    client.force_login(member("claire", "Coordination des lieux", place, role="coordinator"))
    assert client.get(screen(place)).status_code == 200
    assert admin_client.get(screen(RelayFactory())).status_code == 200


def test_the_screens_are_never_kept_by_a_cache(at, place):
    for address in (screen(place), "/lieux/stock/orientation/", f"/lieux/alerte/{place.pk}/ordinateur/", f"/lieux/orienter/{place.pk}/"):
        assert "no-store" in at.get(address).headers["Cache-Control"], address


def test_one_press_says_a_level_and_a_kind_not_sold_yet_is_sold(at, place):
    response = at.post(screen(place), {"say": "ordinateur:few"}, follow=True)
    assert StockItem.objects.get(place=place, kind="laptop").level == "few"
    assert "C’est noté. Ordinateurs portables\u00a0: peu." in read(response)


@pytest.mark.parametrize("say", ["", "ordinateur", "ordinateur:lots", "voiture:few", "\x00:few", "x" * 9999])
def test_a_forged_press_changes_nothing(at, place, say):
    assert at.post(screen(place), {"say": say}).status_code == 302
    assert not StockItem.objects.exists()


def test_one_press_says_that_nothing_changed(at, place):
    item = StockItemFactory(place=place)
    StockItem.objects.update(updated_at="2026-01-01T10:00Z")
    at.post(screen(place), {"same": "1"})
    item.refresh_from_db()
    assert item.updated_at.year != 2026 or item.updated_at.month != 1


def test_the_sale_s_screen_is_filled_in_so_that_a_second_press_records_it(at, place):
    StockItemFactory(place=place, count=4)
    programme = SaleProgrammeFactory()
    form = at.get(screen(place, "ordinateur/vente/")).context["form"]
    typed = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert typed["quantity"] == 1
    assert typed["unit_price"] == 80
    filled = {"quantity": "1", "unit_price": "80", "programme": programme.pk, "key": typed["key"]}
    for _press in range(2):
        response = at.post(screen(place, "ordinateur/vente/"), filled, follow=True)
        assert "La vente est enregistrée." in read(response)
    made = Sale.objects.get()
    assert (made.quantity, made.programme, StockItem.objects.get().count) == (1, programme, 3)


def test_the_next_sale_begins_like_the_last_one(at, place):
    StockItemFactory(place=place)
    programme = SaleProgrammeFactory()
    SaleFactory(place=place, unit_price=45, programme=programme)
    form = at.get(screen(place, "ordinateur/vente/")).context["form"]
    assert (form.initial["unit_price"], form.initial["programme"]) == (45, programme.pk)


def test_an_uncounted_shelf_asks_whether_some_are_left(at, place):
    StockItemFactory(place=place, level="few")
    page = at.get(screen(place, "ordinateur/vente/"))
    assert "Il en reste\u00a0?" in read(page)
    at.post(screen(place, "ordinateur/vente/"), sale(left="none"))
    assert StockItem.objects.get().level == "none"


@pytest.mark.parametrize("price", ["", "abc", "-5", "1e3", "NaN", "Infinity", "5.555", "٥٠", "9" * 30, "12\x00", "😀", "50 50 50 x"])
def test_a_price_that_is_none_gets_a_sentence_and_stays_typed(at, place, price):
    StockItemFactory(place=place)
    response = at.post(screen(place, "ordinateur/vente/"), sale(unit_price=price, left="few"))
    assert response.status_code == 200
    assert response.context["form"].errors["unit_price"]
    assert not Sale.objects.exists()
    if price == "abc":
        assert "Écrivez un prix, par exemple 50." in read(response)
        assert 'value="abc"' in read(response)


@pytest.mark.parametrize(
    ("typed", "kept"), [("50", "50.00"), ("7,50 €", "7.50"), (" 1 200 ", "1200.00"), ("0", "0.00"), ("12.5 euros", "12.50")]
)
def test_prices_are_read_as_people_write_them(at, place, typed, kept):
    StockItemFactory(place=place)
    at.post(screen(place, "ordinateur/vente/"), sale(unit_price=typed, left="few"))
    assert str(Sale.objects.get().unit_price) == kept


@pytest.mark.parametrize("quantity", ["0", "-1", "51", "x", "", "9" * 400, "1.5"])
def test_a_quantity_that_is_none_gets_a_sentence(at, place, quantity):
    StockItemFactory(place=place)
    response = at.post(screen(place, "ordinateur/vente/"), sale(quantity=quantity, left="few"))
    assert response.status_code == 200
    assert response.context["form"].errors["quantity"]


def test_more_than_is_left_says_how_many_are(at, place):
    StockItemFactory(place=place, count=2)
    text = read(at.post(screen(place, "ordinateur/vente/"), sale(quantity="3")))
    assert "D’après la fiche, il en reste 2." in text
    assert not Sale.objects.exists()


def test_a_sale_of_today_is_taken_back_from_the_shelf(at, place):
    StockItemFactory(place=place, count=2)
    at.post(screen(place, "ordinateur/vente/"), sale())
    made = Sale.objects.get()
    Sale.objects.update(sold_at=timezone.now() - timedelta(minutes=11))
    assert "Vendu aujourd’hui" in read(at.get(screen(place)))
    response = at.post(screen(place, f"ventes/{made.pk}/annuler/"), follow=True)
    assert "La vente est annulée." in read(response)
    assert StockItem.objects.get().count == 2
    assert "Vendu aujourd’hui" not in read(response)
    assert at.post(screen(place, f"ventes/{2**62}/annuler/")).status_code == 404


def test_the_sale_just_made_is_taken_back_from_the_top_of_the_shelf(at, place):
    StockItemFactory(place=place, count=2)
    response = at.post(screen(place, "ordinateur/vente/"), sale(), follow=True)
    undo = screen(place, f"ventes/{Sale.objects.get().pk}/annuler/")
    text = response.content.decode()
    assert text.count(undo) == 1
    assert text.index(undo) < text.index('name="same"')


def test_everything_about_a_kind_is_said_on_one_screen(at, place):
    typed = {"count": "5", "price_from": "49,50", "buyers": "referred", "proofs": ["tax", "identity"], "referral_way": "printed"}
    assert at.post(screen(place, "tablette/"), typed).status_code == 302
    item = StockItem.objects.get(place=place, kind="tablet")
    assert (item.count, item.level, str(item.price_from), sorted(item.proofs)) == (5, "plenty", "49.50", ["identity", "tax"])
    at.post(screen(place, "tablette/"), {"stop": "1"})
    at.post(screen(place, "tablette/"), {"stop": "1"})
    assert not StockItem.objects.exists()


def test_neither_a_level_nor_a_number_is_a_sentence(at, place):
    typed = {"buyers": "everybody", "referral_way": "none"}
    response = at.post(screen(place, "tablette/"), typed)
    assert "Choisissez une réponse." in read(response)
    forged = {**typed, "level": "lots", "proofs": ["gold"], "buyers": "me", "count": "99999999999999999999"}
    assert at.post(screen(place, "tablette/"), forged).status_code == 200
    assert not StockItem.objects.exists()


def test_those_to_call_are_listed_until_they_were(at, place):
    from django.utils import timezone

    StockItemFactory(place=place, level="few")
    until = timezone.now() + timezone.timedelta(days=2)
    alert = StockAlertFactory(place=place, state="offered", offered_until=until, phone="+33465710099", first_name="Nadia")
    assert "Nadia" in read(at.get(screen(place)))
    at.post(screen(place, f"appels/{alert.pk}/"))
    assert "Nadia" not in read(at.get(screen(place)))
    assert StockAlert.objects.get().called_at is not None


def test_a_referral_is_looked_at_then_marked_as_seen_once(at, place):
    referral = StockReferralFactory(place=place, number="ACDEFGH2", initials="A. T.")
    text = read(at.get("/lieux/stock/orientation/ACDEFGH2/"))
    assert "A. T." in text
    assert "Centre social des Tilleuls" in text
    referral.refresh_from_db()
    assert referral.seen_at is None
    response = at.post("/lieux/stock/orientation/", {"number": "acde fgh2", "seen": "1"})
    assert "marquée comme vue" in read(response)
    assert "a déjà servi" in read(at.get("/lieux/stock/orientation/ACDEFGH2/"))
    referral.refresh_from_db()
    assert referral.seen_at is not None


def test_a_number_left_empty_asks_for_it(at):
    assert "Écrivez les huit lettres et chiffres sous le carré." in read(at.get(reverse("stock:check"), {"number": ""}))
    assert "Écrivez les huit" not in read(at.get(reverse("stock:check")))


def test_a_referral_for_another_place_shows_nobody(at, place):
    StockReferralFactory(place=RelayFactory(name="La Passerelle"), number="ACDEFGH2", initials="Z. Q.")
    text = read(at.post("/lieux/stock/orientation/", {"number": "ACDEFGH2", "seen": "1"}))
    assert "La Passerelle" in text
    assert "Z. Q." not in text
    assert StockReferral.objects.get().seen_at is None


@pytest.mark.parametrize("number", ["x", "\x00", "9" * 9999, "ACDEFGH9", "<b>", "العربية"])
def test_an_unknown_number_is_a_sentence(at, number):
    text = read(at.get("/lieux/stock/orientation/", {"number": number}))
    assert "Nous ne connaissons pas ce numéro." in text


def test_the_queries_of_the_shelf_do_not_grow(at, place, django_assert_max_num_queries):
    for kind in ("laptop", "tablet", "sim_card", "top_up"):
        StockItemFactory(place=place, kind=kind)
        for number in range(5):
            SaleFactory(place=place, kind=kind)
            StockAlertFactory(place=place, kind=kind, phone=f"+3363998{number:04d}")
    at.get(screen(place))
    with django_assert_max_num_queries(20):
        at.get(screen(place))

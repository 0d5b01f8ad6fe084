"""Stock and sales in the admin: each their own places, totals for who reads figures, nobody named anywhere."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from openpyxl import load_workbook

from catalogue.places.factories import (
    RelayFactory,
    SaleFactory,
    SaleProgrammeFactory,
    StockAlertFactory,
    StockItemFactory,
    StockReferralFactory,
)
from catalogue.places.models import PlaceFacet, StockItem

from .conftest import member

STOCK = "wagtailsnippets_places_stockitem"
SALES = "wagtailsnippets_places_sale"
REFERRALS = "wagtailsnippets_places_stockreferral"


@pytest.fixture
def relay(tree):
    return RelayFactory(name="La Passerelle", city="Lyon")


@pytest.fixture
def coordinator(place):
    return member("claire", "Coordination des lieux", place, role="coordinator")


@pytest.fixture
def both_sell(place, relay):
    for one in (place, relay):
        StockItemFactory(place=one)
        SaleFactory(place=one, unit_price=Decimal(40), local_day=date(2026, 11, 3))


def read(response) -> str:
    return response.content.decode()


def test_a_coordinator_sees_the_stock_and_sales_of_their_places(client, coordinator, both_sell):
    client.force_login(coordinator)
    for name in (STOCK, SALES):
        text = read(client.get(reverse(f"{name}:list")))
        assert "Emmaüs Connect Grenoble" in text
        assert "La Passerelle" not in text


def test_a_host_reads_the_list_and_changes_only_their_own(client, host, both_sell, relay):
    client.force_login(host)
    assert "Grenoble" in read(client.get(reverse(f"{STOCK}:list")))
    theirs = StockItem.objects.get(place=relay)
    assert client.get(reverse(f"{STOCK}:edit", args=[theirs.pk])).status_code in (302, 404)
    assert client.get(reverse(f"{STOCK}:add")).status_code == 302


def test_a_host_who_also_edits_pages_sees_every_place_and_keeps_their_own_stock(client, host, both_sell, relay):
    host.groups.add(Group.objects.get(name="Rédaction"))
    client.force_login(host)
    theirs, own = StockItem.objects.get(place=relay), StockItem.objects.exclude(place=relay).get()
    typed = {"level": "none", "count": "", "price_from": "1", "buyers": "everybody", "referral_way": "none"}
    client.post(reverse(f"{STOCK}:edit", args=[theirs.pk]), typed)
    theirs.refresh_from_db()
    assert theirs.level != "none"
    assert client.get(reverse(f"{STOCK}:edit", args=[own.pk])).status_code == 200


@pytest.mark.parametrize(("group", "seen"), [("Chiffres", False), ("Rédaction", False), ("Formateurs et formatrices", False)])
def test_other_groups_see_neither_stock_nor_sales(client, place, both_sell, group, seen):
    client.force_login(member("autre", group))
    for name in (STOCK, SALES, REFERRALS):
        assert (client.get(reverse(f"{name}:list")).status_code == 200) is seen, name


def test_an_edit_goes_by_the_same_verb_as_the_hosts(client, coordinator, place):
    item = StockItemFactory(place=place)
    client.force_login(coordinator)
    typed = {"level": "plenty", "count": "2", "price_from": "45", "buyers": "everybody", "proofs": ["tax"], "referral_way": "none"}
    response = client.post(reverse(f"{STOCK}:edit", args=[item.pk]), typed)
    assert response.status_code == 302, response.context["form"].errors
    item.refresh_from_db()
    assert (item.level, item.count, item.price_from, item.proofs) == ("few", 2, Decimal(45), ["tax"])
    client.post(reverse(f"{STOCK}:edit", args=[item.pk]), {**typed, "count": "0"})
    assert PlaceFacet.objects.filter(place=place, facet="sold:laptop").exists()


def test_a_kind_is_added_once_at_one_s_own_place_only(client, coordinator, place, relay):
    client.force_login(coordinator)
    typed = {
        "place": place.pk,
        "kind": "tablet",
        "level": "few",
        "count": "",
        "price_from": "",
        "buyers": "everybody",
        "referral_way": "none",
    }
    assert client.post(reverse(f"{STOCK}:add"), typed).status_code == 302
    assert client.post(reverse(f"{STOCK}:add"), typed).status_code == 200
    assert client.post(reverse(f"{STOCK}:add"), {**typed, "place": relay.pk}).status_code == 200
    assert list(StockItem.objects.values_list("place", "kind")) == [(place.pk, "tablet")]


def test_hostile_numbers_are_refused_with_a_sentence(client, coordinator, place):
    item = StockItemFactory(place=place)
    client.force_login(coordinator)
    typed = {"level": "plenty", "count": "9" * 30, "price_from": "1e99", "buyers": "me", "proofs": ["gold"], "referral_way": "none"}
    response = client.post(reverse(f"{STOCK}:edit", args=[item.pk]), typed)
    assert set(response.context["form"].errors) >= {"count", "price_from", "buyers", "proofs"}


def test_the_list_says_how_many_wait_and_not_who(client, coordinator, place):
    StockItemFactory(place=place, level="none")
    StockAlertFactory(place=place, first_name="Zénaïde", phone="+33639981234")
    client.force_login(coordinator)
    response = client.get(reverse(f"{STOCK}:list"))
    assert [item.waiting for item in response.context["object_list"]] == [1]
    assert "Zénaïde" not in read(response)


def test_referrals_show_structures_and_nobody(client, coordinator, place, relay):
    StockReferralFactory(place=place, initials="Z. Q.", helper_name="Hélène Roux")
    StockReferralFactory(place=relay, structure="Mairie de Lyon")
    client.force_login(coordinator)
    text = read(client.get(reverse(f"{REFERRALS}:list")))
    assert "Centre social des Tilleuls" in text
    assert "Mairie de Lyon" not in text
    for hidden in ("Z. Q.", "Hélène Roux", "04 65 71 00 99"):
        assert hidden not in text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_lists_are_exported_and_formulas_stay_text(client, admin_user, place, kind):
    client.force_login(admin_user)
    SaleFactory(place=place, programme=SaleProgrammeFactory(name="=1+1"))
    StockItemFactory(place=place)
    for name in (STOCK, SALES, REFERRALS):
        response = client.get(reverse(f"{name}:list"), {"export": kind})
        assert response.status_code == 200, name
    body = b"".join(client.get(reverse(f"{SALES}:list"), {"export": kind}).streaming_content)
    if kind == "csv":
        assert "'=1+1" in body.decode()
    else:
        values = [cell.value for row in load_workbook(BytesIO(body)).active.iter_rows() for cell in row]
        assert "'=1+1" in values


def test_filters_narrow_the_list(client, admin_user, both_sell, place):
    client.force_login(admin_user)
    StockItemFactory(place=place, kind="tablet", level="none", updated_at="2026-01-05T10:00Z")
    address = reverse(f"{STOCK}:list")

    def shown(**asked):
        return [(item.place.name, item.kind) for item in client.get(address, asked).context["object_list"]]

    assert shown(kind="tablet") == [(place.name, "tablet")]
    assert shown(level="none") == [(place.name, "tablet")]
    assert shown(old="true") == [(place.name, "tablet")]
    assert {name for name, _kind in shown(place=place.pk)} == {place.name}
    sales = client.get(reverse(f"{SALES}:list"), {"kept": "true"}).context["object_list"]
    assert list(sales) == []


def test_queries_of_the_lists_do_not_grow(client, admin_user, place, django_assert_max_num_queries):
    client.force_login(admin_user)
    for number in range(12):
        one = RelayFactory(name=f"Relais {number}")
        StockItemFactory(place=one)
        SaleFactory(place=one)
        StockReferralFactory(place=one)
    for name in (STOCK, SALES, REFERRALS):
        client.get(reverse(f"{name}:list"))
        with django_assert_max_num_queries(30):
            client.get(reverse(f"{name}:list"))


# Figures


@pytest.fixture
def figures(client, place, relay):
    programme = SaleProgrammeFactory(name="Prix solidaire")
    SaleFactory(place=place, quantity=2, unit_price=Decimal(40), programme=programme, local_day=date(2026, 10, 30))
    SaleFactory(place=place, kind="sim_card", unit_price=Decimal("2.50"), local_day=date(2026, 11, 2))
    SaleFactory(place=relay, unit_price=Decimal(100), programme=programme, local_day=date(2026, 11, 3))
    SaleFactory(
        place=place, unit_price=Decimal(999), local_day=date(2026, 11, 3), cancelled_at=date(2026, 11, 3).strftime("%Y-%m-%dT10:00Z")
    )
    return reverse("sale_figures")


PERIOD = {"from": "2026-10", "to": "2026-11"}


def test_the_figures_group_reads_totals_by_month_kind_and_programme(client, figures):
    client.force_login(member("agnes", "Chiffres"))
    response = client.get(figures, PERIOD)
    by_month, by_kind, by_programme = (
        [(total.label, total.quantity, total.amount) for total, _words in lines] for _title, lines in response.context["tables"]
    )
    assert by_month == [("octobre 2026", 2, Decimal(80)), ("novembre 2026", 2, Decimal("102.50"))]
    assert by_kind == [("Ordinateurs portables", 3, Decimal(180)), ("Cartes SIM prépayées", 1, Decimal("2.50"))]
    assert by_programme == [("Prix solidaire", 3, Decimal(180)), ("aucun indiqué", 1, Decimal("2.50"))]
    assert "182,50" in read(response)


def test_a_coordinator_reads_the_totals_of_their_places(client, coordinator, figures, relay):
    client.force_login(coordinator)
    assert client.get(figures, PERIOD).context["whole"].quantity == 3
    assert client.get(figures, {**PERIOD, "place": relay.pk}).context["whole"].quantity == 3


def test_hosts_read_no_totals(client, host, figures):
    client.force_login(host)
    assert client.get(figures).status_code == 302


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_totals_are_downloaded(client, figures, kind):
    client.force_login(member("agnes", "Chiffres"))
    body = client.get(figures, {**PERIOD, "format": kind}).content
    if kind == "csv":
        assert "2026-11;Ordinateurs portables;Prix solidaire;1;100.00" in body.decode("utf-8-sig")
    else:
        rows = [[cell.value for cell in row] for row in load_workbook(BytesIO(body)).active.iter_rows()]
        assert ["2026-10", "Ordinateurs portables", "Prix solidaire", 2, 80] in rows


@pytest.mark.parametrize("typed", ["", "x", "2026-13", "99999-01", "0000-00", "\x00", "9" * 500])
def test_any_period_is_answered(client, figures, typed):
    client.force_login(member("agnes", "Chiffres"))
    assert client.get(figures, {"from": typed, "to": typed, "place": typed}).status_code == 200


def test_the_last_twelve_months_are_shown_by_default():
    from core.months import period

    first, last = period("", "")
    assert first.day == 1
    assert (last + timedelta(days=1)).day == 1
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) == 11

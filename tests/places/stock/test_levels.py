"""Levels, their age, and the facets that follow them."""

from datetime import timedelta
from decimal import Decimal

import pytest

from catalogue.places.factories import StockItemFactory
from catalogue.places.models import PlaceFacet, StockItem
from catalogue.places.nearest import nearest
from catalogue.places.stock import levels
from catalogue.places.stock.age import age_in_words, days_old, is_stale
from catalogue.places.stock.errors import NotSold

from .conftest import NOON


def facets(place) -> set[str]:
    rows = PlaceFacet.objects.filter(place=place).values_list("facet", flat=True)
    return {facet for facet in rows if facet.startswith(("sells:", "sold:"))}


@pytest.mark.both
def test_a_level_said_in_one_press_is_kept_with_its_date_and_the_search_follows(place):
    levels.set_level(place.pk, "laptop", "few", now=NOON)
    item = StockItem.objects.get(place=place)
    assert (item.level, item.updated_at) == ("few", NOON)
    assert facets(place) == {"sells:laptop", "sells:equipment"}
    levels.set_level(place.pk, "laptop", "none", now=NOON)
    assert facets(place) == {"sold:laptop", "sold:equipment"}
    assert nearest(45.19, 5.72, facets=["sells:laptop"]) == []
    assert [near.place for near in nearest(45.19, 5.72, facets=["sold:laptop"])] == [place]


def test_a_place_no_longer_shown_is_found_no_more_for_what_it_sells(place):
    StockItemFactory(place=place, kind="sim_card")
    assert facets(place) == {"sells:sim_card", "sells:connection"}
    place.is_listed = False
    place.save()
    assert facets(place) == set()


def test_saving_a_place_keeps_what_it_sells(place):
    StockItemFactory(place=place)
    place.name = "Autre nom"
    place.save()
    assert "sells:laptop" in facets(place)


def test_a_number_decides_the_level(place):
    for count, level in ((0, "none"), (3, "few"), (4, "plenty")):
        item = levels.describe(place.pk, "laptop", levels.Description(level="plenty", count=count))
        assert (item.count, item.level) == (count, level)


def test_a_level_that_contradicts_the_number_forgets_it(place):
    StockItemFactory(place=place, count=9)
    assert levels.set_level(place.pk, "laptop", "plenty").count == 9
    assert levels.set_level(place.pk, "laptop", "few").count is None
    assert levels.set_level(place.pk, "laptop", "none").count is None


def test_everything_about_a_kind_is_kept(place):
    said = levels.Description(level="few", price_from=Decimal("49.50"), buyers="referred", proofs=["tax"], referral_way="printed")
    levels.describe(place.pk, "tablet", said)
    item = StockItem.objects.get(place=place, kind="tablet")
    assert (item.price_from, item.buyers, item.proofs, item.referral_way) == (Decimal("49.50"), "referred", ["tax"], "printed")


def test_one_press_says_that_nothing_changed(place):
    StockItemFactory(place=place, updated_at=NOON - timedelta(days=20))
    StockItemFactory(place=place, kind="tablet", level="none", updated_at=NOON - timedelta(days=20))
    assert levels.confirm_all(place.pk, NOON) == 2
    assert set(StockItem.objects.values_list("updated_at", "level")) == {(NOON, "plenty"), (NOON, "none")}


def test_a_kind_no_longer_sold_leaves_the_search(place):
    StockItemFactory(place=place)
    levels.stop_selling(place.pk, "laptop")
    assert facets(place) == set()
    with pytest.raises(NotSold):
        levels.stop_selling(place.pk, "laptop")


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "mis à jour aujourd’hui"), (1, "mis à jour hier"), (3, "mis à jour il y a 3\u00a0jours"), (40, "mis à jour il y a 40\u00a0jours")],
)
def test_the_age_is_said_in_words(days, words):
    assert age_in_words(days) == words


def test_the_age_counts_the_days_of_the_place_and_only_a_call_confirms_after_a_fortnight():
    assert days_old(NOON - timedelta(hours=11), "Europe/Paris", NOON) == 1
    assert days_old(NOON - timedelta(hours=11), "America/Guadeloupe", NOON) == 1
    assert days_old(NOON + timedelta(hours=5), "Europe/Paris", NOON) == 0
    assert not is_stale(14)
    assert is_stale(15)

"""Sales: once, never below zero, taken back within the day, and nobody in them."""

import threading
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, connections

from catalogue.places.factories import ReceptionPointFactory, StockItemFactory
from catalogue.places.models import Sale, StockItem
from catalogue.places.stock import levels, sales
from catalogue.places.stock.errors import NotEnough, NotSold, TooLate

from .conftest import NOON


def sell(place, kind="laptop", quantity=1, key="one", price="80", **more):
    return sales.sell(place, kind, quantity=quantity, unit_price=Decimal(price), key=key, **{"now": NOON, **more})


def test_a_sale_lowers_the_number_and_then_the_level(place):
    StockItemFactory(place=place, count=4)
    made = sell(place, quantity=2)
    item = StockItem.objects.get()
    assert (item.count, item.level, item.updated_at) == (2, "few", NOON)
    assert (made.total, made.local_day, made.level_before, made.level_after) == (Decimal(160), NOON.date(), "plenty", "few")


def test_pressing_twice_makes_one_sale(place):
    StockItemFactory(place=place, count=4)
    assert sell(place) == sell(place)
    assert (Sale.objects.count(), StockItem.objects.get().count) == (1, 3)


def test_an_uncounted_shelf_becomes_what_the_host_sees(place):
    StockItemFactory(place=place, level="few")
    sell(place, left="few")
    assert StockItem.objects.get().level == "few"
    sell(place, key="two", left="none")
    assert StockItem.objects.get().level == "none"


@pytest.mark.parametrize(
    ("shelf", "quantity", "left"), [({"count": 2}, 3, 2), ({"level": "none"}, 1, 0), ({"count": 0, "level": "none"}, 1, 0)]
)
def test_more_than_is_left_is_refused(place, shelf, quantity, left):
    StockItemFactory(place=place, **shelf)
    with pytest.raises(NotEnough) as refused:
        sell(place, quantity=quantity)
    assert refused.value.left == left
    assert not Sale.objects.exists()


def test_what_is_not_sold_there_is_refused(place):
    with pytest.raises(NotSold):
        sell(place)


def test_a_sale_of_today_is_taken_back_once(place):
    StockItemFactory(place=place, count=1, level="few")
    made = sell(place)
    assert StockItem.objects.get().level == "none"
    for _press in range(2):
        sales.take_back(made, NOON + timedelta(hours=2))
    item = StockItem.objects.get()
    assert (item.count, item.level) == (1, "few")
    made.refresh_from_db()
    assert made.cancelled_at is not None


def test_taking_back_an_uncounted_sale_leaves_a_level_somebody_said_since(place):
    StockItemFactory(place=place, level="few")
    first = sell(place, left="none")
    levels.set_level(place.pk, "laptop", "plenty", now=NOON)
    sales.take_back(first, NOON)
    assert StockItem.objects.get().level == "plenty"


def test_a_sale_of_yesterday_stays(place):
    StockItemFactory(place=place)
    made = sell(place)
    with pytest.raises(TooLate):
        sales.take_back(made, NOON + timedelta(days=1))


def test_the_day_is_that_of_the_place(place):
    place.time_zone = "Indian/Reunion"
    place.save()
    StockItemFactory(place=place)
    made = sell(place, now=NOON.replace(hour=22))
    assert made.local_day == NOON.date() + timedelta(days=1)


def test_nobody_stands_in_a_sale():
    names = {field.name for field in Sale._meta.get_fields()}
    assert not names & {"user", "buyer", "name", "phone", "email", "recorded_by", "first_name"}


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_many_hosts_at_once_never_sell_more_than_there_is():
    place = ReceptionPointFactory()
    StockItemFactory(place=place, count=5)
    refused: list[int] = []

    def one(number: int) -> None:
        try:
            sell(place, key=f"key-{number}")
        except NotEnough:
            refused.append(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Sale.objects.count(), len(refused)) == (5, 7)
    assert StockItem.objects.get(place=place).count == 0, connection.vendor

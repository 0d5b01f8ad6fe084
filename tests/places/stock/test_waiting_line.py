"""Who asked to be told: in order, no more at once than there are things, for some days, and nothing kept afterwards."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.places.factories import StockAlertFactory, StockItemFactory
from catalogue.places.models import AlertState, StockAlert, StockKind
from catalogue.places.stock import levels, telling, waiting_line
from catalogue.places.stock.retention import purge_alerts
from core.models import Message
from core.sms_length import segments

from .conftest import NOON

BACK = "stock_alert_back"


@pytest.fixture
def shelf(place):
    return StockItemFactory(place=place, level="none", updated_at=NOON)


def line(place, number: int) -> list[StockAlert]:
    return [
        StockAlertFactory(
            place=place,
            phone=f"+3363998{index:04d}",
            created_at=NOON - timedelta(days=9, minutes=-index),
            ends_at=NOON + timedelta(days=60),
        )
        for index in range(number)
    ]


def states(alerts) -> list[str]:
    for alert in alerts:
        alert.refresh_from_db()
    return [str(alert.state) for alert in alerts]


def told() -> list[str]:
    return list(Message.objects.filter(kind=BACK).order_by("pk").values_list("recipient", flat=True))


@pytest.mark.both
def test_alerts_go_in_order_and_no_more_than_the_stock(place, shelf):
    alerts = line(place, 4)
    levels.describe(place.pk, "laptop", levels.Description(count=2), NOON)
    assert states(alerts) == ["offered", "offered", "waiting", "waiting"]
    assert told() == [alerts[0].phone, alerts[1].phone]
    levels.describe(place.pk, "laptop", levels.Description(count=3), NOON)
    assert states(alerts) == ["offered", "offered", "offered", "waiting"]


def test_a_few_means_one_at_least(place, shelf):
    alerts = line(place, 3)
    levels.set_level(place.pk, "laptop", "few", NOON)
    assert states(alerts) == ["offered", "waiting", "waiting"]


def test_after_three_days_the_turn_passes_to_the_next_and_nothing_is_kept(place, shelf):
    alerts = line(place, 2)
    levels.set_level(place.pk, "laptop", "few", NOON)
    later = NOON + timedelta(days=3, minutes=1)
    assert waiting_line.sweep(NOON + timedelta(days=2)) == 0
    assert waiting_line.sweep(later) == 1
    assert states(alerts) == ["lapsed", "offered"]
    assert (alerts[0].phone, alerts[0].first_name) == ("", "")
    assert waiting_line.sweep(later) == 0


def test_who_stops_is_erased_and_the_next_is_told(place, shelf):
    alerts = line(place, 2)
    levels.set_level(place.pk, "laptop", "few", NOON)
    waiting_line.stop(alerts[0], NOON)
    assert states(alerts) == ["stopped", "offered"]
    assert alerts[0].phone == ""
    assert Message.objects.get(recipient="+33639980000").state == "withdrawn"


def test_nobody_is_told_at_night_nor_of_an_old_stock(place, shelf):
    alerts = line(place, 1)
    levels.set_level(place.pk, "laptop", "plenty", NOON.replace(hour=23))
    assert states(alerts) == ["waiting"]
    assert waiting_line.sweep(NOON + timedelta(days=20)) == 0
    assert waiting_line.sweep(NOON + timedelta(days=1)) == 1


def test_the_same_number_waits_once_for_a_kind_and_keeps_its_turn(place, shelf):
    first = waiting_line.ask(place, "laptop", phone="+33639980001", now=NOON)
    assert waiting_line.ask(place, "laptop", phone="+33639980001", now=NOON) == first
    assert StockAlert.objects.count() == 1
    assert Message.objects.filter(kind="stock_alert_noted").count() == 1


def test_one_number_cannot_wait_for_everything(place):
    kinds = ("laptop", "smartphone", "tablet", "basic_phone", "sim_card", "top_up")
    for kind in kinds:
        StockItemFactory(place=place, kind=kind, level="none")
        assert waiting_line.ask(place, kind, phone="+33639980001", now=NOON) is not None
    from catalogue.places.factories import RelayFactory

    other = RelayFactory()
    StockItemFactory(place=other, level="none")
    assert waiting_line.ask(other, "laptop", phone="+33639980001", now=NOON) is None
    assert Message.objects.filter(kind="stock_alert_noted").count() == 3


def test_an_alert_ends_after_three_months(place, shelf):
    alert = waiting_line.ask(place, "laptop", email="awa@exemple.invalid", first_name="Awa")
    assert timedelta(days=91) < alert.ends_at - timezone.now() < timedelta(days=93)
    assert purge_alerts(alert.ends_at) == 1
    alert.refresh_from_db()
    assert (alert.state, alert.email, alert.first_name) == (AlertState.EXPIRED, "", "")


def test_when_a_place_stops_selling_those_who_wait_learn_where_else(place, shelf):
    alerts = line(place, 2)
    levels.stop_selling(place.pk, "laptop")
    assert states(alerts) == ["gone", "gone"]
    messages = Message.objects.filter(kind="stock_alert_gone", state="queued")
    assert messages.count() == 2
    assert "/s-equiper/" in messages[0].body


def test_a_landline_is_called_by_the_hosts(place, shelf):
    alert = StockAlertFactory(place=place, phone="+33465710099", created_at=NOON, ends_at=NOON + timedelta(days=60))
    levels.set_level(place.pk, "laptop", "few", NOON)
    assert waiting_line.to_call(place, NOON) == [alert]
    assert told() == []
    StockAlert.objects.update(called_at=NOON)
    assert waiting_line.to_call(place, NOON) == []


def test_the_message_says_what_where_until_when_and_how_to_stop(place, shelf):
    place.phone = "+33465710010"
    place.save()
    alert = StockAlertFactory(place=place, email="awa@exemple.invalid", created_at=NOON, ends_at=NOON + timedelta(days=60))
    levels.set_level(place.pk, "laptop", "few", NOON)
    text, mail = Message.objects.filter(kind=BACK).order_by("-channel")
    for body in (text.body, mail.body):
        assert "ordinateur portable" in body
        assert "04 65 71 00 10" in body
        assert f"/lieux/alerte/c/{alert.token}/" in body
    assert "29/11" in text.body
    assert text.expires_at == alert.__class__.objects.get().offered_until


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_text_message_fits_in_two_segments(place, settings, language):
    """With the longest name of a place, and a web address of a usual length."""
    settings.SITE_URL = "https://www.emmaus-connect.org"
    place.name, place.city, place.phone = "Maison de la solidarité numérique et de l’entraide", "Saint-Denis", "+33465710010"
    place.save()
    until = NOON + timedelta(days=3)
    for kind in StockKind:
        alert = StockAlertFactory(place=place, kind=kind, language=language, offered_until=until, phone=f"+3363998{len(kind):04d}")
        for tell in (telling.tell_noted, telling.tell_back, telling.tell_gone):
            tell(alert)
    for message in Message.objects.filter(channel="sms"):
        assert segments(message.body) <= 2, message.body
        assert "{" not in message.body
    assert Message.objects.filter(channel="sms", language=language).count() >= 15

"""The gateway is down for an hour, or our account is refused: nothing is lost, nothing leaves twice, nothing leaves too late."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from core import delivery
from core.models import Message

from .gateways.provider import Answer, Provider, nobody_listens
from .messages import declare, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOON = datetime(2026, 11, 24, 11, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def brevo(settings, monkeypatch):
    declare(monkeypatch)
    settings.SMS_GATEWAY, settings.BREVO_API_KEY = "brevo", "key"
    settings.BREVO_API_URL = nobody_listens()


def at(now: datetime, **changes) -> Message:
    sent = written(send_after=now, **changes)
    Message.objects.filter(pk=sent.pk).update(created_at=now)
    return sent


def test_after_an_hour_everything_leaves_once_but_what_is_too_late(brevo, settings):
    for minute in range(0, 60, 10):
        at(NOON + timedelta(minutes=minute), recipient=f"+336399812{minute:02d}")
    late = at(NOON, recipient="+33639989999", expires_at=NOON + timedelta(minutes=30))
    for minute in range(60):
        delivery.send_due(NOON + timedelta(minutes=minute))
    assert set(Message.objects.values_list("state", flat=True)) == {"queued", "expired"}
    with Provider(Answer(201, {"messageId": 5})) as provider:
        settings.BREVO_API_URL = provider.url
        for minute in range(60, 70):
            delivery.send_due(NOON + timedelta(minutes=minute))
        recipients = [asked.json["recipient"] for asked in provider.sent]
    assert sorted(recipients) == [f"336399812{minute:02d}" for minute in range(0, 60, 10)]
    late.refresh_from_db()
    assert late.state == "expired" and late.reason == "provider"


def test_one_message_a_minute_asks_whether_it_is_back(brevo, settings):
    for number in range(5):
        at(NOON, recipient=f"+3363998120{number}")
    with Provider(Answer(503, {})) as provider:
        settings.BREVO_API_URL = provider.url
        delivery.send_due(NOON)
        assert len(provider.sent) == 1
        delivery.send_due(NOON + timedelta(seconds=90))
        assert len(provider.sent) == 2


def test_an_account_that_is_refused_keeps_everything_waiting_with_its_reason(brevo, settings):
    sent = at(NOON)
    with Provider(Answer(401, {"code": "unauthorized"})) as provider:
        settings.BREVO_API_URL = provider.url
        for minute in range(0, 600, 10):
            delivery.send_due(NOON + timedelta(minutes=minute))
    sent.refresh_from_db()
    assert (sent.state, sent.reason, sent.attempts) == ("queued", "provider", 0)
    assert sent.error == "HTTP 401 unauthorized"


def test_two_days_without_an_answer_and_it_is_given_up(brevo):
    sent = at(NOON)
    delivery.send_due(NOON)
    delivery.send_due(NOON + timedelta(days=2, minutes=5))
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == ("failed", "provider")


def test_a_text_that_had_to_wait_does_not_wake_anybody_up(brevo, settings):
    evening = NOON.replace(hour=19, minute=50)
    waits, urgent = at(evening), at(evening, recipient="+33639981299", expires_at=evening + timedelta(hours=4))
    mail = at(evening, channel="email", recipient="awa@example.org")
    settings.EMAIL_GATEWAY = "console"
    delivery.send_due(evening)
    with Provider(Answer(201, {"messageId": 5})) as provider:
        settings.BREVO_API_URL = provider.url
        delivery.send_due(evening + timedelta(hours=2))
        assert [asked.json["recipient"] for asked in provider.sent] == ["33639981299"]
        delivery.send_due(evening + timedelta(hours=13))
        assert len(provider.sent) == 1  # 8:50
        delivery.send_due(evening + timedelta(hours=13, minutes=15))
        assert len(provider.sent) == 2
    for message in (waits, urgent, mail):
        message.refresh_from_db()
        assert message.state == "sent"


def test_the_night_is_that_of_the_reader(brevo, settings):
    noon = NOON.replace(hour=23)  # 18:00 in Guadeloupe
    at(noon - timedelta(hours=2), time_zone="America/Guadeloupe")
    with Provider(Answer(201, {"messageId": 5})) as provider:
        settings.BREVO_API_URL = provider.url
        delivery.send_due(noon)
        assert len(provider.sent) == 1

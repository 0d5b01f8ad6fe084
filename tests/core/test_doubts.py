"""A message that may have left, or not: each kind says whether it is rather lost or doubled; a provider that knows is asked."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import delivery, doubts, gateways
from core.gateways import GatewayUnavailable, PermanentFailure, UnknownOutcome
from core.models import Message, SentCount

from .messages import declare, written

pytestmark = [pytest.mark.django_db]
LATER = timedelta(minutes=3)


class Line:
    """A gateway whose line breaks after the text is handed over, so many times; ``knows`` is what it would find by our reference."""

    def __init__(self, breaks: int = 1, *, deduplicates: bool = False, knows: object = "cannot look") -> None:
        self.breaks, self.sent, self.deduplicates, self.looked = breaks, [], deduplicates, 0
        if knows != "cannot look":
            self.knows = knows
            self.find = self._find

    def send(self, outgoing) -> str:
        self.sent.append(outgoing.reference)
        if len(self.sent) <= self.breaks:
            raise UnknownOutcome("cut", "network")
        return f"number-{len(self.sent)}"

    def _find(self, reference: str):
        self.looked += 1
        if isinstance(self.knows, Exception):
            raise self.knows
        return self.knows


@pytest.fixture
def line(settings, monkeypatch):
    declare(monkeypatch)

    def install(*args, **kwargs) -> Line:
        gateway = Line(*args, **kwargs)
        monkeypatch.setitem(gateways._factories, ("sms", "line"), lambda: gateway)
        settings.SMS_GATEWAY = "line"
        return gateway

    return install


def run(now) -> None:
    delivery.send_due(now)
    doubts.ask_providers(now)


def test_what_is_rather_lost_is_not_sent_again(line):
    gateway, sent = line(), written("greeting")
    for minutes in (0, 5, 60):
        run(timezone.now() + timedelta(minutes=minutes))
    sent.refresh_from_db()
    assert (sent.state, sent.reason, len(gateway.sent)) == ("unknown", "network", 1)


def test_what_is_rather_doubled_is_sent_again_once_under_the_same_reference(line):
    gateway, sent = line(), written("alarm")
    run(timezone.now())
    sent.refresh_from_db()
    assert sent.state == "queued" and len(gateway.sent) == 1
    run(timezone.now() + LATER)
    sent.refresh_from_db()
    assert (sent.state, sent.provider_id) == ("sent", "number-2")
    assert gateway.sent == [sent.reference] * 2


def test_what_is_in_doubt_twice_is_for_the_call_list(line):
    gateway, sent = line(5), written("alarm", matters=True)
    for minutes in (0, 3, 6, 60):
        run(timezone.now() + timedelta(minutes=minutes))
    sent.refresh_from_db()
    assert (sent.state, sent.matters, len(gateway.sent)) == ("unknown", True, 2)


def test_a_gateway_that_knows_our_reference_is_simply_given_it_again(line):
    gateway, sent = line(3, deduplicates=True), written("greeting")
    for minutes in (0, 3, 6, 9):
        run(timezone.now() + timedelta(minutes=minutes))
    sent.refresh_from_db()
    assert sent.state == "sent" and len(gateway.sent) == 4 and set(gateway.sent) == {sent.reference}


def test_a_provider_that_has_it_is_not_given_it_twice(line):
    gateway, sent = line(knows="number-1"), written("alarm")
    run(timezone.now())
    run(timezone.now() + LATER)
    sent.refresh_from_db()
    assert (sent.state, sent.provider_id, len(gateway.sent)) == ("sent", "number-1", 1)


def test_a_provider_that_cannot_be_asked_keeps_it_waiting(line):
    gateway, sent = line(knows=GatewayUnavailable("down")), written("alarm")
    run(timezone.now())
    run(timezone.now() + LATER)
    sent.refresh_from_db()
    assert sent.state == "queued" and len(gateway.sent) == 1
    gateway.knows = None
    run(timezone.now() + 3 * LATER)
    sent.refresh_from_db()
    assert sent.state == "sent" and len(gateway.sent) == 2


@pytest.mark.parametrize(("knows", "state"), [("number-1", "sent"), (None, "unknown"), (PermanentFailure("no"), "unknown")])
def test_a_provider_is_asked_once_what_became_of_an_unknown_message(line, knows, state):
    gateway, sent = line(knows=knows), written("greeting")
    for minutes in (0, 1, 3, 4, 60):
        run(timezone.now() + timedelta(minutes=minutes))
    sent.refresh_from_db()
    assert (sent.state, gateway.looked, len(gateway.sent)) == (state, 1, 1)


def test_a_silent_gateway_is_left_alone_until_the_next_minute(line):
    gateway = line(100)
    for _message in range(6):
        written("greeting")
    delivery.send_due()
    assert len(gateway.sent) == delivery.DOUBTS_IN_A_ROW
    assert Message.objects.filter(state="queued").count() == 3


def test_what_may_have_been_paid_twice_is_counted_twice(line):
    line()
    written("alarm", segments=2)
    run(timezone.now())
    run(timezone.now() + LATER)
    assert list(SentCount.objects.values_list("kind", "messages", "segments")) == [("alarm", 2, 4)]

"""Messages leave once, over a real gateway; what failed is tried again, what is unknown is not."""

import socket
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from core import delivery, gateways
from core.gateways import PermanentFailure, TemporaryFailure, UnknownOutcome
from core.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def message(**changes) -> Message:
    values = {
        "kind": "greeting",
        "channel": "sms",
        "recipient": "+33639981234",
        "language": "fr",
        "body": "Bonjour",
        "dedupe_key": str(Message.objects.count()),
        "send_after": timezone.now() - timedelta(seconds=1),
    }
    return Message.objects.create(**{**values, **changes})


class Recorder:
    """A gateway that does what it is told and remembers what it was given."""

    def __init__(self, *outcomes):
        self.outcomes, self.sent = list(outcomes), []

    def send(self, outgoing):
        self.sent.append(outgoing)
        outcome = self.outcomes.pop(0) if self.outcomes else "ok"
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


@pytest.fixture
def recorder(settings, monkeypatch):
    def install(*outcomes):
        gateway = Recorder(*outcomes)
        monkeypatch.setitem(gateways._factories, ("sms", "recorder"), lambda: gateway)
        settings.SMS_GATEWAY = "recorder"
        return gateway

    return install


def state_of(sent: Message) -> str:
    sent.refresh_from_db()
    return sent.state


def test_a_due_message_is_sent_once(recorder):
    gateway, sent = recorder(), message()
    assert delivery.send_due() == {"sent": 1}
    assert delivery.send_due() == {}
    assert state_of(sent) == "sent"
    assert sent.sent_at and sent.provider_id == "ok"
    assert len(gateway.sent) == 1


def test_a_message_for_later_waits(recorder):
    recorder()
    message(send_after=timezone.now() + timedelta(hours=1))
    assert delivery.send_due() == {}


def test_a_message_that_is_too_late_is_not_sent(recorder):
    gateway = recorder()
    sent = message(expires_at=timezone.now() - timedelta(minutes=1))
    delivery.send_due()
    assert state_of(sent) == "expired"
    assert gateway.sent == []


def test_a_temporary_failure_is_tried_again_later_then_given_up(recorder):
    recorder(*[TemporaryFailure("busy")] * 10)
    now = timezone.now().replace(hour=8)  # the last try is before the night
    sent = message(send_after=now)
    for attempt in range(1, len(delivery.RETRY_AFTER) + 1):
        delivery.send_due(now)
        assert state_of(sent) == "queued"
        assert sent.attempts == attempt
        assert delivery.send_due(now) == {}  # not before its time
        now = sent.send_after
    delivery.send_due(now)
    assert state_of(sent) == "failed"
    assert sent.error == "busy"


@pytest.mark.parametrize(
    ("failure", "state"), [(PermanentFailure("no"), "failed"), (UnknownOutcome("cut"), "unknown"), (ValueError("bug"), "unknown")]
)
def test_other_failures_are_final(recorder, failure, state):
    gateway, sent = recorder(failure), message()
    delivery.send_due()
    assert state_of(sent) == state
    delivery.send_due(timezone.now() + timedelta(days=1))
    assert len(gateway.sent) == 1


def test_one_broken_message_does_not_keep_the_next_from_leaving(recorder):
    recorder(ValueError("bug"))
    message()
    second = message()
    delivery.send_due()
    assert state_of(second) == "sent"


def test_a_message_left_in_sending_by_a_crash_becomes_unknown_and_is_not_sent_again(recorder):
    gateway = recorder()
    sent = message(state="sending", sending_since=timezone.now() - delivery.STUCK_AFTER - timedelta(seconds=1))
    delivery.send_due()
    assert state_of(sent) == "unknown"
    assert gateway.sent == []


def test_the_row_says_sending_while_the_gateway_works(settings, monkeypatch):
    seen = []

    class Watcher:
        def send(self, outgoing):
            seen.append(Message.objects.get().state)
            return "ok"

    monkeypatch.setitem(gateways._factories, ("sms", "watcher"), Watcher)
    settings.SMS_GATEWAY = "watcher"
    message()
    delivery.send_due()
    assert seen == ["sending"]


class Mailbox:
    """A real SMTP server on this machine that keeps what it receives, or refuses a recipient."""

    def __init__(self):
        self.received = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody"):
            return "550 no such person"
        if address.startswith("later"):
            return "450 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received.append(envelope)
        return "250 kept"


@pytest.fixture
def mailbox(settings):
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_GATEWAY = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


def test_an_email_leaves_over_smtp(mailbox):
    sent = message(channel="email", recipient="awa@example.org", subject="Votre place à l’atelier", body="C’est réservé.\nÀ jeudi.")
    delivery.send_due()
    assert state_of(sent) == "sent"
    (envelope,) = mailbox.received
    assert envelope.rcpt_tos == ["awa@example.org"]
    assert b"Content-Language: fr" in envelope.content
    assert sent.provider_id.encode() in envelope.content


def test_a_refused_recipient_fails_for_good_and_a_busy_server_is_tried_again(mailbox):
    refused = message(channel="email", recipient="nobody@example.org", subject="x")
    busy = message(channel="email", recipient="later@example.org", subject="x")
    delivery.send_due()
    assert state_of(refused) == "failed"
    assert state_of(busy) == "queued"


def test_a_server_that_is_not_there_is_tried_again(settings):
    settings.EMAIL_GATEWAY = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    sent = message(channel="email", recipient="awa@example.org", subject="x")
    delivery.send_due()
    assert state_of(sent) == "queued"


def test_the_console_prints_the_message(capsys):
    message(body="Bonjour Awa")
    delivery.send_due()
    assert "Bonjour Awa" in capsys.readouterr().out

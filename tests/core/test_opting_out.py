"""STOP stops reminders and alerts; what one must know is said by a human; what answers a press still leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import delivery, incoming, opting_out, outbox, sweeps
from core.models import IncomingMessage, Message, OptOut

from .messages import PHONE, declare, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    declare(monkeypatch)


def write(kind: str, channel: str = "sms", to: str = PHONE) -> Message:
    key = f"{kind}:{channel}:{Message.objects.count()}"
    return outbox.queue(kind, channel=channel, to=to, language="fr", context={"phone": "01 99 00 12 34"}, dedupe_key=key)


def test_reminders_stop_confirmations_do_not_and_what_matters_is_for_a_human():
    opting_out.opt_out(PHONE)
    assert [write(kind).state for kind in ("greeting", "nudge", "alarm")] == ["queued", "stopped", "stopped"]
    assert write("alarm").matters  # the room's call list takes it


def test_it_is_for_one_number_and_for_text_messages():
    opting_out.opt_out(PHONE)
    assert write("nudge", to="+33639980000").state == "queued"
    assert write("nudge", "email", "awa@example.org").state == "queued"


def test_what_was_written_and_has_not_left_stops_too():
    nudge, greeting, mail = write("nudge"), write("greeting"), write("nudge", "email", "awa@example.org")
    opting_out.opt_out(PHONE)
    delivery.send_due()
    for message in (nudge, greeting, mail):
        message.refresh_from_db()
    assert (nudge.state, greeting.state, mail.state) == ("stopped", "sent", "sent")


def test_twice_is_once_and_it_can_be_undone():
    opting_out.opt_out(PHONE)
    opting_out.opt_out(PHONE)
    assert OptOut.objects.count() == 1 and opting_out.has_opted_out(PHONE)
    opting_out.opt_in(PHONE)
    assert not opting_out.has_opted_out(PHONE) and write("nudge").state == "queued"
    assert not opting_out.has_opted_out("")


def say(text: str, number: str = PHONE, provider_id: str = "1") -> str:
    message = incoming.receive("brevo", provider_id, number, text, timezone.now())
    return message.outcome if message else ""


@pytest.mark.parametrize("text", ["STOP", " stop.", "Arrêt", "ARRET", "توقف", "Stop SMS"])
def test_stop_is_understood_as_people_write_it(text):
    assert say(text) == "stopped" and opting_out.has_opted_out(PHONE)


@pytest.mark.parametrize("number", ["33639981234", "+33 6 39 98 12 34", "0639981234"])
def test_a_number_is_one_however_the_provider_writes_it(number):
    say("stop", number)
    assert opting_out.has_opted_out(PHONE)


@pytest.mark.parametrize("text", ["Bonjour, je ne peux pas stopper", "", "\x00", "🙂" * 600, "إلى الغد"])
def test_anything_else_is_for_a_human_to_read(text):
    assert say(text) == "to_read"
    assert len(IncomingMessage.objects.get().text) <= incoming.LONGEST
    assert not OptOut.objects.exists()


def test_they_may_have_reminders_again():
    say("stop")
    assert say("Reprise", provider_id="2") == "resumed" and not OptOut.objects.exists()


def test_a_room_that_fails_loses_nothing(monkeypatch):
    def broken(number, text, at):
        OptOut.objects.create(number="+33639980000")
        raise RuntimeError

    monkeypatch.setattr(incoming, "_handlers", [broken, lambda number, text, at: text == "oui"])
    assert say("oui") == "handled" and say("non", provider_id="2") == "to_read"
    assert not OptOut.objects.exists()  # what it had begun is undone


def test_answers_are_erased_after_a_month_and_objections_after_three_years():
    say("stop")
    now = timezone.now()
    sweeps.purge_replies(now + timedelta(days=30)), sweeps.purge_opt_outs(now + timedelta(days=365))
    assert IncomingMessage.objects.exists() and OptOut.objects.exists()
    sweeps.purge_replies(now + timedelta(days=32)), sweeps.purge_opt_outs(now + timedelta(days=3 * 365 + 1))
    assert not IncomingMessage.objects.exists() and not OptOut.objects.exists()


def test_a_message_keeps_how_many_text_messages_it_takes(monkeypatch):
    assert write("greeting").segments == 1 and write("greeting", "email", "awa@example.org").segments == 0
    assert written(segments=0).segments == 0

"""A message is written with the fact, once."""

import pytest
from django.db import transaction

from core import message_kinds, outbox
from core.message_kinds import MessageKind, TemplateError, Wording
from core.models import Message, MessageText

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def kind(monkeypatch):
    monkeypatch.setattr(message_kinds, "_kinds", dict(message_kinds._kinds))
    return message_kinds.register(
        MessageKind(
            code="greeting",
            label="Greeting",
            placeholders=frozenset({"first_name", "phone"}),
            wordings={
                ("sms", "fr"): Wording("Bonjour {first_name}. Une question ? {phone}"),
                ("sms", "ar"): Wording("مرحبا {first_name}. {phone}"),
                ("email", "fr"): Wording("Bonjour {first_name}", subject="Pour {first_name}"),
            },
            matters=True,
        )
    )


def write(**changes):
    values = {
        "channel": "sms",
        "to": "+33639981234",
        "language": "fr",
        "context": {"first_name": "Awa", "phone": "01 99 00 12 34"},
        "dedupe_key": "greeting:1",
        "about": "booking:1",
    }
    return outbox.queue("greeting", **{**values, **changes})


def test_a_message_holds_its_text_in_the_language_of_its_reader(kind):
    assert write().body == "Bonjour Awa. Une question ? 01 99 00 12 34"
    assert write(language="ar", dedupe_key="2").body.startswith("مرحبا Awa")


def test_a_language_without_wording_gets_the_french_one(kind):
    assert write(language="en").body.startswith("Bonjour Awa")


def test_the_same_key_writes_one_message(kind):
    assert write().pk == write(context={"first_name": "Other", "phone": ""}).pk
    assert Message.objects.count() == 1


def test_a_message_is_undone_with_the_fact_it_tells(kind):
    with pytest.raises(RuntimeError), transaction.atomic():
        write()
        raise RuntimeError
    assert not Message.objects.exists()


def test_the_wording_of_the_team_replaces_the_shipped_one(kind):
    MessageText.objects.create(kind="greeting", channel="sms", language="fr", body="Salut {first_name}")
    assert write().body == "Salut Awa"
    assert write(language="ar", dedupe_key="2").body.startswith("مرحبا")


def test_a_subject_cannot_be_broken_into_two_headers(kind):
    message = write(channel="email", to="awa@example.org", context={"first_name": "Awa\r\nBcc: x@example.org", "phone": ""})
    assert "\n" not in message.subject


def test_what_is_not_sent_yet_can_be_withdrawn(kind):
    message = write()
    assert outbox.withdraw("booking:1") == 1
    message.refresh_from_db()
    assert message.state == "withdrawn"
    assert outbox.withdraw("booking:1") == 0


def test_an_unknown_kind_or_channel_is_refused(kind):
    with pytest.raises(KeyError):
        outbox.queue("nothing", channel="sms", to="x", language="fr", context={}, dedupe_key="x")
    with pytest.raises(KeyError):
        write(channel="pigeon")


@pytest.mark.parametrize("body", ["{unknown}", "{first_name.__class__}", "{first_name!r}", "{first_name:>99}", "{0}", "{", "}"])
def test_a_wording_that_cannot_be_filled_safely_is_refused(kind, body):
    with pytest.raises(TemplateError):
        message_kinds.check_wording(kind, Wording(body))


def test_a_channel_without_french_is_refused(kind):
    with pytest.raises(TemplateError):
        message_kinds.register(MessageKind("x", "X", frozenset(), {("sms", "ar"): Wording("x")}))

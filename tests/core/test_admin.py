"""The lists of this room in the admin: words, never codes."""

import re
from datetime import UTC, datetime

import pytest
from django.utils import timezone

from core.models import Message, MessageText, User
from core.models.message import Channel

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    client.force_login(User.objects.create_superuser("chef", "chef@exemple.invalid", "secret"))
    return client


def test_the_outbox_names_kinds_languages_and_columns_in_french(boss):
    Message.objects.create(
        kind="booking_confirmed",
        channel=Channel.SMS,
        recipient="+33639980000",
        language="fr",
        body="…",
        dedupe_key="k",
        send_after=timezone.now(),
    )
    html = boss.get("/admin/snippets/core/message/").content.decode()
    assert "Réservation" in html
    for word in ("Send after", "Sent at", ">booking_confirmed<"):
        assert word not in html


def test_the_texts_of_messages_name_their_kind(boss):
    MessageText.objects.create(kind="booking_confirmed", channel=Channel.SMS, language="fr", body="Bonjour")
    html = boss.get("/admin/snippets/core/messagetext/").content.decode()
    assert "Français" in html
    assert ">booking_confirmed<" not in html


def test_the_page_of_a_message_says_words_and_never_none(boss):
    message = Message.objects.create(
        kind="booking_confirmed",
        channel=Channel.SMS,
        recipient="+33639980000",
        language="fr",
        body="…",
        dedupe_key="k",
        send_after=datetime(2026, 7, 14, 8, 30, tzinfo=UTC),
    )
    html = boss.get(f"/admin/snippets/core/message/inspect/{message.pk}/").content.decode()
    for word in ("Réservation", "Français", "06 39 98 00 00", "14 juillet 2026 10:30"):
        assert word in html
    shown = [words.strip() for words in re.findall(r"<dd[^>]*>(.*?)</dd>", html, re.S)]
    assert not {"booking_confirmed", "None", "fr", ""} & set(shown), shown
    assert "booking_confirmed" not in html


def test_the_form_of_a_text_offers_kinds_and_languages_in_words(boss):
    html = boss.get("/admin/snippets/core/messagetext/add/").content.decode()
    for word in (">Réservation\u00a0: annulée</option>", ">العربية</option>", "{when}", "<b>"):
        assert word in html
    assert "(booking_cancelled)" not in html
    assert "<b>booking_cancelled" not in html


@pytest.mark.parametrize(("field", "typed"), [("language", "xx"), ("kind", "nothing"), ("kind", "")])
def test_a_text_of_an_unknown_language_or_kind_is_refused(boss, field, typed):
    values = {"kind": "booking_confirmed", "channel": "sms", "language": "fr", "subject": "", "body": "Bonjour {when}", field: typed}
    response = boss.post("/admin/snippets/core/messagetext/add/", values)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not MessageText.objects.exists()


def test_a_text_of_a_kind_no_longer_sent_opens_and_says_so_when_saved(boss):
    text = MessageText.objects.create(kind="forgotten", channel=Channel.SMS, language="fr", body="Bonjour")
    address = f"/admin/snippets/core/messagetext/edit/{text.pk}/"
    assert boss.get(address).status_code == 200
    response = boss.post(address, {"kind": "forgotten", "channel": "sms", "language": "fr", "subject": "", "body": "Bonsoir"})
    assert response.status_code == 200
    assert "kind" in response.context["form"].errors


def test_a_kind_no_room_declares_any_more_shows_its_code(boss):
    MessageText.objects.create(kind="forgotten", channel=Channel.SMS, language="fr", body="Bonjour")
    assert "forgotten" in boss.get("/admin/snippets/core/messagetext/").content.decode()


def test_the_register_of_personal_data_names_records_and_fields_in_words(boss):
    html = boss.get("/admin/personal-data/").content.decode()
    assert "core.Message" not in html
    assert "first_name" not in html
    assert "Messages" in html


@pytest.mark.parametrize(
    "address",
    [
        "snippets/choose/core/organisation/chosen/x/",
        "images/chooser/chosen/abc/",
        "images/chooser/chosen-multiple/?id=abc",
        "documents/chooser/chosen/abc/",
    ],
)
def test_a_chooser_asked_for_what_is_no_number_finds_nothing(address, boss):
    assert boss.get("/admin/" + address).status_code == 404

"""The lists of this room in the admin: words, never codes."""

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

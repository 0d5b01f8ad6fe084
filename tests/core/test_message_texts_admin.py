"""The team writes the texts: seen before they leave, counted as they are paid, refused when they could not be filled."""

import pytest

from core import message_kinds, message_samples
from core.message_previews import preview
from core.models import MessageText, User

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/core/messagetext/add/"
GOOD = {"kind": "booking_confirmed", "channel": "sms", "language": "fr", "subject": "", "body": "Atelier {day} à {hour}, {place}. {phone}"}


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("chef", "chef@exemple.invalid", "secret"))
    return client


def test_every_placeholder_of_every_kind_stands_for_something_in_three_languages():
    for kind in message_kinds.all_kinds():
        for language in ("fr", "en", "ar"):
            for channel in kind.channels():
                samples = message_samples.samples_for(kind, channel, language)
                assert {name for name in kind.placeholders if not samples[name]} <= {"answer"}, kind.code


def test_every_text_delivered_with_the_site_passes_what_the_team_is_asked():
    for kind in message_kinds.all_kinds():
        for (channel, language), wording in kind.wordings.items():
            shown = preview(kind, channel, language, wording)
            assert not shown.errors, (kind.code, channel, language, shown.errors)
            assert "{" not in shown.body


def test_a_press_shows_the_preview_without_javascript_and_saves_nothing(editor):
    html = editor.post(ADD, {**GOOD, "preview": "1"}).content.decode()
    assert "Atelier mercredi 2 decembre a 14 h 30" not in html  # é and à are in the alphabet of text messages
    assert "Atelier mercredi 2 décembre à 14 h 30, Emmaüs Connect Grenoble. 01 99 00 12 34" in html
    assert "1 SMS" in html and "0,06" in html.replace("0.06", "0,06")
    assert "Atelier {day} à {hour}" in html  # what was typed is kept
    assert not MessageText.objects.exists()


def test_the_same_while_one_types(editor):
    html = editor.post("/admin/message-texts/preview/", {**GOOD, "body": "É" * 160 + " {phone}"}).content.decode()
    assert "2 SMS" in html and "306" in html


def test_a_sign_that_makes_a_text_dear_is_named(editor):
    html = editor.post("/admin/message-texts/preview/", {**GOOD, "body": "Bienvenue 🙂 {hour} {phone}"}).content.decode()
    assert "🙂" in html and "1 SMS" in html and "70" in html


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"body": "Bonjour {prenom} {phone}"}, "prenom"),
        ({"body": "Bonjour {phone"}, "phone"),
        ({"body": "Bonjour {phone.__class__}"}, "phone"),
        ({"body": "À {hour}"}, "{phone}"),
        ({"body": "Bonjour {phone} " * 60}, "trop long"),
        ({"channel": "email", "body": "Bonjour {phone}"}, "objet"),
    ],
)
def test_a_text_that_cannot_leave_is_refused_with_a_sentence(editor, changes, words):
    response = editor.post(ADD, {**GOOD, **changes})
    assert response.status_code == 200 and words in response.content.decode()
    assert "body" in response.context["form"].errors and not MessageText.objects.exists()
    assert words in editor.post(ADD, {**GOOD, **changes, "preview": "1"}).content.decode()


@pytest.mark.parametrize("body", ["\x00", "x" * 100_000, "{", "🙂" * 2000, "{" * 3000, ""])
def test_no_text_breaks_the_preview(editor, body):
    for address, more in (("/admin/message-texts/preview/", {}), (ADD, {"preview": "1"})):
        assert editor.post(address, {**GOOD, "body": body, **more}).status_code == 200


@pytest.mark.parametrize("changes", [{"kind": "nothing"}, {"channel": "pigeon"}, {"language": "xx"}, {"kind": ""}])
def test_a_preview_of_nothing_known_says_what_to_choose(editor, changes):
    html = editor.post("/admin/message-texts/preview/", {**GOOD, **changes}).content.decode()
    assert "Choisissez" in html


def test_a_good_text_is_saved_and_can_be_previewed_again(editor):
    assert editor.post(ADD, GOOD).status_code == 302
    text = MessageText.objects.get()
    html = editor.get(f"/admin/snippets/core/messagetext/edit/{text.pk}/").content.decode()
    assert "Emmaüs Connect Grenoble. 01 99 00 12 34" in html
    html = editor.post(
        f"/admin/snippets/core/messagetext/edit/{text.pk}/", {**GOOD, "body": "{hour} {phone}", "preview": "1"}
    ).content.decode()
    assert "14 h 30 01 99 00 12 34" in html
    text.refresh_from_db()
    assert text.body == GOOD["body"]


def test_every_text_stands_on_one_page_whose_it_is_and_where_to_change_it(editor):
    MessageText.objects.create(kind="lost_link", channel="sms", language="ar", body="{phone}")
    html = editor.get("/admin/message-texts/").content.decode()
    assert "écrit par l’équipe" in html and "?kind=booking_confirmed&amp;channel=sms&amp;language=ar" in html
    assert "Non traduit" in editor.get("/admin/message-texts/?channel=email").content.decode()
    assert editor.get("/admin/message-texts/?channel=pigeon").status_code == 404


def test_a_translation_begins_with_the_text_that_leaves_today(editor):
    html = editor.get(ADD, {"kind": "booking_confirmed", "channel": "sms", "language": "ar"}).content.decode()
    assert "تم حجز الورشة" in html
    assert editor.get(ADD, {"kind": "x", "channel": "sms", "language": "ar"}).status_code == 200


def test_the_number_of_queries_of_that_page_does_not_grow(editor, django_assert_max_num_queries):
    for language in ("fr", "en", "ar"):
        MessageText.objects.create(kind="lost_link", channel="sms", language=language, body="{phone}")
    editor.get("/admin/message-texts/")
    with django_assert_max_num_queries(400):
        editor.get("/admin/message-texts/")


def test_nobody_else_sees_or_changes_the_texts(client):
    client.force_login(User.objects.create_user("passant", password="secret"))
    assert client.get("/admin/message-texts/").status_code in (302, 403)
    assert client.post("/admin/message-texts/preview/", GOOD).status_code in (302, 403)

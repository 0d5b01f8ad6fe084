"""What is written to people, when, and whom one must call instead."""

import re
from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from catalogue.agenda import schedule, sessions
from catalogue.agenda.models import Seat
from catalogue.workshops import call_list, cancelling, lost_links, message_texts, telling
from catalogue.workshops.models import Booking, Call
from core import message_kinds as core_kinds
from core.models import Message, MessageText
from core.sms_length import segments, to_gsm
from core.tokens import new_token

OURS = [kind for kind in core_kinds.all_kinds() if kind.placeholders == message_texts.PLACEHOLDERS]


def kinds() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_every_wording_gives_a_number_to_call_in_three_languages():
    assert len(OURS) >= 10
    for kind in OURS:
        assert set(kind.wordings) == {(way, language) for way in ("sms", "email") for language in ("fr", "en", "ar")}
        for wording in kind.wordings.values():
            assert "{phone}" in wording.body


def test_a_text_message_tells_no_workshop_no_reason_and_no_name():
    for kind in OURS:
        for language in ("fr", "en", "ar"):
            body = kind.wordings[("sms", language)].body
            assert "{workshop}" not in body and "{reason}" not in body and "{name}" not in body


@override_settings(SITE_URL="https://www.emmaus-connect.exemple")
@pytest.mark.parametrize("replies", [False, True])
@pytest.mark.parametrize(("language", "most"), [("fr", 2), ("en", 2), ("ar", 3)])
def test_a_text_message_fits_in_two_segments_and_in_three_in_arabic(scene, arabic, settings, language, most, replies):
    settings.SMS_REPLIES = replies
    scene.place.name = "Point d’accueil Emmaüs Connect Saint-Denis de La Réunion Centre"
    scene.place.address, scene.place.city = "125 bis avenue du Maréchal-de-Lattre-de-Tassigny", "Saint-Denis"
    scene.place.save()
    booking = scene.booked(language=language)
    from core import outbox

    Seat.objects.update(held_until=timezone.now())
    booking = Booking.objects.with_people().get(pk=booking.pk)
    with outbox.in_language(language):
        words = telling.words_of(booking, "sms")
    for kind in OURS:
        body = kind.wordings[("sms", language)].body.format_map(words)
        room = most + 1 if replies and language == "ar" else most  # with the longest of addresses
        assert segments(body) <= room, (kind.code, segments(body), len(body), body)


# What one was told before, or nowhere to go yet.
SEEN_BEFORE = (
    message_texts.CANCELLED,
    message_texts.SESSION_CANCELLED,
    message_texts.SESSION_REINSTATED,
    message_texts.SESSION_REINSTATED_WAITING,
    message_texts.WAITING,
    message_texts.OFFERED,
)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_text_message_is_complete_for_a_phone_that_opens_no_link(language):
    for kind in OURS:
        body = kind.wordings[("sms", language)].body
        assert {"{hour}", "{phone}"} <= set(re.findall(r"{\w+}", body)), (kind.code, body)
        if kind.code not in SEEN_BEFORE:
            assert "{place}" in body and "{address}" in body, (kind.code, body)


def test_french_is_written_in_the_alphabet_of_text_messages():
    assert to_gsm("C’est réservé : l’être, ça, œuvre… 14 h") == "C'est réservé : l'etre, ca, oeuvre... 14 h"
    assert segments("é" * 160) == 1 and segments("ê" * 71) == 2 and segments("ه" * 70) == 1


def test_a_booking_is_confirmed_by_text_and_by_email(scene):
    booking = scene.booked(email="awa@exemple.invalid")
    texts = {message.channel: message for message in Message.objects.all()}
    assert set(texts) == {"sms", "email"}
    assert booking.token in texts["sms"].body and "01 99 00 12 34" in texts["sms"].body
    assert "Premiers pas" not in texts["sms"].body and "Premiers pas" in texts["email"].body


def test_the_message_is_lost_with_the_booking_when_the_transaction_is(scene):
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        scene.booked()
        raise RuntimeError
    assert not Message.objects.exists() and not Booking.objects.exists()


@pytest.mark.parametrize("contact", [{"phone": "+33465710000"}, {"prefers_call": True}])
def test_a_landline_or_a_wish_to_be_called_gets_no_text(scene, contact):
    scene.booked(**contact)
    assert not Message.objects.exists() and not Call.objects.exists()  # the person saw the confirmation
    sessions.cancel_session(scene.session.pk, "Panne")
    assert not Message.objects.exists()
    assert Call.objects.get().reason == "session_cancelled"


def test_a_cancelled_session_is_told_once_and_reminders_are_withdrawn(scene):
    booking = scene.booked()
    Message.objects.update(state="sent")
    sessions.cancel_session(scene.session.pk, "Panne")
    sessions.cancel_session(scene.session.pk, "Panne")
    assert kinds() == ["booking_confirmed", "session_cancelled"]
    assert "Panne" not in Message.objects.last().body
    assert booking.token in Message.objects.last().body


def test_a_session_that_moves_is_told(scene):
    scene.booked()
    schedule.set_meetings(scene.session, [(scene.session.starts_at + timedelta(days=1), scene.session.ends_at + timedelta(days=1))])
    assert kinds() == ["booking_confirmed", "session_moved"]


def test_somebody_who_cancels_is_told_once(scene):
    booking = scene.booked()
    for _click in range(2):
        cancelling.cancel(booking)
    states = dict(Message.objects.values_list("kind", "state"))
    assert states == {"booking_confirmed": "withdrawn", "booking_cancelled": "queued"}


def test_beyond_ten_texts_a_day_a_number_is_called_instead(scene):
    for _number in range(10):
        Message.objects.create(
            kind="x", channel="sms", recipient="+33639981234", language="fr", body="x", dedupe_key=new_token(), send_after=timezone.now()
        )
    scene.booked()
    assert Message.objects.filter(kind="booking_confirmed").count() == 0
    sessions.cancel_session(scene.session.pk, "Panne")
    assert Call.objects.get().reason == "session_cancelled"


def test_a_message_that_matters_and_failed_is_put_on_the_call_list_once(scene):
    booking = scene.booked()
    sessions.cancel_session(scene.session.pk, "Panne")
    Message.objects.filter(kind="session_cancelled").update(state="failed")
    for _tick in range(2):
        call_list.list_failed_messages(timezone.now())
    call = Call.objects.get()
    assert call.booking == booking and call.reason == "session_cancelled"
    call_list.mark_called(call, None)
    assert not call_list.calls_to_make().exists()


def test_the_team_may_reword_a_message(scene):
    MessageText.objects.create(kind="booking_confirmed", channel="sms", language="fr", body="À {hour}. {phone}")
    scene.booked()
    assert Message.objects.get().body.startswith("A 1")  # in the alphabet of text messages


def test_a_lost_link_is_sent_to_the_number_only_and_three_times_an_hour(scene):
    scene.booked()
    assert lost_links.ask("+33639981234") == 1
    assert kinds() == ["booking_confirmed", "lost_link"]
    assert lost_links.ask("+33639989999") == 0
    for _more in range(3):
        last = lost_links.ask("+33639981234")
    assert last == 0
    assert kinds() == ["booking_confirmed", "lost_link"]


def test_the_answer_is_the_same_for_a_known_and_an_unknown_number(client, scene):
    scene.booked()
    answers = []
    for phone in ("06 39 98 12 34", "06 39 98 99 99"):
        response = client.post("/reserver/retrouver/", {"phone": phone}, follow=True)
        answers.append((response.redirect_chain, response.content))
    assert answers[0] == answers[1]


def test_a_number_that_is_none_is_said_on_the_lost_link_page(client, scene):
    response = client.post("/reserver/retrouver/", {"phone": "coucou"})
    assert response.status_code == 200 and "06 39 98 12 34" in response.content.decode() and "coucou" in response.content.decode()


def test_a_number_in_an_arabic_text_is_never_laid_out_backwards():
    """Groups of digits after an Arabic letter are shown from the right: the number follows the link, whose letters are Latin."""
    for kind in core_kinds.all_kinds():
        for (channel, language), wording in kind.wordings.items():
            if channel == "sms" and language == "ar" and "{phone}" in wording.body:
                assert "{phone} {link}" not in wording.body, kind.code

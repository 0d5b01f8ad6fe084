"""YES and NO by text message, where the site asks for it: one booking is answered, two are never guessed between."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats, sessions
from catalogue.agenda.models import Seat
from catalogue.workshops import call_list, cancelling, replies, reserving, telling
from catalogue.workshops.models import Booking, Call
from catalogue.workshops.stage import stage_of
from core import incoming, opting_out
from core.models import Message

PHONE = "+33639981234"


@pytest.fixture(autouse=True)
def answers(settings):
    settings.SMS_REPLIES = True


def say(text: str, at=None) -> str:
    message = incoming.receive("ovh", str(Message.objects.count()) + text, PHONE, text, at or timezone.now())
    return message.outcome


def fresh(booking: Booking) -> Booking:
    return Booking.objects.with_people().get(pk=booking.pk)


@pytest.mark.parametrize("text", ["OUI", "oui !", "Oui merci", "نعم", "Yes"])
def test_yes_is_noted(scene, text):
    booking = scene.booked()
    assert say(text) == "handled"
    assert fresh(booking).said_coming_at and stage_of(fresh(booking)) == "confirmed"


@pytest.mark.parametrize("text", ["NON", "non.", "Non merci", "لا"])
def test_no_gives_the_seat_back_and_says_so(scene, text):
    booking = scene.booked()
    assert say(text) == "handled"
    assert stage_of(fresh(booking)) == "cancelled"
    assert Message.objects.filter(kind="booking_cancelled").count() == 1


def test_off_by_default_a_human_reads_it(scene, settings):
    settings.SMS_REPLIES = False
    booking = scene.booked()
    assert say("NON") == "to_read"
    assert stage_of(fresh(booking)) == "confirmed"


def test_between_two_bookings_of_one_phone_nobody_guesses(scene):
    bookings = [scene.booked(), scene.booked(scene.another(), first_name="Sami")]
    for text in ("NON", "OUI"):
        assert say(text) == "handled"
    assert [stage_of(fresh(booking)) for booking in bookings] == ["confirmed", "confirmed"]
    assert Message.objects.get(kind="reply_unclear").recipient == PHONE  # once a day
    assert Call.objects.get().reason == "reply" and call_list.calls_to_make().count() == 1


def test_a_no_for_several_people_is_not_guessed(scene):
    booking = scene.booked()
    (second,) = seats.reserve(scene.session.pk, key="second")
    booking.participants.create(first_name="Sami", seat=second)
    assert say("NON") == "handled"
    assert stage_of(fresh(booking)) == "confirmed" and Call.objects.get().reason == "reply"


@pytest.mark.parametrize("text", ["peut-être", "oui mais je viens en retard", "non non si", "1"])
def test_what_is_no_plain_answer_is_for_a_human_to_read(scene, text):
    booking = scene.booked()
    assert say(text) == "to_read"
    assert stage_of(fresh(booking)) == "confirmed" and not fresh(booking).said_coming_at


def test_an_old_answer_was_to_something_else(scene):
    booking = scene.booked()
    assert say("NON", timezone.now() - timedelta(days=3)) == "to_read"
    assert stage_of(fresh(booking)) == "confirmed"


def test_without_a_booking_to_come_they_are_told_whom_to_call_and_a_human_reads_it(scene):
    assert say("OUI") == "to_read"
    assert "01 99 00 12 34" in Message.objects.get(kind="reply_unclear").body


def test_yes_takes_the_seat_that_is_offered_and_no_leaves_it(scene):
    session = scene.another(capacity=1)
    first = scene.booked(session, phone="+33639980001")
    draft = reserving.start(session.pk, key="waits", language="fr", waits=True)
    reserving.describe(draft, first_name="Awa", phone=PHONE)
    waiting = reserving.submit(draft)
    assert say("OUI") == "handled" and Call.objects.get().reason == "reply"  # nothing is offered yet
    cancelling.cancel(first)
    assert stage_of(fresh(waiting)) == "offered"
    assert say("oui") == "handled"
    assert stage_of(fresh(waiting)) == "confirmed"


def test_a_reminder_says_that_one_may_answer_where_one_may(scene, settings):
    booking = scene.booked()
    assert telling.words_of(booking, "sms")["answer"] == "Répondez OUI ou NON."
    settings.SMS_REPLIES = False
    assert telling.words_of(booking, "sms")["answer"] == ""


def test_after_stop_a_cancelled_workshop_is_said_by_a_human(scene):
    scene.booked()
    assert say("STOP") == "stopped"
    sessions.cancel_session(scene.session.pk, "Panne")
    call_list.list_failed_messages(timezone.now())
    assert Message.objects.get(kind="session_cancelled").state == "stopped"
    assert Call.objects.get().reason == "session_cancelled"


def test_reminders_are_stopped_and_taken_up_again_from_the_page_of_the_booking(client, scene):
    booking = scene.booked()
    address = f"/reserver/r/{booking.token}/rappels/"
    assert address in client.get(f"/reserver/r/{booking.token}/").content.decode()
    assert "Arrêter les rappels" in client.get(address).content.decode() and not opting_out.has_opted_out(PHONE, booking.about)
    response = client.post(address, follow=True)
    assert opting_out.has_opted_out(PHONE, booking.about) and "Nous ne vous envoyons plus de rappels" in response.content.decode()
    assert stage_of(fresh(booking)) == "confirmed"
    client.post(address, {"again": "1"})
    assert not opting_out.has_opted_out(PHONE, booking.about)


def test_who_books_with_the_number_of_another_silences_nothing_of_theirs(client, scene):
    own, stranger = scene.booked(), scene.booked(scene.another(), first_name="X")
    client.post(f"/reserver/r/{stranger.token}/rappels/")
    assert not opting_out.has_opted_out(PHONE) and not opting_out.has_opted_out(PHONE, own.about)
    sessions.cancel_session(own.session_id, "Panne")
    assert Message.objects.get(kind="session_cancelled").state == "queued"


def test_the_page_of_a_booking_does_not_undo_a_stop(client, scene):
    booking = scene.booked()
    say("STOP")
    address = f"/reserver/r/{booking.token}/rappels/"
    assert "appelez-nous" in client.get(address).content.decode()
    client.post(address, {"again": "1"})
    assert opting_out.has_opted_out(PHONE)


def test_who_gets_no_text_message_has_nothing_to_stop(client, scene):
    booking = scene.booked(phone="+33465710000")
    address = f"/reserver/r/{booking.token}/rappels/"
    assert client.post(address).status_code == 302 and not opting_out.has_opted_out("+33465710000")
    assert client.get("/reserver/r/xxxxxxxxxxxxxxxxxxxxxx/rappels/").status_code == 404
    assert Seat.objects.filter(state="confirmed").count() == 1


def test_a_yes_and_somebody_who_gives_the_seat_back_never_wait_for_each_other(scene, monkeypatch):
    """Both take the booking first, then its session: the other order would have the database kill one of the two."""
    booking = scene.booked()
    order: list[str] = []
    monkeypatch.setattr(replies, "locked", lambda one: order.append("booking") or reserving.locked(one))
    monkeypatch.setattr(replies, "_yes", lambda one, at: bool(order.append("seats")) or True)
    assert say("OUI") == "handled"
    assert order == ["booking", "seats"] and fresh(booking)

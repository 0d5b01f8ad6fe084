"""What one comes for, then the hour: booked as simply as a workshop, however many slots it takes."""

from datetime import time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionFull
from catalogue.agenda.models import Seat, SeatState
from catalogue.workshops import cancelling, moving, reserving, retention
from catalogue.workshops.calendar_file import calendar_of
from catalogue.workshops.models import Booking, Call, PermanenceReason
from catalogue.workshops.permanences import appointments
from catalogue.workshops.stage import Stage, stage_of
from core.models import Message
from core.tokens import new_token

from .conftest import a_reason


def book(session, reason, **contact) -> Booking:
    booking = reserving.start(session.pk, key=new_token(), language="fr", reason=reason)
    reserving.describe(booking, first_name="Awa", **{"phone": "+33639981234", **contact})
    return reserving.submit(booking)


def taken(day) -> list[int]:
    """Return which slots of the day are taken, from 0."""
    return [number for number, session in enumerate(day) if Seat.objects.filter(session=session).taking_room().exists()]


def page_of(rule, client, **query) -> str:
    return client.get(rule.workshop.get_url(), query).content.decode()


def test_the_page_asks_why_first_and_then_shows_the_hours_that_are_long_enough(client, rule, day):
    asked = page_of(rule, client)
    assert (
        "Pour quoi venez-vous" in asked and "?pour=operateur#sessions" in asked and reverse("workshops:book", args=[day[0].pk]) not in asked
    )
    seats.reserve(day[3].pk, key="other")  # 10:30
    shown = page_of(rule, client, pour="operateur")
    offered = [number for number, session in enumerate(day) if f'{reverse("workshops:book", args=[session.pk])}?pour=operateur"' in shown]
    assert offered == [0, 1, 4]  # not 10:00, for 10:30 is taken; not 11:30, for the morning ends
    shown = page_of(rule, client, pour="forfait")
    assert [n for n, session in enumerate(day) if reverse("workshops:book", args=[session.pk]) in shown] == [0, 1, 2, 4, 5]


def test_somebody_who_does_not_know_why_sees_every_hour(client, rule, day):
    shown = page_of(rule, client, pour="autre")
    assert all(f'{reverse("workshops:book", args=[session.pk])}?pour=autre"' in shown for session in day)


@pytest.mark.parametrize("code", ["x" * 10_000, "\x00", "'; drop", "٣", ""])
def test_anything_else_in_the_address_asks_again(client, rule, day, code):
    assert "Pour quoi venez-vous" in page_of(rule, client, pour=code)
    response = client.get(reverse("workshops:book", args=[day[0].pk]), {"pour": code})
    assert response.status_code == 200 and "Pour quoi venez-vous" in response.content.decode()


def test_the_page_asks_the_same_number_of_questions_of_the_database_however_many_slots(client, rule, day, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        page_of(rule, client, pour="operateur")


def test_a_slot_reached_from_elsewhere_asks_why_and_leads_to_longer_hours_where_it_is_too_short(client, rule, day):
    response = client.get(reverse("workshops:book", args=[day[5].pk]))
    urls = {tile.name: tile.url for tile in response.context["tiles"]}
    assert urls == {"Forfait": "?pour=forfait", "Operateur": f"{rule.workshop.get_url()}?pour=operateur#sessions"}
    response = client.get(reverse("workshops:book", args=[day[5].pk]), {"pour": "operateur"})
    assert response.status_code == 409 and response.context["reason"] == "too_short" and response.context["others"]


def test_a_long_appointment_takes_two_slots_and_is_shown_as_one(client, rule, day):
    url = reverse("workshops:book", args=[day[1].pk])
    shown = client.get(url, {"pour": "operateur"}).content.decode()
    assert "de 9 h 30 à 10 h 30" in shown.replace("\u00a0", " ").replace("\u202f", " ") and 'name="pour" value="operateur"' in shown
    response = client.post(url, {"key": new_token(), "pour": "operateur"})
    booking = Booking.objects.get()
    assert response.url == reverse("workshops:who", args=[booking.token])
    assert taken(day) == [1, 2] and booking.reason.code == "operateur"
    reserving.describe(booking, first_name="Awa", phone="+33639981234")
    client.post(reverse("workshops:check", args=[booking.token]))
    page = client.get(reverse("workshops:booking", args=[booking.token])).content.decode().replace("\u00a0", " ")
    assert "1 h" in page and "Operateur" in page
    calendar = calendar_of(Booking.objects.get()).decode()
    assert calendar.count("BEGIN:VEVENT") == 1 and "T093000" in calendar and "T103000" in calendar


def test_a_double_click_makes_one_appointment(day, reasons):
    key = new_token()
    first, again = (reserving.start(day[0].pk, key=key, language="fr", reason=reasons["long"]) for _click in range(2))
    assert first.pk == again.pk and taken(day) == [0, 1]


def test_a_forged_form_cannot_bring_a_reason_this_permanence_does_not_take(day, rule, reasons):
    rule.reasons.add(reasons["short"])
    assert reserving.start(day[0].pk, key=new_token(), language="fr", reason=reasons["long"]).reason is None


def test_cancelling_gives_all_the_slots_back_and_moving_takes_as_many(day, reasons):
    booking = book(day[0], reasons["long"])
    moved = moving.move(booking, day[3].pk)
    assert taken(day) == [3, 4] and moved.reason == reasons["long"]
    with pytest.raises(SessionFull):
        moving.move(moved, day[5].pk)
    assert taken(day) == [3, 4]
    cancelling.cancel(moved)
    assert taken(day) == []


def test_a_draft_goes_to_another_hour_with_all_its_slots(day, reasons):
    booking = reserving.start(day[0].pk, key=new_token(), language="fr", reason=reasons["long"])
    reserving.go_to_session(booking, day[2].pk)
    assert taken(day) == [2, 3]
    Seat.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    reserving.keep_longer(Booking.objects.get())
    assert taken(day) == [2, 3]


def test_a_cancelled_slot_cancels_the_appointment_and_tells_the_person_once(day, reasons):
    booking = book(day[0], reasons["long"])
    seats.cancel_session(day[1].pk, "Absence")
    assert taken(day) == [] and stage_of(Booking.objects.with_people().get()) == Stage.CALLED_OFF
    assert Message.objects.filter(subject_ref=booking.about, kind="session_cancelled").count() == 1
    seats.cancel_session(day[0].pk, "Absence")
    assert Message.objects.filter(subject_ref=booking.about, kind="session_cancelled").count() == 1
    assert moving.move(Booking.objects.with_people().get(), day[3].pk).session_id == day[3].pk and taken(day) == [3, 4]


def test_the_reason_is_in_no_message(day, reasons):
    book(day[0], reasons["long"], email="awa@example.org")
    texts = [f"{message.subject} {message.body}" for message in Message.objects.all()]
    assert texts and not any("perateur" in text for text in texts)
    assert mail.outbox == []


def test_the_reason_is_erased_with_the_names(day, reasons):
    booking = book(day[0], reasons["long"])
    retention.purge_bookings(day[0].ends_at + timedelta(days=93))
    booking.refresh_from_db()
    assert booking.reason is None


def test_pauses_between_slots_do_not_break_an_appointment_and_lunch_does(rule, reasons):
    rule.break_minutes, rule.ends, rule.pause_from, rule.pause_to = 10, time(15), time(11), time(13)
    rule.save()
    from catalogue.agenda.models import Session
    from catalogue.workshops.permanences import slots

    slots.generate(rule, timezone.localdate() + timedelta(days=7))
    first = Session.objects.order_by("starts_at").first()
    hours = list(Session.objects.filter(local_day=first.local_day).order_by("starts_at"))
    assert [session.starts_local.strftime("%H:%M") for session in hours] == ["09:00", "09:40", "10:20", "13:00", "13:40", "14:20"]
    long = [hours.index(session) for session in appointments.beginnings(hours, reasons["long"])]
    assert long == [0, 1, 3, 4]


def test_a_reason_belongs_to_the_rules_that_take_it(rule, day, reasons, client):
    other = a_reason("autre-chose", 30)
    rule.reasons.add(reasons["short"])
    assert [tile.name for tile in client.get(rule.workshop.get_url()).context["reason_tiles"]] == ["Forfait"]
    assert appointments.beginnings(day, other) == []
    PermanenceReason.objects.update(is_active=False)
    shown = client.get(rule.workshop.get_url())
    assert shown.context["reason_tiles"] == [] and shown.context["slot_days"]


def test_a_later_slot_that_is_moved_puts_the_person_on_the_call_list(day, reasons):
    from catalogue.agenda.schedule import set_meetings

    booking = book(day[0], reasons["long"])
    later = day[1]
    set_meetings(later, [(later.starts_at + timedelta(hours=4), later.ends_at + timedelta(hours=4))])
    assert Call.objects.get().booking == booking


def test_what_was_confirmed_stays_confirmed_when_the_rule_changes(day, rule, reasons):
    from catalogue.workshops.permanences import slots

    book(day[0], reasons["long"])
    rule.starts, rule.slot_minutes = time(9, 15), 45
    rule.save()
    changed = slots.realign(rule)
    assert [session.pk for session in changed.kept] == [day[0].pk, day[1].pk]
    slots.generate(rule, day[0].local_day)
    hours = [
        slot.session.starts_local.strftime("%H:%M") for slot in rule.slots.filter(session__local_day=day[0].local_day).order_by("starts_at")
    ]
    assert hours == ["09:00", "09:30", "10:00", "10:45"] or hours == ["09:00", "09:30", "10:45"]
    assert Seat.objects.filter(state=SeatState.CONFIRMED).count() == 2

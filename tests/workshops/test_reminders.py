"""Two days before, and on the morning; politely, once, by the clock of the place."""

from datetime import UTC, datetime, timedelta

import pytest

from catalogue.agenda import seats
from catalogue.agenda.factories import SessionFactory
from catalogue.workshops.models import Booking, Call
from catalogue.workshops.reminders import queue_reminders
from core.models import Message
from core.polite_hours import next_polite

from .conftest import PARIS, paris

pytestmark = pytest.mark.both


@pytest.fixture
def booked(scene):
    """Return a function: somebody booked long ago a session at an hour of the fifth day from now."""

    def at(hour: int, minute: int = 0, **contact) -> Booking:
        session = SessionFactory(offer=scene.workshop, place=scene.place, starts_at=paris(5, hour, minute))
        booking = scene.booked(session, **contact)
        Booking.objects.filter(pk=booking.pk).update(submitted_at=paris(-3, 12))
        Message.objects.all().delete()
        return booking

    return at


def sent(now) -> list[str]:
    queue_reminders(now)
    return list(Message.objects.order_by("pk").values_list("kind", flat=True))


def test_nothing_leaves_three_days_before(booked):
    booked(14)
    assert sent(paris(2, 12)) == []


def test_one_reminder_two_days_before_and_one_on_the_morning(booked):
    booked(14)
    assert sent(paris(3, 9, 5)) == ["booking_reminder_2d"]
    assert sent(paris(3, 9, 10)) == ["booking_reminder_2d"]
    assert sent(paris(5, 9, 5)) == ["booking_reminder_2d", "booking_reminder_day"]
    assert sent(paris(5, 9, 10)) == ["booking_reminder_2d", "booking_reminder_day"]


@pytest.mark.parametrize("hour", [0, 6, 8, 20, 22])
def test_nothing_leaves_at_night(booked, hour):
    booked(14)
    assert sent(paris(3, hour, 30)) == []


def test_the_evening_before_when_it_is_early(booked):
    booked(9, 30)
    queue_reminders(paris(3, 12))
    assert sent(paris(4, 18, 5)) == ["booking_reminder_2d", "booking_reminder_day"]


def test_a_booking_of_today_is_not_reminded(booked):
    booking = booked(14)
    Booking.objects.filter(pk=booking.pk).update(submitted_at=paris(2, 20))
    assert sent(paris(3, 9, 5)) == []


def test_hours_are_those_of_the_place(scene, booked):
    scene.place.time_zone = "America/Guadeloupe"
    scene.place.save()
    booked(20)  # 15:00 over there in winter
    assert sent(paris(3, 10)) == []  # five in the morning there
    assert sent(paris(3, 14, 30)) == ["booking_reminder_2d"]


def test_somebody_without_a_mobile_is_called_two_days_before(booked):
    booked(14, phone="+33465710000")
    assert sent(paris(3, 9, 5)) == []
    assert sent(paris(5, 9, 5)) == []
    assert Call.objects.get().reason == "reminder"


def test_who_cancelled_or_waits_is_not_reminded(scene, booked):
    booking = booked(14)
    seats.cancel([booking.participants.get().seat_id])
    Message.objects.all().delete()
    assert sent(paris(3, 9, 5)) == []


def test_each_meeting_of_a_series_is_reminded(scene):
    moments = [(paris(day, 14), paris(day, 16)) for day in (5, 12)]
    booking = scene.booked(SessionFactory(offer=scene.workshop, place=scene.place, meetings=moments, starts_at=moments[0][0]))
    Booking.objects.filter(pk=booking.pk).update(submitted_at=paris(-3, 12))
    Message.objects.all().delete()
    queue_reminders(paris(3, 12))
    assert sent(paris(10, 12)) == ["booking_reminder_2d"] * 2


def test_the_number_of_queries_does_not_grow_with_the_bookings(scene, booked, django_assert_max_num_queries):
    session = SessionFactory(offer=scene.workshop, place=scene.place, starts_at=paris(5, 14), capacity=20)
    for _person in range(8):
        scene.booked(session)
    Booking.objects.update(submitted_at=paris(-3, 12))
    queue_reminders(paris(3, 12))
    with django_assert_max_num_queries(12):
        queue_reminders(paris(3, 12, 5))


def test_a_message_written_at_night_waits_for_the_morning():
    night, dawn = paris(1, 23), paris(2, 5)
    assert next_polite(night, "Europe/Paris") == paris(2, 9) == next_polite(dawn, "Europe/Paris")
    assert next_polite(paris(1, 12), "Europe/Paris") == paris(1, 12)
    assert next_polite(dawn, "Europe/Paris", before=paris(2, 9) + timedelta(minutes=30)) == dawn


def october(day: int, hour: int, minute: int = 0):
    """A moment on the clock of the wall in Paris; in the night of 31 October 2027 it is put back from three to two."""
    return datetime(2027, 10, day, hour, minute, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("starts", "at", "due"),
    [
        (october(31, 14), october(29, 8, 59), []),
        (october(31, 14), october(29, 9, 5), ["booking_reminder_2d"]),
        (october(31, 14), october(31, 9, 5), ["booking_reminder_day"]),
        (october(31, 9, 30), october(30, 18, 5), ["booking_reminder_day"]),  # early on the day the clock changes: the evening before
        (october(31, 14), october(31, 8, 59), []),
        (datetime(2027, 11, 1, 14, tzinfo=PARIS), october(30, 9, 5), ["booking_reminder_2d"]),
        (datetime(2027, 11, 1, 9, tzinfo=PARIS), october(31, 18, 5), ["booking_reminder_day"]),
    ],
)
def test_reminders_keep_the_hour_of_the_wall_when_the_clock_is_put_back(scene, starts, at, due):
    session = SessionFactory(offer=scene.workshop, place=scene.place, starts_at=starts, ends_at=starts + timedelta(hours=2))
    booking = scene.booked(session)
    Booking.objects.filter(pk=booking.pk).update(submitted_at=at - timedelta(days=5))
    Message.objects.all().delete()
    assert sent(at) == due
    assert all("14 h" in body or "9 h" in body for body in Message.objects.values_list("body", flat=True))


def test_two_hours_named_two_in_the_night_of_october_write_a_reminder_once(scene):
    """From 2:00 to 3:00 the clock shows each minute twice; nothing leaves then, and what leaves in the morning leaves once."""
    starts = october(31, 14)
    session = SessionFactory(offer=scene.workshop, place=scene.place, starts_at=starts, ends_at=starts + timedelta(hours=2))
    booking = scene.booked(session)
    Booking.objects.filter(pk=booking.pk).update(submitted_at=starts - timedelta(days=9))
    Message.objects.all().delete()
    night = datetime(2027, 10, 30, 22, tzinfo=UTC)
    for quarter in range(4 * 12):  # until eleven in the morning, real minutes
        queue_reminders(night + timedelta(minutes=15 * quarter))
    assert list(Message.objects.values_list("kind", flat=True)) == ["booking_reminder_day"]

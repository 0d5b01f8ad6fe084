"""A place closes for some days: its sessions are cancelled, and come back only when asked for."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.factories import SeatFactory, SessionFactory, in_days
from catalogue.agenda.models import Seat, SeatState, Session, SessionState
from catalogue.agenda.planning.closing import close, may_take_place_after_all, reopen, touched_by
from catalogue.places.factories import ReceptionPointFactory
from catalogue.places.models import ClosedDay, PlaceLogEntry


@pytest.fixture
def place(tree):
    return ReceptionPointFactory(opening_hours="Mo-Fr 09:00-18:00")


def day_of(session) -> date:
    return session.local_day


def test_closing_cancels_the_sessions_of_those_days_there_and_tells_why(place, told):
    inside, other_day = SessionFactory(place=place), SessionFactory(place=place, starts_at=in_days(12))
    elsewhere = SessionFactory(starts_at=inside.starts_at)
    SeatFactory(session=inside)
    closed = close(place, day_of(inside), day_of(inside), "Travaux dans la salle")
    assert (len(closed.touched.cancelled), closed.people) == (1, 1)
    assert [name for name, _with in told] == ["session_cancelled"]
    inside.refresh_from_db()
    assert (inside.state, inside.cancelled_reason, inside.closure) == (
        SessionState.CANCELLED,
        "Le lieu est fermé : Travaux dans la salle",
        closed.closed_day,
    )
    for session in (other_day, elsewhere):
        session.refresh_from_db()
        assert session.state == SessionState.OPEN


def test_a_course_loses_the_closed_day_and_keeps_the_others(place, told):
    start = in_days(10)
    course = SessionFactory(
        place=place, meetings=[(start + timedelta(days=7 * week), start + timedelta(days=7 * week, hours=2)) for week in range(3)]
    )
    day = (start + timedelta(days=7)).date()
    closed = close(place, day, day, "Grève")
    assert [session.pk for session, _rest in closed.touched.shortened] == [course.pk]
    assert course.meetings.count() == 2
    assert [name for name, _with in told] == ["session_moved"]


def test_the_hours_of_the_place_say_it_and_forget_it_when_it_opens_again(place):
    day = timezone.localdate() + timedelta(days=3)
    closed = close(place, day, day + timedelta(days=1), "Travaux").closed_day
    place.refresh_from_db()
    assert place.opening_hours.startswith("Mo-Fr 09:00-18:00") and place.opening_hours.endswith(" off")
    assert PlaceLogEntry.objects.filter(place=place).exists()
    reopen(closed, [])
    place.refresh_from_db()
    assert place.opening_hours == "Mo-Fr 09:00-18:00"


def test_days_that_cannot_be_are_refused_and_nothing_is_cancelled(place):
    session = SessionFactory(place=place)
    with pytest.raises(ValidationError):
        close(place, day_of(session), day_of(session) - timedelta(days=1), "Travaux")
    session.refresh_from_db()
    assert session.state == SessionState.OPEN
    assert not ClosedDay.objects.exists()


def test_reopening_brings_nothing_back_by_itself(place):
    session = SessionFactory(place=place)
    closed = close(place, day_of(session), day_of(session), "Travaux").closed_day
    assert may_take_place_after_all(closed) == [session]
    assert reopen(closed, []).reinstated == []
    session.refresh_from_db()
    assert session.state == SessionState.CANCELLED


def test_reopening_reinstates_what_is_asked_for_and_never_a_session_cancelled_for_another_reason(place):
    asked, other = SessionFactory(place=place), SessionFactory(place=place, starts_at=in_days(10, 9))
    alone = SessionFactory(place=place, starts_at=in_days(10, 17))
    seats.cancel_session(alone.pk, "Panne")
    closed = close(place, day_of(asked), day_of(asked), "Travaux").closed_day
    done = reopen(closed, [asked.pk, alone.pk])
    assert [session.pk for session in done.reinstated] == [asked.pk]
    states = dict(Session.objects.values_list("pk", "state"))
    assert states == {asked.pk: SessionState.OPEN, other.pk: SessionState.CANCELLED, alone.pk: SessionState.CANCELLED}


def test_sessions_already_past_that_day_are_left_as_they_are(place):
    past = SessionFactory(place=place, starts_at=timezone.now() - timedelta(hours=3))
    assert not touched_by(place, past.local_day, past.local_day)


def test_the_queries_do_not_grow_with_the_sessions(place, django_assert_num_queries):
    for hour in range(8, 18):
        SessionFactory(place=place, starts_at=in_days(10, hour))
    with django_assert_num_queries(2):
        touched_by(place, in_days(10).date(), in_days(10).date())


def test_a_seat_of_a_session_closed_is_over(place):
    session = SessionFactory(place=place, capacity=1)
    seats.reserve(session.pk, key="awa")
    seats.wait(session.pk, key="jean")
    close(place, day_of(session), day_of(session), "Travaux")
    assert set(Seat.objects.values_list("state", flat=True)) == {SeatState.CANCELLED}

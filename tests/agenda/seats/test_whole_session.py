from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import CapacityTooSmall, IllegalMove, SessionClosed
from catalogue.agenda.factories import SessionFactory, in_days
from catalogue.agenda.models import Seat, SeatState, SessionState
from catalogue.agenda.sessions import open_session
from core.periodic import tick


def test_capacity_does_not_fall_under_the_seats_taken_and_says_how_many_are(session):
    seats.reserve(session.pk, key="a")
    seats.hold(session.pk, key="b")
    with pytest.raises(CapacityTooSmall) as refused:
        seats.change_capacity(session.pk, 1)
    assert refused.value.sold == 2


def test_capacity_can_fall_when_a_hold_has_lapsed(session):
    now = timezone.now()
    seats.hold(session.pk, key="a", count=2, now=now)
    assert seats.change_capacity(session.pk, 1, now=now + timedelta(minutes=21)).capacity == 1


@pytest.mark.parametrize("capacity", [0, -3, 1001, 10**9])
def test_a_capacity_out_of_reason_is_refused(session, capacity):
    with pytest.raises(ValueError, match="capacity"):
        seats.change_capacity(session.pk, capacity)


def test_cancelling_a_session_cancels_every_seat_and_tells_once(session, told):
    seats.reserve(session.pk, key="a")
    seats.hold(session.pk, key="b")
    seats.wait(session.pk, key="c")
    seats.cancel_session(session.pk, " La salle est fermée. ")
    session.refresh_from_db()
    assert (session.state, session.cancelled_reason) == (SessionState.CANCELLED, "La salle est fermée.")
    assert set(Seat.objects.values_list("state", "ending")) == {("cancelled", "session_cancelled")}
    assert [name for name, _with in told] == ["seat_confirmed", "session_cancelled"]
    assert [seat.was for seat in told[-1][1]["seats"]] == ["confirmed", "held", "waiting"]
    seats.cancel_session(session.pk, "encore")
    assert len(told) == 2


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_a_session_is_not_cancelled_without_saying_why_in_a_few_words(session, reason):
    with pytest.raises(ValidationError):
        seats.cancel_session(session.pk, reason)


def test_nothing_is_booked_nor_changed_in_a_cancelled_session(session):
    [seat] = seats.reserve(session.pk, key="a")
    seats.cancel_session(session.pk, "Panne.")
    for ask in (
        lambda: seats.reserve(session.pk, key="b"),
        lambda: seats.reinstate(seat.pk),
        lambda: seats.change_capacity(session.pk, 9),
        lambda: seats.confirm([seat.pk]),
    ):
        with pytest.raises(SessionClosed) as refused:
            ask()
        assert refused.value.reason == "cancelled"
    with pytest.raises(IllegalMove):
        open_session(session.pk)


def test_a_session_that_is_over_is_not_cancelled(tree):
    session = SessionFactory(starts_at=in_days(-3))
    with pytest.raises(SessionClosed):
        seats.cancel_session(session.pk, "Trop tard.")


def test_the_tick_ends_sessions_that_are_over_and_lets_go_who_waits(tree, told):
    session = SessionFactory(capacity=1)
    before = session.starts_at - timedelta(days=1)
    seats.reserve(session.pk, key="a", now=before)
    seats.wait(session.pk, key="b", now=before)
    told.clear()
    tick(session.ends_at + timedelta(minutes=1), force=True)
    session.refresh_from_db()
    assert session.state == SessionState.DONE
    assert list(Seat.objects.order_by("pk").values_list("state", "ending")) == [("confirmed", ""), ("cancelled", "over")]
    assert told == []


def test_opening_a_draft_makes_it_bookable(tree):
    session = SessionFactory(state=SessionState.DRAFT)
    open_session(session.pk)
    open_session(session.pk)
    assert seats.reserve(session.pk, key="a")[0].state == SeatState.CONFIRMED

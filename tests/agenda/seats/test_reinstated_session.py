"""A cancelled session takes place after all: nobody is confirmed without being asked, nobody loses their rank."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import IllegalMove, SessionClosed, SessionFull
from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Seat, SeatState, SessionState


@pytest.fixture
def scene(session):
    """Two seats: Awa and Jean have them, Fatima then Nadia wait; somebody was only filling in the form of another session."""
    for name in ("awa", "jean"):
        seats.reserve(session.pk, key=name)
    for name in ("fatima", "nadia"):
        seats.wait(session.pk, key=name)
    return session


def states(session) -> dict[str, str]:
    return dict(Seat.objects.filter(session=session).values_list("key", "state"))


def test_who_had_a_seat_is_offered_it_again_and_who_waited_waits_at_the_same_rank(scene, told):
    seats.cancel_session(scene.pk, "Panne")
    told.clear()
    session = seats.reinstate_session(scene.pk)
    assert (session.state, session.cancelled_reason) == (SessionState.OPEN, "")
    assert states(scene) == {"awa": "offered", "jean": "offered", "fatima": "waiting", "nadia": "waiting"}
    line = list(Seat.objects.filter(session=scene).in_line().values_list("key", flat=True))
    assert line == ["fatima", "nadia"]
    [(name, values)] = told
    assert name == "session_reinstated"
    assert [seat.key for seat in values["seats"]] == ["awa", "jean", "fatima", "nadia"]


def test_a_yes_confirms_and_a_no_or_silence_goes_to_the_line(scene):
    seats.cancel_session(scene.pk, "Panne")
    now = timezone.now()
    seats.reinstate_session(scene.pk, now=now)
    awa, jean = Seat.objects.filter(session=scene, key__in=["awa", "jean"]).order_by("key")
    assert seats.accept_offer(awa.pk).state == SeatState.CONFIRMED
    assert jean.held_until == now + timedelta(days=3)
    seats.sweep(now + timedelta(days=3, minutes=1))
    assert states(scene) == {"awa": "confirmed", "jean": "cancelled", "fatima": "offered", "nadia": "waiting"}


def test_nobody_else_takes_the_seats_kept_for_those_who_had_them(scene):
    seats.cancel_session(scene.pk, "Panne")
    seats.reinstate_session(scene.pk)
    with pytest.raises(SessionFull):
        seats.reserve(scene.pk, key="newcomer")


def test_a_seat_given_back_before_the_session_was_cancelled_stays_given_back(session):
    [awa] = seats.reserve(session.pk, key="awa")
    [held] = seats.hold(session.pk, key="form")
    seats.cancel([awa.pk])
    seats.cancel_session(session.pk, "Panne")
    seats.reinstate_session(session.pk)
    assert states(session) == {"awa": "cancelled", "form": "cancelled"}
    assert held.pk


def test_a_session_cancelled_again_is_cancelled_for_those_who_said_yes(scene, told):
    seats.cancel_session(scene.pk, "Panne")
    seats.reinstate_session(scene.pk)
    told.clear()
    seats.cancel_session(scene.pk, "Panne encore")
    assert [name for name, _with in told] == ["session_cancelled"]
    assert set(states(scene).values()) == {"cancelled"}


def test_what_is_open_stays_so_and_what_is_over_is_refused(session):
    assert seats.reinstate_session(session.pk).state == SessionState.OPEN
    seats.cancel_session(session.pk, "Panne")
    for later, reason in ((session.starts_at, "closed"), (session.ends_at, "past")):
        with pytest.raises(SessionClosed) as refused:
            seats.reinstate_session(session.pk, now=later)
        assert refused.value.reason == reason
    done = SessionFactory(state=SessionState.DONE, starts_at=timezone.now() - timedelta(days=3))
    with pytest.raises(IllegalMove):
        seats.reinstate_session(done.pk)


def test_the_line_moves_up_at_once_where_room_is_left(session, told):
    [awa] = seats.reserve(session.pk, key="awa")
    seats.reserve(session.pk, key="jean")
    seats.wait(session.pk, key="fatima")
    seats.cancel_session(session.pk, "Panne")
    Seat.objects.filter(pk=awa.pk).update(ending="cancelled")  # she wrote meanwhile that she will not come
    told.clear()
    seats.reinstate_session(session.pk)
    assert states(session) == {"awa": "cancelled", "jean": "offered", "fatima": "offered"}
    assert [name for name, _with in told] == ["seat_offered", "session_reinstated"]
    assert [seat.key for seat in told[1][1]["seats"]] == ["jean"]


def test_a_long_appointment_stays_cancelled_and_is_handed_over_to_be_called(session, told):
    [first] = seats.reserve(session.pk, key="awa")
    Seat.objects.create(session=SessionFactory(offer=session.offer), state=SeatState.CANCELLED, key="awa-2", follows=first)
    seats.cancel_session(session.pk, "Panne")
    told.clear()
    seats.reinstate_session(session.pk)
    assert states(session) == {"awa": "cancelled"}
    assert [seat.pk for seat in told[0][1]["long"]] == [first.pk]

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import HoldExpired, IllegalMove, SessionClosed, SessionFull
from catalogue.agenda.factories import SeatFactory, SessionFactory
from catalogue.agenda.models import Seat, SeatState

LATER = timedelta(minutes=21)


def states(session) -> list[str]:
    return list(Seat.objects.filter(session=session).order_by("pk").values_list("state", flat=True))


def test_a_held_seat_takes_room_until_its_time_is_over(session):
    now = timezone.now()
    seats.hold(session.pk, key="a", count=2, now=now)
    with pytest.raises(SessionFull) as refused:
        seats.hold(session.pk, key="b", now=now)
    assert refused.value.free == 0
    assert seats.hold(session.pk, key="b", now=now + LATER)[0].state == SeatState.HELD


def test_more_seats_than_are_free_takes_none_and_says_how_many_are(session):
    with pytest.raises(SessionFull) as refused:
        seats.hold(session.pk, key="a", count=3)
    assert refused.value.free == 2
    assert states(session) == []


def test_the_same_key_gives_the_same_seats(session):
    first = seats.hold(session.pk, key="a")
    again = seats.hold(session.pk, key="a")
    assert [seat.pk for seat in first] == [seat.pk for seat in again]
    assert len(states(session)) == 1


def test_the_same_key_with_another_count_adds_or_gives_back_the_difference(session):
    seats.hold(session.pk, key="a")
    assert len(seats.hold(session.pk, key="a", count=2)) == 2
    assert len(seats.hold(session.pk, key="a", count=1)) == 1
    assert seats.counts_of(session).held == 1
    with pytest.raises(SessionFull) as refused:
        seats.hold(session.pk, key="a", count=3)
    assert refused.value.free == 1


def test_the_same_key_on_another_session_is_another_seat(session):
    other = SessionFactory()
    assert seats.hold(session.pk, key="a")[0].pk != seats.hold(other.pk, key="a")[0].pk


def test_a_stale_second_click_does_not_book_again_what_was_cancelled(session):
    [seat] = seats.reserve(session.pk, key="a")
    seats.cancel([seat.pk])
    [again] = seats.reserve(session.pk, key="a")
    assert (again.pk, again.state) == (seat.pk, SeatState.CANCELLED)


def test_a_hold_given_back_can_be_taken_again_under_the_same_key(session):
    [seat] = seats.hold(session.pk, key="a")
    seats.release([seat.pk])
    [again] = seats.hold(session.pk, key="a")
    assert (again.pk, again.state) == (seat.pk, SeatState.HELD)


def test_a_hold_lapsed_is_confirmed_when_a_seat_is_still_free(session):
    now = timezone.now()
    [seat] = seats.hold(session.pk, key="a", now=now)
    assert seats.confirm([seat.pk], now=now + LATER)[0].state == SeatState.CONFIRMED


def test_a_hold_lapsed_and_swept_is_still_confirmed_when_a_seat_is_free(session):
    now = timezone.now()
    [seat] = seats.hold(session.pk, key="a", now=now)
    assert seats.sweep(now + LATER) == 1
    assert states(session) == [SeatState.CANCELLED]
    assert seats.confirm([seat.pk], now=now + LATER)[0].state == SeatState.CONFIRMED


def test_a_hold_lapsed_whose_seat_went_to_somebody_else_has_expired(session):
    now = timezone.now()
    mine = seats.hold(session.pk, key="a", count=2, now=now)
    seats.reserve(session.pk, key="b", now=now + LATER)
    with pytest.raises(HoldExpired):
        seats.confirm([seat.pk for seat in mine], now=now + LATER)
    assert seats.counts_of(session, now + LATER).confirmed == 1  # all or none


def test_a_hold_can_be_kept_for_longer(session):
    now = timezone.now()
    [seat] = seats.hold(session.pk, key="a", now=now)
    [seat] = seats.extend([seat.pk], now=now + timedelta(minutes=10))
    assert seat.held_until == now + timedelta(minutes=30)


def test_extending_never_shortens(session):
    now = timezone.now()
    [seat] = seats.hold(session.pk, key="a", minutes=60 * 24 * 30, now=now)
    [seat] = seats.extend([seat.pk], minutes=5, now=now)
    assert seat.held_until == now + timedelta(days=30)


def test_confirming_twice_changes_nothing(session, told):
    [seat] = seats.hold(session.pk, key="a")
    seats.confirm([seat.pk])
    seats.confirm([seat.pk])
    assert [name for name, _with in told] == ["seat_confirmed"]


def test_reserving_under_the_key_of_a_hold_confirms_it(session):
    [seat] = seats.hold(session.pk, key="a")
    [reserved] = seats.reserve(session.pk, key="a")
    assert (reserved.pk, reserved.state) == (seat.pk, SeatState.CONFIRMED)


def test_seats_of_several_sessions_are_confirmed_together_or_not_at_all(session):
    now = timezone.now()
    other = SessionFactory(capacity=1)
    [mine] = seats.hold(session.pk, key="a", now=now)
    [lost] = seats.hold(other.pk, key="a", now=now)
    seats.reserve(other.pk, key="b", now=now + LATER)
    with pytest.raises(HoldExpired):
        seats.confirm([lost.pk, mine.pk], now=now + LATER)
    assert states(session) == [SeatState.HELD]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "draft"}, "not_open"),
        ({"state": "done"}, "past"),
        ({"starts_at": timezone.now() - timedelta(days=1)}, "past"),
        ({"starts_at": timezone.now() - timedelta(minutes=30)}, "closed"),
        ({"booking_closes_at": timezone.now() - timedelta(minutes=1)}, "closed"),
        ({"booking_opens_at": timezone.now() + timedelta(days=1)}, "not_open"),
    ],
)
@pytest.mark.parametrize("take", [seats.hold, seats.reserve, seats.wait, seats.reserve_or_wait])
def test_a_session_that_takes_nobody_says_why(tree, fields, reason, take):
    session = SessionFactory(**fields)
    with pytest.raises(SessionClosed) as refused:
        take(session.pk, key="a")
    assert refused.value.reason == reason


@pytest.mark.parametrize("number", [0, -1, 987_654_321, 2**63, 10**40])
def test_a_session_or_a_seat_that_is_not_there_is_missing(session, number):
    for ask in (
        lambda: seats.hold(number, key="a"),
        lambda: seats.confirm([number]),
        lambda: seats.cancel([number]),
        lambda: seats.reinstate(number),
        lambda: seats.change_capacity(number, 5),
    ):
        with pytest.raises(SessionClosed) as refused:
            ask()
        assert refused.value.reason == "missing"


def test_no_seat_at_all_is_nothing_to_do(session):
    assert seats.confirm([]) == seats.cancel([]) == []


@pytest.mark.parametrize("count", [0, -1, 101])
def test_a_count_out_of_reason_is_a_mistake_of_the_caller(session, count):
    with pytest.raises((ValueError, SessionFull)):
        seats.hold(session.pk, key="a", count=count)
    assert states(session) == []


@pytest.mark.parametrize("key", ["", "x" * 65])
def test_a_key_out_of_reason_is_a_mistake_of_the_caller(session, key):
    with pytest.raises(ValueError, match="key"):
        seats.hold(session.pk, key=key)


def test_a_hold_made_in_time_is_confirmed_after_booking_has_closed(tree):
    now = timezone.now()
    session = SessionFactory(booking_closes_at=now + timedelta(minutes=1))
    [seat] = seats.hold(session.pk, key="a", now=now)
    assert seats.confirm([seat.pk], now=now + timedelta(minutes=5))[0].state == SeatState.CONFIRMED


def test_a_hold_that_lapsed_after_booking_closed_is_not_retaken(tree):
    now = timezone.now()
    session = SessionFactory(booking_closes_at=now + timedelta(minutes=1))
    [seat] = seats.hold(session.pk, key="a", now=now)
    with pytest.raises(SessionClosed):
        seats.confirm([seat.pk], now=now + LATER)


def test_the_host_lets_in_walk_ins_until_the_end_when_there_is_room(tree):
    session = SessionFactory(capacity=1, starts_at=timezone.now() - timedelta(minutes=10))
    with pytest.raises(SessionClosed):
        seats.reserve(session.pk, key="a")
    assert seats.reserve(session.pk, key="a", late=True)[0].state == SeatState.CONFIRMED
    with pytest.raises(SessionFull):
        seats.reserve(session.pk, key="b", late=True)
    with pytest.raises(SessionClosed):
        seats.reserve(session.pk, key="c", late=True, now=timezone.now() + timedelta(hours=3))


def test_a_walk_in_takes_the_seat_of_a_line_that_is_offered_nothing_any_more(tree):
    session = SessionFactory(capacity=1, starts_at=timezone.now() - timedelta(minutes=10))
    SeatFactory(session=session, state=SeatState.WAITING)
    assert seats.reserve(session.pk, key="a", late=True)[0].state == SeatState.CONFIRMED


def test_a_walk_in_does_not_pass_by_the_line_while_booking_is_open(session):
    seats.reserve(session.pk, key="a", count=2)
    seats.wait(session.pk, key="b")
    with pytest.raises(SessionFull):
        seats.reserve(session.pk, key="c", late=True)


def test_a_confirmed_seat_cannot_be_held(session):
    [seat] = seats.reserve(session.pk, key="a")
    with pytest.raises(IllegalMove):
        seats.extend([seat.pk])

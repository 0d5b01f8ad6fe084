"""A seat is sold once, with real threads, on a SQLite file and on PostgreSQL; each with a control that oversells.

The control runs the same scene with the lock off and must show the fault, or the test would prove nothing.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import CapacityTooSmall, HoldExpired, SessionFull
from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Seat, SeatState
from catalogue.agenda.seats import capacity, reinstatement, taking, waiting_list
from tests.agenda.seats.crowd import all_at_once, counting_meets_at, without_the_lock
from tests.trees import plant

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def one_seat(transactional_db):
    plant()
    return SessionFactory(capacity=1)


def taken(session) -> int:
    return Seat.objects.filter(session=session).taking_room().count()


def test_sixty_four_people_after_twelve_seats(one_seat):
    session = SessionFactory(capacity=12, offer=one_seat.offer, place=one_seat.place)

    results = all_at_once(*[lambda n=n: seats.reserve_or_wait(session.pk, key=f"person-{n}") for n in range(64)])

    assert [result for result in results if isinstance(result, Exception)] == []
    got = [seat for [seat] in results]
    assert sum(seat.state == SeatState.CONFIRMED for seat in got) == 12
    waiting = [seat for seat in got if seat.state == SeatState.WAITING]
    assert len(waiting) == 52
    line = list(Seat.objects.filter(session=session).in_line())
    assert [seats.position(seat) for seat in line] == list(range(1, 53))
    assert {seat.pk for seat in line} == {seat.pk for seat in waiting}
    # The line has the order in which people came: each got a later row than the one before.
    assert [seat.pk for seat in line] == sorted(seat.pk for seat in line)
    assert Seat.objects.filter(session=session).count() == 64


def test_two_people_reserve_the_last_seat(one_seat):
    def race():
        return all_at_once(lambda: seats.reserve(one_seat.pk, key="a"), lambda: seats.reserve(one_seat.pk, key="b"))

    with counting_meets_at(2, taking):
        results = race()
    assert taken(one_seat) == 1
    assert sorted(type(result) for result in results if isinstance(result, Exception)) == [SessionFull]


def test_control_two_people_get_the_last_seat_when_the_lock_is_off(one_seat):
    with without_the_lock(), counting_meets_at(2, taking):
        all_at_once(lambda: seats.reserve(one_seat.pk, key="a"), lambda: seats.reserve(one_seat.pk, key="b"))
    assert taken(one_seat) == 2  # oversold


def _lapsed_hold_against_a_newcomer(session):
    past = timezone.now() - timedelta(minutes=30)
    [mine] = seats.hold(session.pk, key="a", now=past)
    seats.sweep(timezone.now())
    with counting_meets_at(2, taking):
        return all_at_once(lambda: seats.confirm([mine.pk]), lambda: seats.reserve(session.pk, key="b"))


def test_a_lapsed_hold_is_confirmed_while_somebody_takes_its_seat(one_seat):
    results = _lapsed_hold_against_a_newcomer(one_seat)
    assert taken(one_seat) == 1
    assert sum(isinstance(result, (SessionFull, HoldExpired)) for result in results) == 1


def test_control_both_have_it_when_the_lock_is_off(one_seat):
    with without_the_lock():
        _lapsed_hold_against_a_newcomer(one_seat)
    assert taken(one_seat) == 2


def _double_click(session):
    with counting_meets_at(2, taking):
        return all_at_once(lambda: seats.reserve(session.pk, key="click"), lambda: seats.reserve(session.pk, key="click"))


def test_a_double_click_is_one_booking(one_seat):
    session = SessionFactory(capacity=5, offer=one_seat.offer, place=one_seat.place)
    [first], [second] = _double_click(session)
    assert first.pk == second.pk
    assert Seat.objects.filter(session=session).count() == 1


def test_control_a_double_click_breaks_when_the_lock_is_off(one_seat):
    session = SessionFactory(capacity=5, offer=one_seat.offer, place=one_seat.place)
    with without_the_lock():
        results = _double_click(session)
    # The database's unique key still refuses the second booking, but with an error instead of the same seat.
    assert sum(isinstance(result, Exception) for result in results) == 1


def _cancelled_while_wanted(session):
    [mine] = seats.reserve(session.pk, key="a")
    [next_in_line] = seats.wait(session.pk, key="b")
    with counting_meets_at(2, waiting_list, taking):
        all_at_once(lambda: seats.cancel([mine.pk]), lambda: _quietly(lambda: seats.reserve(session.pk, key="c")))
    next_in_line.refresh_from_db()
    return next_in_line


def _quietly(work):
    try:
        return work()
    except SessionFull:
        return None


def test_a_seat_cancelled_while_a_newcomer_reserves_goes_to_the_line(one_seat):
    next_in_line = _cancelled_while_wanted(one_seat)
    assert next_in_line.state == SeatState.OFFERED
    assert not Seat.objects.filter(session=one_seat, key="c").exists()
    assert taken(one_seat) == 1


def _capacity_lowered_while_booked(session):
    with counting_meets_at(2, taking, capacity):
        return all_at_once(lambda: seats.reserve(session.pk, key="b"), lambda: seats.change_capacity(session.pk, 1))


def test_the_capacity_is_lowered_while_somebody_books(one_seat):
    session = SessionFactory(capacity=2, offer=one_seat.offer, place=one_seat.place)
    seats.reserve(session.pk, key="a")
    results = _capacity_lowered_while_booked(session)
    session.refresh_from_db()
    assert taken(session) <= session.capacity
    assert sum(isinstance(result, (SessionFull, CapacityTooSmall)) for result in results) == 1


def test_control_the_capacity_falls_under_the_seats_sold_when_the_lock_is_off(one_seat):
    session = SessionFactory(capacity=2, offer=one_seat.offer, place=one_seat.place)
    seats.reserve(session.pk, key="a")
    with without_the_lock():
        _capacity_lowered_while_booked(session)
    session.refresh_from_db()
    assert taken(session) > session.capacity


def _reinstated_while_reserved(session):
    [mine] = seats.reserve(session.pk, key="a")
    seats.cancel([mine.pk])
    with counting_meets_at(2, taking, reinstatement):
        all_at_once(
            lambda: _quietly(lambda: seats.reinstate(mine.pk)),
            lambda: _quietly(lambda: seats.reserve(session.pk, key="b")),
        )
    return taken(session)


def test_a_seat_is_reinstated_while_somebody_reserves_it(one_seat):
    assert _reinstated_while_reserved(one_seat) == 1


def test_control_it_is_sold_twice_when_the_lock_is_off(one_seat):
    with without_the_lock():
        assert _reinstated_while_reserved(one_seat) == 2


def test_one_offer_is_made_for_one_seat_when_two_sweeps_run_at_once(one_seat):
    past = timezone.now() - timedelta(minutes=30)
    seats.hold(one_seat.pk, key="a", now=past)
    for n in range(3):
        seats.wait(one_seat.pk, key=f"line-{n}", now=past)
    now = timezone.now()
    results = all_at_once(lambda: seats.sweep(now), lambda: seats.sweep(now))
    assert not [result for result in results if isinstance(result, Exception)]
    assert Seat.objects.filter(session=one_seat, state=SeatState.OFFERED).count() == 1


def test_bookings_of_two_sessions_in_opposite_orders_do_not_wait_for_each_other(one_seat):
    other = SessionFactory(capacity=1, offer=one_seat.offer, place=one_seat.place)
    [x], [y] = seats.hold(one_seat.pk, key="x"), seats.hold(other.pk, key="y")
    results = all_at_once(*[lambda ids=ids: seats.extend(ids) for ids in ([x.pk, y.pk], [y.pk, x.pk]) * 8])
    assert not [result for result in results if isinstance(result, Exception)]

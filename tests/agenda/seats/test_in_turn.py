"""A long appointment: one person in consecutive sessions, all or none, whatever becomes of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import HoldExpired, SessionFull
from catalogue.agenda.factories import SessionFactory, in_days
from catalogue.agenda.models import Ending, Seat, SeatState
from tests.agenda.seats.crowd import all_at_once
from tests.trees import plant

HALF = timedelta(minutes=30)


def a_day_of_slots(number: int = 3):
    first = SessionFactory(capacity=1, has_waiting_list=False, starts_at=in_days(10), hours=0.5)
    return [first] + [
        SessionFactory(
            capacity=1,
            has_waiting_list=False,
            offer=first.offer,
            place=first.place,
            starts_at=first.starts_at + HALF * more,
            hours=0.5,
        )
        for more in range(1, number)
    ]


@pytest.fixture
def slots(tree):
    return a_day_of_slots()


def states(slots) -> list[list[str]]:
    return [list(Seat.objects.filter(session=slot).order_by("pk").values_list("state", flat=True)) for slot in slots]


def ids(slots) -> list[int]:
    return [slot.pk for slot in slots]


def test_one_that_is_taken_refuses_all(slots):
    seats.reserve(slots[1].pk, key="other")
    with pytest.raises(SessionFull):
        seats.hold_in_turn(ids(slots), key="a")
    assert states(slots) == [[], ["confirmed"], []]


def test_confirmed_extended_and_given_back_together(slots):
    first = seats.hold_in_turn(ids(slots[:2]), key="a")
    assert first.session_id == slots[0].pk and states(slots) == [["held"], ["held"], []]
    [kept] = seats.extend([first.pk], minutes=40)
    assert kept.pk == first.pk and Seat.objects.values("held_until").distinct().count() == 1
    [confirmed] = seats.confirm([first.pk])
    assert confirmed.pk == first.pk and states(slots) == [["confirmed"], ["confirmed"], []]
    seats.cancel([first.pk])
    assert states(slots) == [["cancelled"], ["cancelled"], []]
    seats.reinstate(first.pk)
    assert states(slots) == [["confirmed"], ["confirmed"], []]


def test_the_same_key_gives_the_same_seats(slots):
    first = seats.hold_in_turn(ids(slots), key="a")
    assert seats.hold_in_turn(ids(slots), key="a").pk == first.pk
    assert Seat.objects.count() == 3 and first.followers.count() == 2


def test_a_hold_that_ran_out_is_taken_again_only_when_all_its_slots_are_free(slots):
    past = timezone.now() - timedelta(minutes=30)
    first = seats.hold_in_turn(ids(slots[:2]), key="a", now=past)
    other = seats.hold(slots[1].pk, key="b")[0]
    with pytest.raises(HoldExpired):
        seats.confirm([first.pk])
    seats.release([other.pk])
    seats.confirm([first.pk])
    assert states(slots[:2]) == [["confirmed"], ["confirmed", "cancelled"]]


def test_a_slot_that_is_cancelled_takes_the_others_with_it_and_is_told_once(slots, told):
    first = seats.reserve_in_turn(ids(slots), key="a")
    told.clear()
    seats.cancel_session(slots[1].pk, "Absence")
    assert states(slots) == [["cancelled"], ["cancelled"], ["cancelled"]]
    [(name, kwargs)] = told
    assert name == "session_cancelled" and first.pk in [seat.pk for seat in kwargs["seats"]]
    first.refresh_from_db()
    assert first.ending == Ending.SESSION_CANCELLED


def a_race_for_overlapping_slots():
    plant()
    one, two, three = ids(a_day_of_slots())
    works = [[one, two], [two, three], [three, two], [two, one]]
    return all_at_once(*[lambda turn=turn, n=n: seats.hold_in_turn(turn, key=f"person-{n}") for n, turn in enumerate(works * 3)])


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_people_after_overlapping_slots_get_all_of_theirs_or_nothing():
    """Twelve at once, in both orders: nobody has half an appointment, nobody waits for ever for another's slot."""
    results = a_race_for_overlapping_slots()
    got = [result for result in results if isinstance(result, Seat)]
    assert {type(result) for result in results if not isinstance(result, Seat)} == {SessionFull}
    assert len(got) == 1  # they all want the middle one
    assert Seat.objects.filter(state=SeatState.HELD).count() == 2


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_slot_is_cancelled_while_somebody_takes_it_with_the_next():
    plant()
    slots = a_day_of_slots(2)
    results = all_at_once(
        lambda: seats.reserve_in_turn(ids(slots), key="a"),
        lambda: seats.cancel_session(slots[1].pk, "Absence"),
        lambda: seats.cancel_session(slots[0].pk, "Absence"),
    )
    assert not [result for result in results if isinstance(result, Exception) and "closed" not in type(result).__name__.lower()]
    assert not Seat.objects.alive().exists()

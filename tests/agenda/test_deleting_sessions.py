"""A session is deleted while somebody takes a seat in it: one of the two wins, and neither meets an error."""

import pytest

from catalogue.agenda import seats, sessions
from catalogue.agenda.errors import HasSeats, SessionClosed
from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Seat, Session
from tests.agenda.seats.crowd import all_at_once
from tests.trees import plant


def test_a_session_somebody_had_a_seat_in_is_never_deleted(session):
    [seat] = seats.hold(session.pk, key="awa")
    seats.release([seat.pk])
    with pytest.raises(HasSeats):
        sessions.delete_session(session.pk)


def test_deleting_twice_finds_nothing_the_second_time(session):
    sessions.delete_session(session.pk)
    with pytest.raises(SessionClosed) as refused:
        sessions.delete_session(session.pk)
    assert refused.value.reason == "missing"


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_deleted_while_it_is_being_booked_either_the_seat_or_the_deletion_wins():
    plant()
    first = SessionFactory(capacity=3)
    for _turn in range(6):
        _one_race(SessionFactory(offer=first.offer, place=first.place, capacity=3).pk)


def _one_race(pk: int) -> None:
    takers = [lambda n=n: seats.hold(pk, key=f"p{n}") for n in range(3)]
    results = all_at_once(lambda: sessions.delete_session(pk), *takers)
    raised = [result for result in results if isinstance(result, Exception)]
    there = Session.objects.filter(pk=pk).exists()
    assert all(isinstance(one, HasSeats if there else SessionClosed) for one in raised), raised
    assert Seat.objects.filter(session=pk).count() == (3 if there else 0)

"""What happens to seats elsewhere is heard by the registration, and told once."""

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.factories import SeatFactory, in_days
from catalogue.agenda.models import Seat, SeatState
from catalogue.agenda.schedule import set_meetings
from catalogue.agenda.sessions import cancel_session
from catalogue.training.change_seats import TooLate, accept_offers, cancel, change_seats
from catalogue.training.models import RegistrationState
from catalogue.training.models.registration import MOVES
from catalogue.training.moves import MoveRefused, move
from core.models import Message

pytestmark = pytest.mark.django_db


def kinds():
    return list(Message.objects.exclude(state="withdrawn").order_by("pk").values_list("kind", flat=True))


def test_when_the_host_cancels_the_last_seat_the_registration_is_cancelled_and_told_once(session, registered):
    registration = registered(session, seat_count=2)
    first, second = registration.seats()
    seats.cancel([first.pk])
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    seats.cancel([second.pk])
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED
    assert kinds() == ["registration_cancelled"]


def test_a_cancelled_session_is_told_with_its_reason(session, registered):
    registration = registered(session)
    cancel_session(session.pk, "La formatrice est malade.")
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED
    message = Message.objects.get(kind="registration_session_cancelled")
    assert "La formatrice est malade." in message.body
    assert "registration_cancelled" not in kinds()


def test_other_dates_are_told(session, registered):
    registered(session)
    set_meetings(session, [(in_days(20), in_days(20, 17)), (in_days(21), in_days(21, 17))])
    message = Message.objects.get(kind="registration_changed")
    assert message.body.count(" à 18\u00a0h") == 2


def test_seats_offered_together_are_told_in_one_message_and_taken_together(session, registered):
    taken = SeatFactory.create_batch(12, session=session)
    registration = registered(session, waits=True, seat_count=2)
    seats.cancel([taken[0].pk, taken[1].pk])
    assert kinds().count("registration_offered") == 1
    assert registration.seats(SeatState.OFFERED).count() == 2
    accept_offers(registration.pk)
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    assert kinds().count("registration_confirmed") == 1


def test_cancelling_in_line_leaves_the_line(session, registered):
    SeatFactory.create_batch(12, session=session)
    registration = registered(session, waits=True)
    cancel(registration.pk)
    assert not registration.seats().exists()


def test_what_was_not_sent_yet_is_withdrawn_when_it_is_cancelled(session, registered):
    registration = registered(session)
    cancel(registration.pk)
    assert kinds() == ["registration_cancelled"]


def test_a_registration_that_is_over_changes_no_more(session, registered):
    registration = registered(session)
    cancel(registration.pk)
    with pytest.raises(TooLate):
        change_seats(registration.pk, 2)
    with pytest.raises(TooLate):
        accept_offers(registration.pk)


def test_only_the_moves_of_the_table_are_made_and_each_is_logged(session, registered):
    registration = registered(session)
    for state, wanted in product(RegistrationState.values, repeat=2):
        registration.state = state
        registration.save()
        before = registration.events.count()
        if wanted in MOVES[state]:
            move(registration, wanted)
            assert registration.events.count() == before + 1
        else:
            with pytest.raises(MoveRefused):
                move(registration, wanted)
            assert registration.events.count() == before


def test_an_offer_that_ran_out_does_not_cost_the_other_seats_of_the_team(session, registered):
    taken = seats.reserve(session.pk, key="others", count=12)
    registration = registered(session, waits=True, seat_count=3)
    seats.wait(session.pk, key="behind")
    seats.cancel([seat.pk for seat in taken[:2]])
    first, second = registration.seats(SeatState.OFFERED)
    Seat.objects.filter(pk=first.pk).update(held_until=timezone.now() - timedelta(minutes=1))
    accept_offers(registration.pk)
    second.refresh_from_db()
    assert second.state == SeatState.CONFIRMED
    seats.sweep(timezone.now())  # each minute: what ran out is passed on
    assert Seat.objects.get(key="behind").state == SeatState.OFFERED

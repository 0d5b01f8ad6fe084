"""Give places back: the person does not have to say why."""

from collections.abc import Iterable

from django.db import transaction

from catalogue.agenda import seats
from catalogue.agenda.models import SeatState

from .models import Booking, Participant
from .reserving import locked


def cancel(booking: Booking, participants: Iterable[Participant] | None = None) -> Booking:
    """Cancel a booking, waiting or confirmed, or only the seats of some of its people. Twice is once.

    A draft is dropped with what was typed; of some people only, they are left out of it. The freed seats go to the first in
    line, and with the last one the reminders not sent yet are withdrawn, in this same transaction.
    """
    with transaction.atomic():
        booking = locked(booking)
        people = list(booking.participants.all())
        leaving = people if participants is None else _among(people, participants)
        taken = [person.seat.pk for person in leaving if person.seat]
        if booking.is_draft:
            held = [person.seat.pk for person in leaving if person.seat and person.seat.state == SeatState.HELD]
            if held:
                seats.release(held)
            if len(leaving) == len(people):
                booking.delete()
                return booking
            Participant.objects.filter(pk__in=[person.pk for person in leaving]).delete()
        elif taken:
            seats.cancel(taken)
        return Booking.objects.with_people().get(pk=booking.pk)


def _among(people: list[Participant], wanted: Iterable[Participant]) -> list[Participant]:
    """Return those of a booking's people who are wanted, read under the lock; others' people are nobody."""
    keys = {person.pk for person in wanted}
    return [person for person in people if person.pk in keys]

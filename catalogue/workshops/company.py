"""Coming together: family or friends join a draft, each with a seat of their own; or one of them stays at home after all."""

from django.db import transaction

from catalogue.agenda import seats
from core.tokens import new_token

from . import cancelling
from .models import Booking, Participant
from .models.booking import MOST_PEOPLE
from .reserving import HOLD_MINUTES, locked


def most_people(booking: Booking) -> int:
    """Return how many people a booking may bring: as many as its session has seats, five at most."""
    return min(MOST_PEOPLE, booking.session.capacity) if booking.session else 1


def bring(booking: Booking, count: int) -> Booking:
    """Make a draft one of ``count`` people, each new one with a seat held; there are no fewer afterwards than before.

    So a second press of the same button, or a page sent again, brings nobody more. SessionFull(free), SessionClosed: nobody was added.
    """
    with transaction.atomic():
        booking = locked(booking)
        if not booking.is_draft or booking.session_id is None:
            return booking
        more = min(count, most_people(booking)) - len(booking.participants.all())
        if more > 0:
            held = [None] * more if booking.waits else seats.hold(booking.session_id, key=new_token(), count=more, minutes=HOLD_MINUTES)
            for seat in held:
                Participant.objects.create(booking=booking, seat=seat)
        return Booking.objects.with_people().get(pk=booking.pk)


def leave_out(booking: Booking, person_key: int) -> Booking:
    """Take one of several people out of a draft; their seat is given back. The first one stays: stopping is cancelling.py's job."""
    person = next((person for person in list(booking.participants.all())[1:] if person.pk == person_key), None)
    if person is None or not booking.is_draft:
        return booking
    return cancelling.cancel(booking, [person])

"""Give a place back: the person does not have to say why."""

from django.db import transaction

from catalogue.agenda import seats

from .models import Booking
from .reserving import locked


def cancel(booking: Booking) -> Booking:
    """Cancel a booking, waiting or confirmed; a draft is dropped with what was typed. Twice is once.

    The freed seat goes to the first in line, and the reminders not sent yet are withdrawn, in this same transaction.
    """
    with transaction.atomic():
        booking = locked(booking)
        taken = [participant.seat_id for participant in booking.participants.all() if participant.seat_id]
        if booking.is_draft:
            if taken:
                seats.release(taken)
            booking.delete()
            return booking
        if taken:
            seats.cancel(taken)
        return Booking.objects.with_people().get(pk=booking.pk)

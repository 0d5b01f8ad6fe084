"""What agenda says about seats and sessions becomes a message, in the same transaction."""

from django.dispatch import receiver

from catalogue.agenda import signals
from catalogue.agenda.models import Seat, SeatState

from . import telling
from .models import Booking
from .stage import live_seats_of


def _booking_of(seat) -> Booking | None:
    """Return the submitted booking of a seat; drafts are told nothing."""
    return Booking.objects.submitted().with_people().filter(participants__seat=seat).first()


@receiver(signals.seat_confirmed, dispatch_uid="workshops.seat_confirmed")
@receiver(signals.seat_offered, dispatch_uid="workshops.seat_offered")
def seat_changed(seat, **kwargs) -> None:
    if booking := _booking_of(seat):
        telling.tell_seat(booking, seat)


@receiver(signals.seat_cancelled, dispatch_uid="workshops.seat_cancelled")
def seat_cancelled(seat, **kwargs) -> None:
    """Told once, when the last of the booking's people has given their seat back: while one still comes, nothing is cancelled."""
    booking = _booking_of(seat)
    if booking is not None and not live_seats_of(booking):
        telling.tell_cancelled(booking)


@receiver(signals.session_cancelled, dispatch_uid="workshops.session_cancelled")
def session_cancelled(session, seats, **kwargs) -> None:
    bookings = Booking.objects.submitted().with_people().filter(participants__seat__in=[seat.pk for seat in seats]).distinct()
    for booking in bookings:
        telling.tell_session_cancelled(booking)


@receiver(signals.session_moved, dispatch_uid="workshops.session_moved")
def session_moved(session, after, **kwargs) -> None:
    going = (SeatState.CONFIRMED, SeatState.WAITING, SeatState.OFFERED)
    for booking in Booking.objects.submitted().with_people().filter(session=session, participants__seat__state__in=going).distinct():
        telling.tell_session_moved(booking, after)
    later = Booking.objects.submitted().with_people().filter(participants__seat__followers__in=Seat.objects.alive().filter(session=session))
    for booking in later.distinct():
        telling.tell_slot_moved(booking, session)


@receiver(signals.session_reinstated, dispatch_uid="workshops.session_reinstated")
def session_reinstated(session, seats, long, **kwargs) -> None:
    for booking in Booking.objects.submitted().with_people().filter(participants__seat__in=[seat.pk for seat in seats]).distinct():
        telling.tell_session_reinstated(booking)
    for booking in Booking.objects.submitted().with_people().filter(participants__seat__in=[seat.pk for seat in long]).distinct():
        telling.call_about_reinstated(booking)

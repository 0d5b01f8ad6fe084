"""What the team does for somebody, at the counter or on the phone. Seats move by agenda's functions alone."""

from django.db import transaction
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.models import SeatState
from core.tokens import new_token

from . import telling
from .models import Booking, BookingChannel, Participant
from .reserving import locked
from .stage import seats_of


def add_person(session_id: int, *, key: str, first_name: str, phone: str = "", channel: str = BookingChannel.WALK_IN, **contact) -> Booking:
    """Give a seat to somebody who came or called; the same key gives the same booking back.

    A walk-in may still take a free seat after booking has closed. SessionFull, SessionClosed.
    """
    with transaction.atomic():
        known = Booking.objects.with_people().filter(key=key).first()
        if known is not None:
            return known
        seat = seats.reserve(session_id, key=key, late=channel == BookingChannel.WALK_IN)[0]
        booking = Booking.objects.create(
            key=key,
            session=seat.session,
            offer_id=seat.session.offer_id,
            phone=phone,
            has_no_phone=not phone,
            channel=channel,
            submitted_at=timezone.now(),
            **contact,
        )
        Participant.objects.create(booking=booking, seat=seat, first_name=first_name)
        booking = Booking.objects.with_people().get(pk=booking.pk)
        if channel != BookingChannel.WALK_IN:  # who stands at the counter needs no message
            telling.tell_seat(booking)
        return booking


def reinstate(booking: Booking) -> Booking:
    """Give the cancelled seats of a booking back to its people, if as many are free and nobody waits. SessionFull, SessionClosed."""
    with transaction.atomic():
        booking = locked(booking)
        for seat in seats_of(booking):
            if seat.state == SeatState.CANCELLED:
                seats.reinstate(seat.pk, late=True)
    return Booking.objects.with_people().get(pk=booking.pk)


def correct(booking: Booking, *, first_name: str, phone: str, **contact) -> None:
    """Correct what was written down; messages not sent yet go to the new number."""
    with transaction.atomic():
        booking = locked(booking)
        was = booking.phone, booking.email
        for name, value in {"phone": phone, "has_no_phone": not phone, **contact}.items():
            setattr(booking, name, value)
        booking.save()
        person = booking.participant or Participant(booking=booking)
        person.first_name = first_name
        person.save()
        if (booking.phone, booking.email) != was:
            telling.move_to_new_address(booking, was)


def new_link(booking: Booking) -> str:
    """Revoke the private link and return the new token."""
    token = new_token()
    Booking.objects.filter(pk=booking.pk).update(token=token)
    return token

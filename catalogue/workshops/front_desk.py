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


def add_person(
    session_id: int,
    *,
    key: str,
    first_name: str,
    phone: str = "",
    channel: str = BookingChannel.WALK_IN,
    over_reason: str = "",
    **contact,
) -> Booking:
    """Give a seat to somebody who came or called; the same key gives the same booking back.

    A walk-in may still take a free seat after booking has closed. ``over_reason``: one more than the capacity, on purpose.
    SessionFull, SessionClosed; ValidationError as ``seats.overbook``.
    """
    with transaction.atomic():
        known = Booking.objects.with_people().filter(key=key).first()
        if known is not None:
            return known
        if over_reason:
            seat = seats.overbook(session_id, key=key, reason=over_reason)[0]
        else:
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


def seat_waiting(participant: Participant, *, reason: str) -> Participant:
    """Seat somebody who waits and is here, beyond the capacity if need be, for a reason. Twice is once.

    SessionClosed; ValidationError as ``seats.overbook``; Booking.DoesNotExist.
    """
    with transaction.atomic():
        booking = locked(participant.booking)
        person = next(one for one in booking.participants.all() if one.pk == participant.pk)
        old = person.seat
        if old is None or old.state == SeatState.CONFIRMED:
            return person
        person.seat = seats.overbook(old.session_id, key=new_token(), reason=reason)[0]
        person.save(update_fields=["seat"])
        if old.state != SeatState.CANCELLED:
            seats.cancel([old.pk])  # nobody sits there any more, so that nobody is told that it is cancelled
        return person


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

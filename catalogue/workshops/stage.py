"""Where a booking stands: one value computed from its seat, its session and the clock."""

from datetime import datetime
from enum import StrEnum
from typing import cast

from django.utils import timezone

from catalogue.agenda.models import Ending, Seat, SeatState, SessionState

from .models import Booking


class Stage(StrEnum):
    """In the order they are looked at.

    GONE: the session was deleted. CALLED_OFF: the session was cancelled. PAST: it is over.
    DRAFT: not confirmed by the person yet, held or not. CANCELLED: the seat was given back.
    OFFERED: a seat is kept for someone who waited. LAPSED: that offer ran out.
    """

    GONE = "gone"
    CALLED_OFF = "called_off"
    PAST = "past"
    DRAFT = "draft"
    CANCELLED = "cancelled"
    OFFERED = "offered"
    LAPSED = "lapsed"
    WAITING = "waiting"
    CONFIRMED = "confirmed"


def stage_of(booking: Booking, now: datetime | None = None) -> Stage:
    """Return where the booking stands; reads its session and its first participant's seat."""
    now = now or timezone.now()
    session, seat = booking.session, seat_of(booking)
    if session is None:
        return Stage.GONE
    if session.state == SessionState.CANCELLED:
        return Stage.CALLED_OFF
    if not booking.is_draft and (seat is None or seat.state == SeatState.CANCELLED):
        return Stage.LAPSED if seat is not None and seat.ending == Ending.LAPSED else Stage.CANCELLED
    if session.ends_at <= now:
        return Stage.PAST
    if booking.is_draft:
        return Stage.DRAFT
    if seat is not None and seat.state == SeatState.OFFERED:
        return Stage.OFFERED if seat.held_until and seat.held_until > now else Stage.LAPSED
    if seat is not None and seat.state == SeatState.WAITING:
        return Stage.WAITING
    return Stage.CONFIRMED


def seat_of(booking: Booking) -> Seat | None:
    participant = booking.participant
    return participant.seat if participant else None


def own_seat(booking: Booking) -> Seat:
    """Return the seat of a booking that has one for sure."""
    return cast("Seat", seat_of(booking))


def is_held(booking: Booking, now: datetime | None = None) -> bool:
    """Tell whether a draft's seat is still kept for the person."""
    seat = seat_of(booking)
    return bool(seat and seat.state == SeatState.HELD and seat.held_until and seat.held_until > (now or timezone.now()))

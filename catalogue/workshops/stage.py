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
    """Return where the booking stands; reads its session and the seats of its people.

    Of several people, what asks for an answer comes first, then a seat, then the line: see ``seats_of`` for each one.
    """
    now = now or timezone.now()
    session = booking.session
    if session is None:
        return Stage.GONE
    if session.state == SessionState.CANCELLED:
        return Stage.CALLED_OFF
    live, last = live_seats_of(booking), seat_of(booking)
    if not booking.is_draft and not live:
        endings: dict[str, Stage] = {Ending.LAPSED: Stage.LAPSED, Ending.SESSION_CANCELLED: Stage.CALLED_OFF}
        return endings.get(last.ending, Stage.CANCELLED) if last is not None else Stage.CANCELLED
    if session.ends_at <= now:
        return Stage.PAST
    if booking.is_draft:
        return Stage.DRAFT
    offered = [seat for seat in live if seat.state == SeatState.OFFERED]
    if any(seat.is_live(now) for seat in offered):
        return Stage.OFFERED
    states = {seat.state for seat in live}
    if SeatState.CONFIRMED in states:
        return Stage.CONFIRMED
    if SeatState.WAITING in states:
        return Stage.WAITING
    return Stage.LAPSED if offered else Stage.CONFIRMED


def seats_of(booking: Booking) -> list[Seat]:
    """Return the seat of each person who has one, in the order of the people, whatever became of it."""
    return [person.seat for person in booking.participants.all() if person.seat is not None]


def live_seats_of(booking: Booking) -> list[Seat]:
    """Return the seats nobody gave back: held, offered, confirmed or waiting."""
    return [seat for seat in seats_of(booking) if seat.state != SeatState.CANCELLED]


def seat_of(booking: Booking) -> Seat | None:
    """Return the first seat that was not given back, else the first one: how it ended tells what became of the booking."""
    return next(iter(live_seats_of(booking) or seats_of(booking)), None)


def own_seat(booking: Booking) -> Seat:
    """Return the seat of a booking that has one for sure."""
    return cast("Seat", seat_of(booking))


def is_held(booking: Booking, now: datetime | None = None) -> bool:
    """Tell whether a draft's seats are still kept for all its people."""
    now = now or timezone.now()
    people = booking.participants.all()
    return bool(people) and all(person.seat and person.seat.state == SeatState.HELD and person.seat.is_live(now) for person in people)

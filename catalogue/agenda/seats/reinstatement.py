"""Give a cancelled seat back to the person who had it."""

from datetime import datetime

from django.utils import timezone

from ..errors import SessionFull
from ..models import Seat, SeatState, Session
from .counting import counts_of
from .locking import asked_for, locked_seats
from .moves import move
from .waiting_list import refuse_closed, settle


def reinstate(seat_id: int, *, late: bool = False, now: datetime | None = None) -> Seat:
    """Confirm a cancelled seat again, if one is free and nobody waits for it. ``late``: at the door, as in ``reserve``.

    SessionFull(free), SessionClosed(reason). A seat that is confirmed already is given back as it is.
    """
    with locked_seats([seat_id]) as groups:
        now = now or timezone.now()
        written = [_again(session, seat, late, now) for session, seats in groups for seat in seats]
    return asked_for([seat_id], written)[0]


def _again(session: Session, seat: Seat, late: bool, now: datetime) -> Seat:
    if seat.state == SeatState.CONFIRMED:
        return seat
    refuse_closed(session, now, late=late)
    settle(session, now)
    seat.refresh_from_db()
    counts = counts_of(session, now)
    free = counts.room if session.why_closed(now) else counts.free
    if seat.state == SeatState.CANCELLED and free < 1:
        raise SessionFull(free)
    return move(seat, SeatState.CONFIRMED, session=session, now=now)

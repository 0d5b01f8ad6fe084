"""Confirm seats that were held, or offered to the first in line."""

from datetime import datetime

from django.utils import timezone

from ..errors import IllegalMove, SessionClosed
from ..models import Seat, SeatState
from .locking import asked_for, locked_seats
from .moves import move
from .taking import retake


def confirm(seat_ids: list[int], *, now: datetime | None = None, tell: bool = True) -> list[Seat]:
    """Confirm all these seats, or none. Confirmed ones stay so; a lapsed hold or offer is retaken if a seat is still free.

    A hold made in time can be confirmed after booking has closed, until the end of the session.
    ``tell=False``: the caller itself writes to the person, so no signal is sent.
    HoldExpired, SessionClosed(reason), IllegalMove (a seat still waiting, or cancelled after it was confirmed).
    """
    written: list[Seat] = []
    with locked_seats(seat_ids) as groups:
        now = now or timezone.now()
        for session, seats in groups:
            for seat in seats:
                if seat.state == SeatState.WAITING:
                    raise IllegalMove(seat.state, SeatState.CONFIRMED)
            if (reason := session.why_closed(now)) in ("cancelled", "past"):
                raise SessionClosed(reason)
            retake(session, [seat for seat in seats if not seat.is_live(now)], now)
            written += [
                seat if seat.state == SeatState.CONFIRMED else move(seat, SeatState.CONFIRMED, session=session, now=now, tell=tell)
                for seat in seats
            ]
    return asked_for(seat_ids, written)


def accept_offer(seat_id: int, *, now: datetime | None = None) -> Seat:
    """Confirm the seat offered to somebody in line; the same rules as ``confirm``."""
    return confirm([seat_id], now=now)[0]

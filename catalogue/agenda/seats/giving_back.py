"""Give seats back; each goes to the first in line."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from ..errors import IllegalMove
from ..models import Ending, Seat, SeatState
from .locking import asked_for, locked_seats
from .moves import move
from .waiting_list import settle


def cancel(seat_ids: list[int], *, now: datetime | None = None) -> list[Seat]:
    """Cancel seats in whatever state, at the wish of the person or of the team; those already cancelled stay as they are."""
    return _end(seat_ids, lambda seat: Ending.CANCELLED, now)


def release(seat_ids: list[int], *, now: datetime | None = None) -> list[Seat]:
    """Give back seats that were not confirmed yet. IllegalMove for a confirmed one: a stale "back" cannot cancel a booking."""

    def ending(seat: Seat) -> Ending:
        if seat.state == SeatState.CONFIRMED:
            raise IllegalMove(seat.state, SeatState.CANCELLED)
        return Ending.RELEASED

    return _end(seat_ids, ending, now)


def _end(seat_ids: list[int], ending: Callable[[Seat], Ending], now: datetime | None) -> list[Seat]:
    written: list[Seat] = []
    with locked_seats(seat_ids) as groups:
        now = now or timezone.now()
        for session, seats in groups:
            for seat in seats:
                if seat.state != SeatState.CANCELLED:
                    move(seat, SeatState.CANCELLED, session=session, now=now, ending=ending(seat))
                written.append(seat)
            settle(session, now)
    return asked_for(seat_ids, written)

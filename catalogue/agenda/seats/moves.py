"""The one place where a seat's state is written, and the table of what may follow what."""

from datetime import datetime

from ..errors import IllegalMove
from ..models import Ending, Seat, SeatState, Session
from ..signals import seat_cancelled, seat_confirmed, seat_offered

NEW: None = None
HELD, CONFIRMED, WAITING, OFFERED, CANCELLED = (
    SeatState.HELD,
    SeatState.CONFIRMED,
    SeatState.WAITING,
    SeatState.OFFERED,
    SeatState.CANCELLED,
)

ALLOWED: dict[str | None, frozenset[str]] = {
    NEW: frozenset({HELD, CONFIRMED, WAITING}),
    HELD: frozenset({HELD, CONFIRMED, CANCELLED}),  # to held again: for longer
    WAITING: frozenset({OFFERED, CANCELLED}),
    OFFERED: frozenset({CONFIRMED, CANCELLED}),
    CONFIRMED: frozenset({CANCELLED}),
    # Taken anew: a hold or an offer that lapsed, a place in line again, a seat reinstated.
    CANCELLED: frozenset({HELD, CONFIRMED, WAITING}),
}


def move(
    seat: Seat, state: SeatState, *, session: Session, now: datetime, until: datetime | None = None, ending: str = "", tell: bool = True
) -> Seat:
    """Write a seat's new state and tell the rooms above. The session is locked, and the room was counted, by the caller."""
    was = seat.state if seat.pk else NEW
    if state not in ALLOWED[was]:
        raise IllegalMove(was, state)
    seat.session = session
    seat.state = state
    seat.held_until = until if state in (HELD, OFFERED) else None
    if state == CONFIRMED:
        seat.confirmed_at = now
    if state == WAITING:
        seat.waiting_since = now
    seat.cancelled_at = now if state == CANCELLED else None
    seat.ending = ending if state == CANCELLED else ""
    seat.save()
    seat.was = was
    if tell:
        _tell(seat, session, was)
    return seat


def _tell(seat: Seat, session: Session, was: str | None) -> None:
    if seat.state == OFFERED:
        seat_offered.send(sender=Seat, seat=seat, session=session)
    elif seat.state == CONFIRMED:
        seat_confirmed.send(sender=Seat, seat=seat, session=session, was=was)
    elif seat.state == CANCELLED and seat.ending not in (Ending.SESSION_CANCELLED, Ending.OVER):
        seat_cancelled.send(sender=Seat, seat=seat, session=session, was=was)

"""Change how many people a session takes."""

from datetime import datetime

from django.utils import timezone

from ..errors import CapacityTooSmall, SessionClosed
from ..models import Session, SessionState
from .counting import counts_of
from .locking import locked_session
from .waiting_list import settle

LARGEST = 1000


def change_capacity(session_id: int, capacity: int, *, now: datetime | None = None) -> Session:
    """Set a session's capacity; new room is offered to the line.

    CapacityTooSmall(sold) below the seats already taken: nobody loses a seat. SessionClosed("cancelled" or "past").
    """
    if not 1 <= capacity <= LARGEST:
        raise ValueError(f"A capacity is between 1 and {LARGEST}")
    with locked_session(session_id) as session:
        now = now or timezone.now()
        if session.state in (SessionState.CANCELLED, SessionState.DONE):
            raise SessionClosed("cancelled" if session.state == SessionState.CANCELLED else "past")
        settle(session, now)
        taken = counts_of(session, now).taken
        if capacity < taken:
            raise CapacityTooSmall(taken)
        session.capacity = capacity
        session.save(update_fields=["capacity", "updated_at"])
        settle(session, now)
    return session

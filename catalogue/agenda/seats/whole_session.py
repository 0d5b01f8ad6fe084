"""What happens to all the seats of a session at once: it is cancelled, or it is over."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import IllegalMove, SessionClosed
from ..models import Ending, Seat, SeatState, Session, SessionState
from ..models.session_state import SESSION_MOVES
from ..signals import session_cancelled
from .locking import locked_session
from .moves import move

LONGEST_REASON = 200


def cancel_session(session_id: int, reason: str, *, now: datetime | None = None) -> Session:
    """Cancel a session and all its seats, and tell the rooms above once (``session_cancelled``).

    ``reason`` is shown to those who had booked: required, at most 200 characters (ValidationError). One that is cancelled
    already stays as it is. SessionClosed("past") once it is over.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say why, in a few words: those who booked will read it.")})
    with locked_session(session_id) as session:
        now = now or timezone.now()
        if session.state == SessionState.CANCELLED:
            return session
        if session.why_closed(now) == "past":
            raise SessionClosed("past")
        session.cancelled_reason = reason
        set_state(session, SessionState.CANCELLED)
        alive = Seat.objects.filter(session=session).alive().order_by("pk")
        seats = [move(seat, SeatState.CANCELLED, session=session, now=now, ending=Ending.SESSION_CANCELLED) for seat in alive]
        session_cancelled.send(sender=Session, session=session, seats=seats)
    return session


def end_past_sessions(now: datetime) -> int:
    """Mark as done the open sessions whose last meeting is over; who still waited or held a seat is let go. Returns how many."""
    ended = 0
    over = Session.objects.filter(state=SessionState.OPEN, ends_at__lte=now)
    for session_id in over.order_by("pk").values_list("pk", flat=True):
        try:
            with locked_session(session_id) as session:
                if session.state != SessionState.OPEN or session.ends_at > now:
                    continue
                set_state(session, SessionState.DONE)
                for seat in Seat.objects.filter(session=session).alive().exclude(state=SeatState.CONFIRMED).order_by("pk"):
                    move(seat, SeatState.CANCELLED, session=session, now=now, ending=Ending.OVER)
        except SessionClosed:  # deleted meanwhile
            continue
        ended += 1
    return ended


def set_state(session: Session, state: SessionState) -> None:
    """Write a locked session's state, if the table of moves allows it."""
    if state not in SESSION_MOVES[session.state]:
        raise IllegalMove(session.state, state)
    session.state = state
    session.save(update_fields=["state", "cancelled_reason", "updated_at"])

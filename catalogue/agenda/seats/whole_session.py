"""What happens to all the seats of a session at once: it is cancelled, or it is over."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import IllegalMove, SessionClosed
from ..models import Ending, Seat, SeatState, Session, SessionState
from ..models.session_state import SESSION_MOVES
from ..signals import session_cancelled
from .locking import locked_session, locked_with_chains
from .moves import move
from .waiting_list import settle

LONGEST_REASON = 200


def cancel_session(session_id: int, reason: str, *, now: datetime | None = None) -> Session:
    """Cancel a session and all its seats, and tell the rooms above once (``session_cancelled``).

    A long appointment loses its slots in other sessions too. ``reason`` is shown to those who had booked: required, at most 200
    characters (ValidationError). One that is cancelled already stays as it is. SessionClosed("past") once it is over.
    """
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say why, in a few words: those who booked will read it.")})
    with locked_with_chains(session_id) as (session, others):
        now = now or timezone.now()
        if session.state == SessionState.CANCELLED:
            return session
        if session.why_closed(now) == "past":
            raise SessionClosed("past")
        session.cancelled_reason = reason
        set_state(session, SessionState.CANCELLED)
        alive = list(Seat.objects.filter(session=session).alive().order_by("pk"))
        firsts = {seat.follows_id or seat.pk for seat in alive}
        seats = [_end(seat, session, now) for seat in alive]
        for other in others:  # a long appointment loses all its slots with one of them
            in_turn = Q(pk__in=firsts) | Q(follows__in=firsts)
            seats += [_end(seat, other, now) for seat in Seat.objects.filter(in_turn, session=other).alive().order_by("pk")]
            settle(other, now)
        session_cancelled.send(sender=Session, session=session, seats=seats)
    return session


def _end(seat: Seat, session: Session, now: datetime) -> Seat:
    return move(seat, SeatState.CANCELLED, session=session, now=now, ending=Ending.SESSION_CANCELLED)


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

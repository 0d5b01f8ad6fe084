"""Sessions are made, opened, cancelled and ended here: the only place that writes a session's state."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .errors import IllegalMove, SessionClosed
from .models import Ending, Meeting, OfferPage, Seat, SeatState, Session, SessionState
from .models.session_state import SESSION_MOVES
from .schedule import copy_times, in_order
from .seats import locked_session
from .seats.moves import move
from .signals import session_cancelled


def source_of(offer: OfferPage) -> OfferPage:
    """Return the French row of an offer, whichever translation is given: sessions belong to it."""
    return offer.source if isinstance(offer, OfferPage) else offer.specific.source


def create_session(
    offer: OfferPage, place, meetings: Iterable[tuple[datetime, datetime]], *, capacity: int, opened: bool = True, **fields
) -> Session:
    """Make a session of an offer at a place (None: remote), meeting at (start, end) aware moments.

    ``fields`` are other fields of Session. ValidationError, or WrongMeetings, when they cannot be.
    """
    moments = in_order(meetings)
    session = Session(offer=source_of(offer), place=place, capacity=capacity, **fields)
    session.state = SessionState.OPEN if opened else SessionState.DRAFT
    copy_times(session, moments)
    session.full_clean(exclude=["offer"] if session.offer.pk else None, validate_constraints=False)
    with transaction.atomic():
        session.save()
        Meeting.objects.bulk_create(Meeting(session=session, starts_at=start, ends_at=end) for start, end in moments)
    return session


def open_session(session_id: int) -> Session:
    """Open a draft, so that it shows and can be booked. One that is open stays so."""
    with locked_session(session_id) as session:
        if session.state != SessionState.OPEN:
            _set_state(session, SessionState.OPEN)
    return session


def cancel_session(session_id: int, reason: str, *, now: datetime | None = None) -> Session:
    """Cancel a session and all its seats, and tell the rooms above once (``session_cancelled``).

    ``reason`` is shown to those who had booked: required, at most 200 characters. SessionClosed("past") once it is over.
    """
    now = now or timezone.now()
    reason = reason.strip()[:200]
    if not reason:
        raise ValidationError({"reason": _("Say why, in a few words: those who booked will read it.")})
    with locked_session(session_id) as session:
        if session.state == SessionState.CANCELLED:
            return session
        if session.why_closed(now) == "past":
            raise SessionClosed("past")
        session.cancelled_reason = reason
        _set_state(session, SessionState.CANCELLED)
        alive = Seat.objects.filter(session=session).alive().order_by("pk")
        seats = [move(seat, SeatState.CANCELLED, session=session, now=now, ending=Ending.SESSION_CANCELLED) for seat in alive]
        session_cancelled.send(sender=Session, session=session, seats=seats)
    return session


def end_past_sessions(now: datetime) -> int:
    """Mark as done the open sessions whose last meeting is over; who still waited or held a seat is let go. Returns how many."""
    ended = 0
    for session_id in Session.objects.filter(state=SessionState.OPEN, ends_at__lte=now).order_by("pk").values_list("pk", flat=True):
        try:
            with locked_session(session_id) as session:
                if session.state != SessionState.OPEN or session.ends_at > now:
                    continue
                _set_state(session, SessionState.DONE)
                for seat in Seat.objects.filter(session=session).alive().exclude(state=SeatState.CONFIRMED).order_by("pk"):
                    move(seat, SeatState.CANCELLED, session=session, now=now, ending=Ending.OVER)
        except SessionClosed:  # deleted meanwhile
            continue
        ended += 1
    return ended


def _set_state(session: Session, state: SessionState) -> None:
    if state not in SESSION_MOVES[session.state]:
        raise IllegalMove(session.state, state)
    session.state = state
    session.save(update_fields=["state", "cancelled_reason", "updated_at"])

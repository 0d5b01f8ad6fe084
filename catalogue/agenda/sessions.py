"""Sessions are made and opened here, cancelled and ended by ``seats`` (for that is what becomes of their seats)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from .errors import HasSeats, IllegalMove
from .models import Meeting, OfferPage, Session, SessionState
from .schedule import copy_times, in_order
from .seats import cancel_session, end_past_sessions, locked_session, reinstate_session
from .seats.whole_session import set_state

__all__ = [
    "cancel_session",
    "create_session",
    "delete_session",
    "end_past_sessions",
    "give_to",
    "open_session",
    "reinstate_session",
    "source_of",
]


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
    session.full_clean()
    with transaction.atomic():
        session.save()
        Meeting.objects.bulk_create(Meeting(session=session, starts_at=start, ends_at=end) for start, end in moments)
    return session


def open_session(session_id: int) -> Session:
    """Open a draft, so that it shows and can be booked. One that is open stays so; IllegalMove once it is over or cancelled."""
    with locked_session(session_id) as session:
        if session.state == SessionState.CANCELLED:  # people were told: it is reinstated, never just opened
            raise IllegalMove(session.state, SessionState.OPEN)
        if session.state != SessionState.OPEN:
            set_state(session, SessionState.OPEN)
    return session


def give_to(session_id: int, host) -> Session:
    """Name who hosts a session: a colleague takes over, or nobody was named. SessionClosed("missing")."""
    with locked_session(session_id) as session:
        if session.host_id != host.pk:
            session.host = host
            session.save(update_fields=["host", "updated_at"])
    return session


def delete_session(session_id: int) -> None:
    """Delete a session nobody ever had a seat in. HasSeats; SessionClosed("missing") when it is gone already.

    Under its lock: who was about to take a seat waits for it, then finds no session; whoever came first keeps it from being deleted.
    """
    with locked_session(session_id) as session:
        if session.seats.exists():
            raise HasSeats
        session.delete()

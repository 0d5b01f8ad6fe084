"""Each minute: end the holds and offers that are over their time, and pass the room on to the line."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q

from ..errors import SessionClosed
from ..models import Seat, Session
from .locking import locked_session
from .waiting_list import settle


def sweep(now: datetime) -> int:
    """Settle every session that needs it, one transaction each; returns how many. Safe to run twice, or at once."""
    settled = 0
    for session_id in sessions_to_settle(now):
        try:
            with locked_session(session_id) as session:
                settle(session, now)
        except SessionClosed:  # deleted meanwhile
            continue
        settled += 1
    return settled


def sessions_to_settle(now: datetime) -> list[int]:
    """Return the ids of sessions with a lapsed seat, or with room while people wait."""
    seats = Seat.objects.filter(session=OuterRef("pk")).order_by()
    lapsed = Session.objects.filter(pk__in=Seat.objects.lapsed(now).order_by().values("session"))
    passing = Session.objects.open_for_booking(now).filter(Exists(seats.waiting())).with_taken(now).filter(taken__lt=F("capacity"))
    wanted = Session.objects.filter(Q(pk__in=lapsed.values("pk")) | Q(pk__in=passing.values("pk")))
    return list(wanted.order_by("pk").values_list("pk", flat=True))

"""A cancelled session takes place after all: those who had a seat are offered it again, those who waited wait again.

They were told not to come, and may have booked something else since: so nobody is confirmed without being asked. Each seat is kept
for its person for three days at most, and never past the end of booking; unanswered, it goes to the line, then to anybody.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from ..errors import IllegalMove, SessionClosed
from ..models import Ending, Seat, SeatState, Session, SessionState
from ..signals import session_reinstated
from .locking import locked_session
from .moves import move
from .waiting_list import settle
from .whole_session import set_state

KEPT_FOR_THEM = timedelta(days=3)


@dataclass(frozen=True)
class ComingBack:
    """The seats that were alive when the session was cancelled, first come first.

    ``long``: slots of long appointments, which lost their other slots too: a person of the team calls, for nothing less would do.
    """

    had_a_seat: list[Seat] = field(default_factory=list)
    waited: list[Seat] = field(default_factory=list)
    long: list[Seat] = field(default_factory=list)


def who_may_come_back(session: Session) -> ComingBack:
    """Return who would be told. Who was only filling in the form has gone. One query."""
    ended = Seat.objects.filter(session=session, state=SeatState.CANCELLED, ending=Ending.SESSION_CANCELLED)
    coming = ComingBack()
    ended = ended.annotate(leads=Exists(Seat.objects.filter(follows=OuterRef("pk"))))
    for seat in ended.order_by("waiting_since", "confirmed_at", "pk"):
        if seat.follows_id or seat.leads:
            coming.long.append(seat)
        elif seat.confirmed_at and not (seat.waiting_since and seat.waiting_since > seat.confirmed_at):
            coming.had_a_seat.append(seat)
        elif seat.waiting_since:
            coming.waited.append(seat)
    return coming


def reinstate_session(session_id: int, *, now: datetime | None = None) -> Session:
    """Open a cancelled session again, and tell the rooms above once (``session_reinstated``). One that is open stays so.

    SessionClosed(reason) when nobody could come or answer any more ("past", "closed"); IllegalMove for one that is not cancelled.
    """
    with locked_session(session_id) as session:
        now = now or timezone.now()
        if session.state == SessionState.OPEN:
            return session
        if session.state != SessionState.CANCELLED:
            raise IllegalMove(session.state, SessionState.OPEN)
        if now >= session.closes_at:
            raise SessionClosed("past" if now >= session.ends_at else "closed")
        coming = who_may_come_back(session)
        session.cancelled_reason, session.closure = "", None
        session.save(update_fields=["closure"])
        set_state(session, SessionState.OPEN)
        until = min(now + KEPT_FOR_THEM, session.closes_at)
        kept = [_keep_for(seat, session, until, now) for seat in coming.had_a_seat]
        # In the order they were in: the moment since when they wait is the old one.
        waiting = {seat.pk: move(seat, SeatState.WAITING, session=session, now=seat.waiting_since or now) for seat in coming.waited}
        for offered in settle(session, now):
            waiting.pop(offered.pk, None)
        session_reinstated.send(sender=Session, session=session, seats=[*kept, *waiting.values()], long=coming.long)
    return session


def _keep_for(seat: Seat, session: Session, until: datetime, now: datetime) -> Seat:
    """Offer a seat to the person who had it. It waits for a moment first, which keeps the table of moves as it is."""
    move(seat, SeatState.WAITING, session=session, now=seat.waiting_since or now, tell=False)
    return move(seat, SeatState.OFFERED, session=session, now=now, until=until, tell=False)

"""The line: first come, first offered; nobody passes by it.

A group is offered what is free, seat by seat: it takes some and waits for the others, or, when it lets an offer lapse, what it
still waits for goes to the end of the line. So neither is a group passed over for ever, nor the people behind it held up by one
that does not answer.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.utils import timezone

from core.polite_hours import polite_end

from ..errors import SessionClosed, SessionFull
from ..models import Ending, Seat, SeatState, Session
from . import keys
from .counting import Counts, counts_of
from .locking import locked_session
from .moves import move

# How long an offered seat is kept, by how much time is left until booking closes. In hours when one may write and call, 9 to 20 at
# the place: eleven of them are a whole day. So nobody loses a seat in their sleep.
OFFER_TIMES = (
    (timedelta(days=7), timedelta(hours=11)),
    (timedelta(days=2), timedelta(hours=6)),
    (timedelta(days=1), timedelta(hours=3)),
)
LAST_OFFER_TIME = timedelta(hours=1)


def wait(session_id: int, *, key: str, count: int = 1, now: datetime | None = None) -> list[Seat]:
    """Join the line with ``count`` seats; when room is free and nobody waits, they come back offered.

    SessionFull when the session keeps no waiting list; SessionClosed when it takes nobody.
    """
    with locked_session(session_id) as session:
        now = now or timezone.now()
        settle(session, now)
        known = keys.seats_under(session, key)
        if keys.stand(known):
            return known
        refuse_closed(session, now)
        return join(session, key, count, known, now)


def join(session: Session, key: str, count: int, known: list[Seat], now: datetime) -> list[Seat]:
    """Put ``count`` seats at the end of the line; the session is locked, settled and open."""
    if not session.has_waiting_list:
        raise SessionFull(counts_of(session, now).free)
    since = _after_the_last(session, now)
    seats = [move(seat, SeatState.WAITING, session=session, now=since) for seat in keys.rows_for(session, key, count, known)]
    offered = {seat.pk: seat for seat in settle(session, now)}
    return [offered.get(seat.pk, seat) for seat in seats]


def settle(session: Session, now: datetime) -> list[Seat]:
    """Lapse what is over its time, then offer the room there is to the line; returns the seats offered.

    The session is locked. Offers fit: never more than there is room, one seat at a time, in the order of the line.
    """
    return settle_and_count(session, now)[0]


def settle_and_count(session: Session, now: datetime) -> tuple[list[Seat], Counts]:
    """As ``settle``, and how the seats stand afterwards: one query where there is nothing to do."""
    counts = counts_of(session, now)
    if counts.lapsed:
        _lapse(session, now)
        counts = counts_of(session, now)
    if session.why_closed(now) or not counts.waiting or not counts.room:
        return [], counts
    until = offered_until(now, session.closes_at, session.time_zone)
    offered = [
        move(seat, SeatState.OFFERED, session=session, now=now, until=until)
        for seat in Seat.objects.filter(session=session).in_line()[: counts.room]
    ]
    return offered, replace(counts, offered=counts.offered + len(offered), waiting=counts.waiting - len(offered))


def _lapse(session: Session, now: datetime) -> None:
    unanswered = set()
    for seat in Seat.objects.filter(session=session).lapsed(now).order_by("pk"):
        if seat.state == SeatState.OFFERED:
            unanswered.add(seat.key)
        move(seat, SeatState.CANCELLED, session=session, now=now, ending=Ending.LAPSED)
    if unanswered:
        rest = Seat.objects.filter(session=session, key__in=unanswered).waiting()
        rest.update(waiting_since=_after_the_last(session, now))


def _after_the_last(session: Session, now: datetime) -> datetime:
    """Since when one waits who joins the end of the line now. Servers' clocks may differ: never before who is last in it."""
    last = Seat.objects.filter(session=session).waiting().aggregate(last=Max("waiting_since"))["last"]
    return max(now, last + timedelta(microseconds=1)) if last else now


def offered_until(now: datetime, closes_at: datetime, time_zone: str) -> datetime:
    """Return until when a seat offered now is kept: the sooner booking closes, the shorter. Pure: no query, no clock.

    ====================  ==========================================
    booking closes        kept
    ====================  ==========================================
    in more than 7 days   11 polite hours: until this hour tomorrow
    in 2 to 7 days        6 polite hours
    in 1 to 2 days        3 polite hours
    sooner                1 polite hour
    ====================  ==========================================

    Nights do not count (``core.polite_hours``): freed at eleven in the evening, the time runs from nine in the morning. Never past the
    end of booking: when that is before the morning, the seat is kept until then. When the time is over it goes to the next in line.
    """
    left = closes_at - now
    kept = next((kept for more_than, kept in OFFER_TIMES if left > more_than), LAST_OFFER_TIME)
    return min(polite_end(now, kept, time_zone), closes_at)


def position(seat: Seat) -> int:
    """Return a seat's place in the line, from 1; 0 when it does not wait (any longer)."""
    seat = Seat.objects.filter(pk=seat.pk).first() or seat
    if seat.state != SeatState.WAITING:
        return 0
    line = Seat.objects.filter(session=seat.session_id).waiting()
    before = line.filter(Q(waiting_since__lt=seat.waiting_since) | Q(waiting_since=seat.waiting_since, pk__lt=seat.pk))
    return before.count() + 1


def refuse_closed(session: Session, now: datetime, *, late: bool = False) -> None:
    """Raise SessionClosed when nobody can book now; ``late`` lets the host in walk-ins until the end."""
    reason = session.why_closed(now)
    if reason and not (late and reason == "closed"):
        raise SessionClosed(reason)

"""Take seats: for a while (hold), or for good (reserve)."""

from datetime import datetime, timedelta

from django.utils import timezone

from ..errors import HoldExpired, IllegalMove, SessionClosed, SessionFull
from ..models import Ending, Seat, SeatState, Session
from . import keys
from .counting import counts_of
from .locking import asked_for, locked_seats, locked_session
from .moves import move
from .waiting_list import join, refuse_closed, settle, settle_and_count

HOLD_MINUTES = 20


def hold(session_id: int, *, key: str, count: int = 1, minutes: int = HOLD_MINUTES, now: datetime | None = None) -> list[Seat]:
    """Keep ``count`` seats for some minutes while a form is filled in; they take room until then.

    The same key again gives the same seats; while they are held, another ``count`` adds or gives back the difference.
    SessionFull(free), SessionClosed(reason).
    """
    with locked_session(session_id) as session:
        now = now or timezone.now()
        until = now + timedelta(minutes=minutes)
        _offered, counts = settle_and_count(session, now)
        known = keys.seats_under(session, key)
        if keys.stand(known):
            held = [seat for seat in known if seat.state == SeatState.HELD]
            if len(held) < sum(seat.state != SeatState.CANCELLED for seat in known) or not held:
                return known
            return _held_again(session, key, known, held, count, until, now)
        refuse_closed(session, now)
        if counts.free < count:
            raise SessionFull(counts.free)
        rows = keys.rows_for(session, key, count, known)
        return [move(seat, SeatState.HELD, session=session, now=now, until=until) for seat in rows]


def _held_again(session: Session, key: str, known: list[Seat], held: list[Seat], count: int, until: datetime, now: datetime) -> list[Seat]:
    more = count - len(held)
    if more > 0:
        refuse_closed(session, now)
        _refuse_full(session, more, now)
        rows = keys.rows_for(session, key, more, known)
        return held + [move(seat, SeatState.HELD, session=session, now=now, until=until) for seat in rows]
    for seat in held[count:]:
        move(seat, SeatState.CANCELLED, session=session, now=now, ending=Ending.RELEASED)
    if held[count:]:
        settle(session, now)
    return held[:count]


def extend(seat_ids: list[int], minutes: int = HOLD_MINUTES, *, now: datetime | None = None) -> list[Seat]:
    """Keep held seats for some minutes from now; those that lapsed are retaken if still free, else HoldExpired."""
    written: list[Seat] = []
    with locked_seats(seat_ids) as groups:
        now = now or timezone.now()
        until = now + timedelta(minutes=minutes)
        for session, seats in groups:
            lapsed = [seat for seat in seats if not seat.is_live(now)]
            retake(session, lapsed, now)
            for seat in seats:
                if seat.state not in (SeatState.HELD, SeatState.CANCELLED):
                    raise IllegalMove(seat.state, SeatState.HELD)
                later = max(until, seat.held_until) if seat.held_until else until
                written.append(move(seat, SeatState.HELD, session=session, now=now, until=later))
    return asked_for(seat_ids, written)


def reserve(session_id: int, *, key: str, count: int = 1, late: bool = False, now: datetime | None = None) -> list[Seat]:
    """Take ``count`` seats, confirmed at once. ``late``: a walk-in let in by the host, from the end of booking to the end.

    SessionFull(free), SessionClosed(reason).
    """
    with locked_session(session_id) as session:
        now = now or timezone.now()
        settle(session, now)
        known = keys.seats_under(session, key)
        if keys.stand(known):
            return _confirmed_under(session, known, now)
        refuse_closed(session, now, late=late)
        _refuse_full(session, count, now, at_the_door=bool(session.why_closed(now)))
        rows = keys.rows_for(session, key, count, known)
        return [move(seat, SeatState.CONFIRMED, session=session, now=now) for seat in rows]


def reserve_or_wait(session_id: int, *, key: str, count: int = 1, now: datetime | None = None) -> list[Seat]:
    """Take all ``count`` seats, or join the line with all of them; the same lock decides, so nobody falls between.

    SessionClosed(reason); SessionFull(free) when the session keeps no waiting list.
    """
    with locked_session(session_id) as session:
        now = now or timezone.now()
        settle(session, now)
        known = keys.seats_under(session, key)
        if keys.stand(known):
            return _confirmed_under(session, known, now)
        refuse_closed(session, now)
        if counts_of(session, now).free < count:
            return join(session, key, count, known, now)
        rows = keys.rows_for(session, key, count, known)
        return [move(seat, SeatState.CONFIRMED, session=session, now=now) for seat in rows]


def _confirmed_under(session: Session, known: list[Seat], now: datetime) -> list[Seat]:
    """Seats found under a key: those held or offered become confirmed, the others stay as they are."""
    for seat in known:
        if seat.state in (SeatState.HELD, SeatState.OFFERED):  # settled just before, so still in time
            move(seat, SeatState.CONFIRMED, session=session, now=now)
    return known


def retake(session: Session, seats: list[Seat], now: datetime) -> None:
    """Make sure that seats which lapsed can be taken anew: never confirmed, the session open, as many free; else raise.

    They are left as they are: the caller moves them.
    """
    for seat in seats:
        if seat.state == SeatState.CANCELLED and (seat.confirmed_at or seat.ending not in (Ending.LAPSED, Ending.RELEASED)):
            raise IllegalMove(seat.state, SeatState.HELD)
    if not seats:
        return
    settle(session, now)
    for seat in seats:
        seat.refresh_from_db()
    if reason := session.why_closed(now):
        raise SessionClosed(reason)
    if counts_of(session, now).free < len(seats):
        raise HoldExpired


def _refuse_full(session: Session, count: int, now: datetime, *, at_the_door: bool = False) -> None:
    counts = counts_of(session, now)
    free = counts.room if at_the_door else counts.free
    if free < count:
        raise SessionFull(free)

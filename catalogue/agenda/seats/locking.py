"""The one lock: the session's row.

PostgreSQL: ``SELECT … FOR NO KEY UPDATE`` under READ COMMITTED, so that what is counted after it is what was committed
before it, while inserting seats (which locks the key) waits for nobody. SQLite: a transaction begins IMMEDIATE
(settings), so there is one writer at a time and Django leaves the lock clause out.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import models, transaction

from ..errors import SessionClosed
from ..models import Seat, Session

LARGEST_ID = 2**63 - 1


def _under_lock(sessions: models.QuerySet) -> models.QuerySet:
    return sessions.select_for_update(of=("self",), no_key=True)


@contextmanager
def locked_session(session_id: int) -> Iterator[Session]:
    """Open a transaction and give the session as it is under its lock; SessionClosed("missing") when it is gone."""
    with transaction.atomic():
        yield lock_sessions([session_id])[0]


def lock_sessions(session_ids: Iterable[int]) -> list[Session]:
    """Lock sessions, always in the order of their ids, inside the caller's transaction; returns them in that order."""
    wanted = sorted(set(session_ids))
    found = list(_under_lock(Session.objects.filter(pk__in=_possible(wanted)).order_by("pk")))
    if len(found) < len(wanted):
        raise SessionClosed("missing")
    return found


@contextmanager
def locked_seats(seat_ids: Iterable[int]) -> Iterator[list[tuple[Session, list[Seat]]]]:
    """Lock the sessions of these seats and of those that follow them, then give each session with its seats, read again under the lock.

    SessionClosed("missing") when a seat or its session is gone.
    """
    wanted = sorted(set(seat_ids))
    with transaction.atomic():
        possible = _possible(wanted)
        seats = Seat.objects.filter(models.Q(pk__in=possible) | models.Q(follows__in=possible))
        sessions = lock_sessions(seats.order_by("session").values_list("session", flat=True))
        groups: dict[int, list[Seat]] = {session.pk: [] for session in sessions}
        for seat in seats.order_by("session", "pk"):  # read again: what was read before the lock may have changed
            if seat.session_id in groups:
                groups[seat.session_id].append(seat)
        if not {seat.pk for group in groups.values() for seat in group}.issuperset(wanted):
            raise SessionClosed("missing")
        yield [(session, groups[session.pk]) for session in sessions]


@contextmanager
def locked_with_chains(session_id: int) -> Iterator[tuple[Session, list[Session]]]:
    """Lock a session, and those its long appointments go through as well, in order; give it, and the others.

    Nobody can begin a long appointment through a locked session: when one was begun just before, everything is let go and locked anew.
    """
    while True:
        with transaction.atomic():
            others = sessions_in_turn_with(session_id)
            locked = lock_sessions({session_id, *others})
            if sessions_in_turn_with(session_id) <= others:
                mine = next(session for session in locked if session.pk == session_id)
                yield mine, [session for session in locked if session.pk != session_id]
                return
            transaction.set_rollback(True)


def sessions_in_turn_with(session_id: int) -> set[int]:
    """Return the ids of the other sessions that alive long appointments of this one go through."""
    here = Seat.objects.filter(session=session_id).alive()
    first = set(here.exclude(follows=None).values_list("follows", flat=True)) | set(
        here.filter(followers__isnull=False).values_list("pk", flat=True)
    )
    if not first:
        return set()
    chained = Seat.objects.filter(models.Q(pk__in=first) | models.Q(follows__in=first)).alive()
    return set(chained.order_by().values_list("session", flat=True)) - {session_id}


def asked_for(seat_ids: Iterable[int], written: Iterable[Seat]) -> list[Seat]:
    """Return those of the seats written that the caller named, by id: what follows them goes without saying."""
    named = set(seat_ids)
    return sorted((seat for seat in written if seat.pk in named), key=lambda seat: seat.pk)


def _possible(ids: Iterable[int]) -> list[int]:
    return [number for number in ids if 0 < number <= LARGEST_ID]

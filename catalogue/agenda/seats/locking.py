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
    """Lock the sessions of these seats, then give each session with its seats, read again under the lock.

    SessionClosed("missing") when a seat or its session is gone.
    """
    wanted = sorted(set(seat_ids))
    with transaction.atomic():
        seats = Seat.objects.filter(pk__in=_possible(wanted))
        sessions = lock_sessions(seats.order_by("session").values_list("session", flat=True))
        groups: dict[int, list[Seat]] = {session.pk: [] for session in sessions}
        for seat in seats.order_by("session", "pk"):  # read again: what was read before the lock may have changed
            groups[seat.session_id].append(seat)
        if sum(map(len, groups.values())) < len(wanted):
            raise SessionClosed("missing")
        yield [(session, groups[session.pk]) for session in sessions]


def _possible(ids: Iterable[int]) -> list[int]:
    return [number for number in ids if 0 < number <= LARGEST_ID]

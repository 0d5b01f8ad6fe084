"""A long appointment: one person in consecutive sessions, all of them or none.

The seats of the later sessions follow the first one (``Seat.follows``), and only the first one has a person, in the upper rooms. Whatever
is done to it is done to them in the same transaction, all their sessions locked in order (``locking.locked_seats``).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ..models import Seat
from .locking import lock_sessions
from .taking import HOLD_MINUTES, hold, reserve


def hold_in_turn(session_ids: Sequence[int], *, key: str, minutes: int = HOLD_MINUTES, now: datetime | None = None) -> Seat:
    """Hold one seat in each of these sessions, given in the order of the appointment; returns the first one's.

    The same rules, and refusals, as ``hold``: one that refuses refuses all.
    """
    with transaction.atomic():
        lock_sessions(session_ids)
        return _tied([hold(pk, key=key, minutes=minutes, now=now)[0] for pk in session_ids])


def reserve_in_turn(session_ids: Sequence[int], *, key: str, late: bool = False, now: datetime | None = None) -> Seat:
    """Take one seat in each of these sessions, confirmed at once, as ``reserve``; returns the first one's."""
    with transaction.atomic():
        lock_sessions(session_ids)
        return _tied([reserve(pk, key=key, late=late, now=now)[0] for pk in session_ids])


def _tied(seats: list[Seat]) -> Seat:
    first, *later = seats
    loose = [seat.pk for seat in later if seat.follows_id != first.pk]
    if loose:
        Seat.objects.filter(pk__in=loose).update(follows=first)
    return first

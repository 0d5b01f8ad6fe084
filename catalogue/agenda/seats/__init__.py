"""Every way a seat changes. A seat is sold once: each function locks the session, recounts the rows, then writes.

Callers pass plain ids; rows are read again under the lock, and what is given back is as written. All of it is undone when a
function raises. Who comes first: while people wait in line, a seat that is freed is offered to the first of them, for a
time; it takes room meanwhile, so ``hold`` and ``reserve`` see it as taken. Only a walk-in let in by the host after booking
has closed (``late=True``) passes by the line, and who is given a seat beyond the capacity on purpose (``overbook``).

A key (at most 64 characters, one a form or a person) makes a second click harmless: the same key on the same session gives
back the same seats, whatever became of them; only seats that were never confirmed and lapsed or were given back are taken anew.

The clock is read under the lock (``now`` is for tests and sweeps): who waited for the lock comes after who had it.

A caller that changes seats of several sessions in one transaction calls ``lock_sessions(ids)`` first, so that two such
callers cannot wait for each other.
"""

from .capacity import change_capacity
from .confirmation import accept_offer, confirm
from .counting import Counts, counts_of
from .giving_back import cancel, release
from .in_turn import hold_in_turn, reserve_in_turn
from .lapse import sweep
from .locking import lock_sessions, locked_session
from .overbooking import forget_reasons, overbook
from .reinstatement import reinstate
from .taking import extend, hold, reserve, reserve_or_wait
from .waiting_list import position, wait
from .whole_reinstatement import reinstate_session, who_may_come_back
from .whole_session import cancel_session, end_past_sessions

__all__ = [
    "Counts",
    "accept_offer",
    "cancel",
    "cancel_session",
    "change_capacity",
    "confirm",
    "counts_of",
    "end_past_sessions",
    "extend",
    "forget_reasons",
    "hold",
    "hold_in_turn",
    "lock_sessions",
    "locked_session",
    "overbook",
    "position",
    "reinstate",
    "reinstate_session",
    "release",
    "reserve",
    "reserve_in_turn",
    "reserve_or_wait",
    "sweep",
    "wait",
    "who_may_come_back",
]

"""Why nobody can book a session: the one list of reasons. ``Session.why_closed`` finds which, each room has its sentence for it.

A new reason is added here, found there, and worded in ``availability.py`` and in the rooms that book (their tests ask for it).
"""

from typing import Literal, get_args

# cancelled: by the team. past: it is over. not_open: a draft, or booking opens later. closed: booking has ended, or it has begun.
Closed = Literal["cancelled", "past", "not_open", "closed"]
WhyClosed = Closed | Literal[""]  # "": one can book
Refusal = Closed | Literal["missing"]  # missing: there is no such session (any more)

REFUSALS: tuple[Refusal, ...] = (*get_args(Closed), "missing")

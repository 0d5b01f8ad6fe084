"""What a session's seats mean for a visitor: one value that gives the words, the action and the order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from django.utils import formats, timezone
from django.utils.translation import npgettext, pgettext

from core import local_time

from .models import Session

LAST_SEATS = 3


class State(IntEnum):
    """From the best to the worst: sorting by it puts first what can be booked."""

    OPEN = 1
    LAST_SEATS = 2
    FULL_WAITING = 3
    NOT_OPEN = 4
    FULL = 5
    CLOSED = 6
    PAST = 7
    CANCELLED = 8

    @property
    def code(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, order=True)
class Availability:
    """``state`` for the program (its ``code`` for a class or a test), ``text`` and ``action_label`` for the visitor."""

    state: State
    free: int = 0
    opens_at: datetime | None = None  # local

    @property
    def can_book(self) -> bool:
        return self.state in (State.OPEN, State.LAST_SEATS)

    @property
    def can_wait(self) -> bool:
        return self.state == State.FULL_WAITING

    @property
    def is_full(self) -> bool:
        return self.state in (State.FULL_WAITING, State.FULL)

    @property
    def code(self) -> str:
        return self.state.code

    @property
    def text(self) -> str:
        if self.can_book and self.free == 1:
            return pgettext("availability", "1 seat: the last one")
        if self.can_book:
            return npgettext("availability", "%(free)s seat", "%(free)s seats", self.free) % {"free": self.free}
        if self.state == State.NOT_OPEN and self.opens_at:
            return pgettext("availability", "Booking opens on %(day)s") % {"day": formats.date_format(self.opens_at, "j F")}
        return {
            State.FULL_WAITING: pgettext("availability", "Full: waiting list"),
            State.FULL: pgettext("availability", "Full: call us"),
            State.NOT_OPEN: pgettext("availability", "Booking is not open yet"),
            State.CLOSED: pgettext("availability", "Booking has closed: call us"),
            State.PAST: pgettext("availability", "Over"),
            State.CANCELLED: pgettext("availability", "Cancelled"),
        }[self.state]

    @property
    def action_label(self) -> str:
        """What the button says; "" when there is nothing to press."""
        if self.can_book:
            return pgettext("availability", "Book my seat")
        if self.can_wait:
            return pgettext("availability", "Join the waiting list")
        return ""


def availability_of(session: Session, free: int, now: datetime | None = None) -> Availability:
    """Return a session's availability, from the number of seats free for somebody who does not wait (``with_free``). No query."""
    now = now or timezone.now()
    reason = session.why_closed(now)
    if reason == "not_open":
        opens = session.booking_opens_at
        return Availability(State.NOT_OPEN, opens_at=local_time.at_place(opens, session.time_zone) if opens and opens > now else None)
    if reason:
        return Availability({"cancelled": State.CANCELLED, "past": State.PAST, "closed": State.CLOSED}[reason])
    if free <= 0:
        return Availability(State.FULL_WAITING if session.has_waiting_list else State.FULL)
    return Availability(State.LAST_SEATS if free <= LAST_SEATS else State.OPEN, free=free)

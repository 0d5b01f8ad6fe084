"""Close a place for some days: its sessions are cancelled, courses of several meetings lose those days, and everyone is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from catalogue.places.closing import take_back, write_closed
from catalogue.places.models import ClosedDay, Place
from core import local_time

from ..errors import SeatError
from ..models import Meeting, Seat, SeatState, Session, SessionState
from ..schedule import Moments, set_meetings
from ..seats import cancel_session, lock_sessions, reinstate_session
from ..seats.whole_session import LONGEST_REASON

ALIVE = (SessionState.DRAFT, SessionState.OPEN)
HAS_PEOPLE = (SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING)


@dataclass
class Touched:
    """``cancelled``: every meeting they still have falls on the days closed. ``shortened``: courses that keep other days, with those."""

    cancelled: list[Session] = field(default_factory=list)
    shortened: list[tuple[Session, Moments]] = field(default_factory=list)

    @property
    def sessions(self) -> list[Session]:
        return [*self.cancelled, *(session for session, _rest in self.shortened)]

    def __bool__(self) -> bool:
        return bool(self.cancelled or self.shortened)


def touched_by(place: Place, first: date, last: date, now: datetime | None = None) -> Touched:
    """Return the sessions to come of a place that have a meeting on days closed, by the calendar of the place; two queries."""
    now = now or timezone.now()
    zone = place.time_zone
    opens, closes = _bounds(first, last, zone)
    meetings = Meeting.objects.filter(starts_at__gte=opens, starts_at__lt=closes, starts_at__gt=now)
    sessions = Session.objects.filter(place=place, state__in=ALIVE, pk__in=meetings.values("session"))
    touched = Touched()
    for session in sessions.select_related("place", "offer").prefetch_related("meetings").order_by("starts_at", "pk"):
        moments = [(meeting.starts_at, meeting.ends_at) for meeting in session.meetings.all()]
        rest = [pair for pair in moments if not first <= local_time.local_day(pair[0], zone) <= last]
        if any(start > now for start, _end in rest):
            past_or_elsewhere = [pair for pair in moments if pair in rest or pair[0] <= now]
            touched.shortened.append((session, past_or_elsewhere))
        else:
            touched.cancelled.append(session)
    return touched


def people_in(sessions: Iterable[Session]) -> list[int]:
    """Return the seats of the people who will be told: those who come, are offered a seat, or wait; one query."""
    ids = [session.pk for session in sessions]
    return list(Seat.objects.filter(session__in=ids, state__in=HAS_PEOPLE).order_by("pk").values_list("pk", flat=True))


@dataclass
class Closed:
    closed_day: ClosedDay
    touched: Touched
    people: int = 0


def close(place: Place, first: date, last: date, reason: str, *, by: Any = None, now: datetime | None = None) -> Closed:
    """Close a place from ``first`` to ``last``, both included: all of it or nothing. ValidationError when the days cannot be."""
    now = now or timezone.now()
    with transaction.atomic():
        closed_day = write_closed(place, first, last, reason, by)
        before = touched_by(place, first, last, now)
        lock_sessions(session.pk for session in before.sessions)
        touched = touched_by(place, first, last, now)  # again, under the lock
        people = len(people_in(touched.sessions))
        with translation.override(settings.LANGUAGE_CODE):  # visitors read it, beside the reason as it was typed
            why = Truncator(_("The place is closed: %(reason)s") % {"reason": closed_day.reason}).chars(LONGEST_REASON)
        for session in touched.cancelled:
            cancel_session(session.pk, why, now=now)
        Session.objects.filter(pk__in=[session.pk for session in touched.cancelled]).update(closure=closed_day)
        for session, rest in touched.shortened:
            set_meetings(session, rest)
    return Closed(closed_day, touched, people)


def may_take_place_after_all(closed_day: ClosedDay, now: datetime | None = None) -> list[Session]:
    """Return the sessions a closure cancelled that could still be reinstated."""
    sessions = closed_day.sessions.filter(state=SessionState.CANCELLED, starts_at__gt=now or timezone.now())
    return list(sessions.select_related("place", "offer").order_by("starts_at", "pk"))


@dataclass
class Reopened:
    reinstated: list[Session] = field(default_factory=list)
    refused: list[Session] = field(default_factory=list)


def reopen(closed_day: ClosedDay, session_ids: Iterable[int], *, by: Any = None, now: datetime | None = None) -> Reopened:
    """Take a closure back, and reinstate those of its sessions that were asked for, none by itself; the others stay cancelled."""
    done = Reopened()
    with transaction.atomic():
        wanted = set(session_ids)
        sessions = [session for session in may_take_place_after_all(closed_day, now) if session.pk in wanted]
        take_back(closed_day, by)
        lock_sessions(session.pk for session in sessions)
        for session in sorted(sessions, key=lambda session: session.pk):
            try:
                with transaction.atomic():
                    reinstate_session(session.pk, now=now)
                done.reinstated.append(session)
            except SeatError:
                done.refused.append(session)
    return done


def _bounds(first: date, last: date, zone: str) -> tuple[datetime, datetime]:
    midnight = datetime.min.time()
    after = date.fromordinal(last.toordinal() + 1)
    return local_time.from_place(datetime.combine(first, midnight), zone), local_time.from_place(datetime.combine(after, midnight), zone)

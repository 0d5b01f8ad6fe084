"""The sessions of a month or a week, day by day, as the team's calendar shows them; the same few queries whatever there is.

Slots of one person (a permanence) stand together: one line an offer, a place and a day, not one a slot.
"""

import calendar
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext, npgettext, pgettext

from catalogue.places.holidays import holiday_on
from catalogue.places.models import ClosedDay, Place
from core import local_time

from ..models import Meeting, OfferPage, Session, SessionState
from ..models.session_queryset import SessionQuerySet

Span = Literal["month", "week"]
YEARS = (2000, 2100)
MOST = 4000  # meetings read for one page
SHOWN_A_DAY: dict[str, int] = {"month": 8, "week": 60}
SHORT_ROOM = 3  # characters: a number or a letter, that alone says nothing
_MARGIN = timedelta(days=1)  # a day at the place begins and ends elsewhere in UTC


@dataclass(frozen=True)
class Entry:
    """``state`` names a look, ``seats`` says the same in words; ``slots`` is more than one for a permanence."""

    starts: datetime  # at the place
    ends: datetime
    title: str
    place: str
    seats: str
    state: Literal["open", "full", "draft", "cancelled", "done"]
    session: int
    offer: int
    place_pk: int | None
    slots: int = 1
    room: str = ""
    reserved: bool = False


@dataclass
class Day:
    day: date
    in_span: bool = True
    is_today: bool = False
    holiday: str = ""
    closed: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True)
class Calendar:
    span: Span
    first: date
    last: date
    days: list[Day]
    before: date
    after: date
    is_cut: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(day.entries for day in self.days)


def calendar_of(
    sessions: SessionQuerySet, day: date, span: Span, *, place: Place | None = None, offer: OfferPage | None = None, places=None
) -> Calendar:
    """Return the calendar around a day: whole weeks, Monday first. ``sessions``: those the user may see; ``places``: those whose
    closures they are told. Three queries.
    """
    first, last, before, after = bounds(day, span)
    monday = first - timedelta(days=first.weekday())
    sunday = last + timedelta(days=6 - last.weekday())
    if place is not None:
        sessions = sessions.filter(place=place)
    if offer is not None:
        sessions = sessions.filter(offer=offer)
    meetings = list(
        Meeting.objects.filter(session__in=sessions.order_by().values("pk"), starts_at__gte=_utc(monday) - _MARGIN)
        .filter(starts_at__lt=_utc(sunday) + 2 * _MARGIN)
        .select_related("session__offer", "session__place")
        .order_by("starts_at", "pk")[: MOST + 1]
    )
    is_cut, meetings = len(meetings) > MOST, meetings[:MOST]
    by_day = _entries_by_day(meetings, name_place=place is None)
    today, departement = timezone.localdate(), place.departement if place else ""
    closed = _closures(monday, sunday, place, places)
    days = []
    for offset in range((sunday - monday).days + 1):
        one = monday + timedelta(days=offset)
        entries = by_day.get(one, [])
        shown = entries[: SHOWN_A_DAY[span]]
        days.append(
            Day(
                day=one,
                in_span=first <= one <= last,
                is_today=one == today,
                holiday=holiday_on(departement, one) or "",
                closed=closed.get(one, []),
                entries=shown,
                more=len(entries) - len(shown),
            )
        )
    return Calendar(span, first, last, days, before, after, is_cut)


def bounds(day: date, span: Span) -> tuple[date, date, date, date]:
    """Return the first and last day of the month or week around a day, then a day of the span before and one of the span after."""
    if span == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6), first - timedelta(days=7), first + timedelta(days=7)
    first = day.replace(day=1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first, last, (first - timedelta(days=1)).replace(day=1), last + timedelta(days=1)


def _utc(day: date) -> datetime:
    return local_time.from_place(datetime.combine(day, time()))


def _entries_by_day(meetings: list[Meeting], *, name_place: bool) -> dict[date, list[Entry]]:
    counted = Session.objects.filter(pk__in={meeting.session_id for meeting in meetings}).order_by()
    seats = {pk: (taken, waiting) for pk, taken, waiting in counted.with_taken().values_list("pk", "taken", "waiting")} if meetings else {}
    groups: dict[tuple, list[tuple[Meeting, datetime]]] = defaultdict(list)
    for meeting in meetings:
        session = meeting.session
        starts = local_time.at_place(meeting.starts_at, session.time_zone)
        slot = session.capacity == 1 and session.state in (SessionState.OPEN, SessionState.DONE)
        key = (starts.date(), session.offer_id, session.place_id, session.room, session.state) if slot else (starts.date(), meeting.pk)
        groups[key].append((meeting, starts))
    by_day: dict[date, list[Entry]] = defaultdict(list)
    for key, group in groups.items():
        by_day[key[0]].append(_entry(group, seats, name_place))
    for entries in by_day.values():
        entries.sort(key=lambda entry: (entry.starts.time(), entry.title, entry.session))
    return by_day


def _entry(group: list[tuple[Meeting, datetime]], seats: dict[int, tuple[int, int]], name_place: bool) -> Entry:
    first, last = group[0][0], group[-1][0]
    session = first.session
    taken, waiting = seats.get(session.pk, (0, 0))
    if len(group) > 1:
        free = sum(not seats.get(meeting.session_id, (0, 0))[0] for meeting, _starts in group)
        words = npgettext("calendar", "%(free)s of %(slots)s slots free", "%(free)s of %(slots)s slots free", free)
        words %= {"free": free, "slots": len(group)}
    else:
        free = max(session.capacity - taken, 0)
        words = _seats_in_words(free, waiting)
    state: Literal["open", "full", "draft", "cancelled", "done"] = "open" if free else "full"
    if session.state != SessionState.OPEN:
        state = {SessionState.DRAFT: "draft", SessionState.CANCELLED: "cancelled"}.get(session.state, "done")  # type: ignore[call-overload]
        words = str(SessionState(session.state).label) if state != "done" else words
    return Entry(
        starts=group[0][1],
        ends=local_time.at_place(last.ends_at, session.time_zone),
        title=session.offer.title,
        place=session.place_name if name_place else "",
        seats=words,
        state=state,
        session=session.pk,
        offer=session.offer_id,
        place_pk=session.place_id,
        slots=len(group),
        room=f"{gettext('room')} {session.room}" if 0 < len(session.room) <= SHORT_ROOM else session.room,
        reserved=session.reserved_to_id is not None,
    )


def _seats_in_words(free: int, waiting: int) -> str:
    if free:
        return npgettext("calendar", "%(free)s seat free", "%(free)s seats free", free) % {"free": free}
    if waiting:
        return npgettext("calendar", "full, %(waiting)s waiting", "full, %(waiting)s waiting", waiting) % {"waiting": waiting}
    return pgettext("calendar", "full")


def _closures(first: date, last: date, place: Place | None, places) -> dict[date, list[str]]:
    """Return by day what is closed: the reason when one place is looked at, else the place and the reason."""
    closed = ClosedDay.objects.on(first, last)
    closed = closed.filter(place=place) if place is not None else closed.filter(place__in=places) if places is not None else closed.none()
    found: dict[date, list[str]] = defaultdict(list)
    for one in closed.select_related("place").order_by("place__name", "pk"):
        words = one.reason if place is not None else f"{one.place.name} : {one.reason}"
        day = max(one.first_day, first)
        while day <= min(one.last_day, last):
            found[day].append(words)
            day += timedelta(days=1)
    return found

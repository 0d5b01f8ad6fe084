"""Which days of a rule will do: each day with its meetings at the clock of the place, and why it is left out where it is."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from catalogue.places.closing import closed_days_of
from catalogue.places.holidays import holiday_on
from catalogue.places.models import Place
from catalogue.places.school_holidays import school_holidays
from core import local_time

from ..models import OfferPage, Session, SessionState
from ..schedule import Moments
from .rule import MOST_TIMES, Rule

Hours = tuple[int, time, time]  # days after the first, from, to: at the clock of the place


@dataclass(frozen=True)
class Wanted:
    """What every session of the series will be. ``hours``: one line a meeting."""

    offer: OfferPage
    place: Place | None
    hours: tuple[Hours, ...]
    room: str = ""
    host_id: int | None = None
    skips_holidays: bool = True
    skips_school_holidays: bool = False

    @property
    def departement(self) -> str:
        return self.place.departement if self.place else ""

    @property
    def zone(self) -> str:
        return self.place.time_zone if self.place else local_time.REMOTE

    def moments_on(self, day: date) -> Moments:
        """Return the meetings of a session that begins on a day: the same hours on the place's clock, through changes of hour."""
        return [
            (self._moment(day + timedelta(days=after), starts), self._moment(day + timedelta(days=after), ends))
            for after, starts, ends in self.hours
        ]

    def _moment(self, day: date, hour: time) -> datetime:
        return local_time.from_place(datetime.combine(day, hour), self.zone)


@dataclass(frozen=True)
class PlannedDay:
    """``why_not`` says why it is left out, "" where it will do; ``may_take``: the team may take it all the same."""

    day: date
    moments: Moments
    why_not: str = ""
    may_take: bool = True


@dataclass(frozen=True)
class Known:
    """What is there already, read once for all the days."""

    closed: dict[date, str] = field(default_factory=dict)
    school: list[tuple[date, date, str]] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)


def planned_days(rule: Rule, wanted: Wanted, *, left_out: Iterable[date] = (), now: datetime) -> list[PlannedDay]:
    """Return the days of a rule, those left out with their reason; three queries at most.

    With a number of times, days are counted that will do: those left out are made up for at the end.
    """
    days = list(rule.days())
    if not days:
        return []
    known = read_known(wanted, days[0], days[-1])
    taken_out = set(left_out)
    found: list[PlannedDay] = []
    kept = 0
    for day in days:
        if kept >= (rule.times or MOST_TIMES):
            break
        planned = look_at(day, wanted, known, now)
        found.append(planned)
        kept += not planned.why_not and day not in taken_out
    return found


def read_known(wanted: Wanted, first: date, last: date) -> Known:
    """Read the closed days of the place, and the sessions there or of the same host, between two days; three queries at most."""
    last += timedelta(days=max(after for after, _starts, _ends in wanted.hours))
    there = Q(place=wanted.place) if wanted.place else Q(place=None, offer=wanted.offer)
    if wanted.host_id:
        there |= Q(host=wanted.host_id)
    sessions = Session.objects.filter(there, local_day__gte=first - timedelta(days=1), local_day__lte=last + timedelta(days=1))
    sessions = sessions.exclude(state=SessionState.CANCELLED).select_related("offer").order_by("starts_at", "pk")
    school = school_holidays(wanted.departement, first, last) if wanted.skips_school_holidays else []
    return Known(closed_days_of(wanted.place, first, last), school, list(sessions))


def look_at(day: date, wanted: Wanted, known: Known, now: datetime, *, but: Container[int] = ()) -> PlannedDay:
    """Return a day with the first reason not to take it; the sessions of ``but`` are not in the way (it is those one moves)."""
    moments = wanted.moments_on(day)
    if moments[0][0] <= now:
        return PlannedDay(day, moments, _("Already past"), may_take=False)
    others = [session for session in known.sessions if session.pk not in but]
    for other in others:
        same_place = other.place_id == (wanted.place.pk if wanted.place else None)
        if same_place and other.offer_id == wanted.offer.pk and other.starts_at == moments[0][0] and other.room == wanted.room:
            return PlannedDay(day, moments, _("Already in the calendar"), may_take=False)
    days = [local_time.local_day(start, wanted.zone) for start, _end in moments]
    for one in days:
        if one in known.closed:
            return PlannedDay(day, moments, _("The place is closed: %(reason)s") % {"reason": known.closed[one]}, may_take=False)
    for one in days:
        if wanted.skips_holidays and (holiday := holiday_on(wanted.departement, one)):
            return PlannedDay(day, moments, _("Public holiday: %(name)s") % {"name": holiday})
        for first, last, name in known.school:
            if first <= one <= last:
                return PlannedDay(day, moments, _("School holidays: %(name)s") % {"name": name})
    return PlannedDay(day, moments, _busy(moments, wanted, others))


def _busy(moments: Moments, wanted: Wanted, others: list[Session]) -> str:
    """Say that the room or the host is taken at that time, by the bounds of the other session."""
    for other in others:
        if not any(start < other.ends_at and other.starts_at < end for start, end in moments):
            continue
        if other.ends_at - other.starts_at > timedelta(days=1):
            continue  # a course of several meetings: its bounds say nothing of the days between
        same_place = other.place_id == (wanted.place.pk if wanted.place else None)
        if same_place and wanted.room and other.room.casefold() == wanted.room.casefold():
            return _("The room is taken: %(offer)s") % {"offer": other.offer.title}
        if wanted.host_id and other.host_id == wanted.host_id:
            return _("The host is busy: %(offer)s") % {"offer": other.offer.title}
    return ""

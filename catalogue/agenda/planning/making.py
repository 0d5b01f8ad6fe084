"""Make the sessions of a series, on the days the team has kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import local_time

from ..models import Session, SessionSeries
from ..sessions import create_session, source_of
from .dates import Hours, Wanted, look_at, read_known
from .rule import MOST_TIMES, Rule


class NoDay(ValueError):
    """Not one day was kept, or more than a series may have."""


@dataclass(frozen=True)
class BookingTimes:
    """When booking opens and closes, told from each session: days before, hours before; None: at once, when it starts."""

    opens_days_before: int | None = None
    closes_hours_before: int | None = None

    def of(self, starts: datetime, zone: str) -> dict[str, datetime]:
        fields = {}
        if self.opens_days_before is not None:
            day = local_time.local_day(starts, zone) - timedelta(days=self.opens_days_before)
            fields["booking_opens_at"] = local_time.from_place(datetime.combine(day, time(8)), zone)
        if self.closes_hours_before is not None:
            fields["booking_closes_at"] = starts - timedelta(hours=self.closes_hours_before)
        return fields


@dataclass
class Made:
    """``refused``: days somebody else took, or closed, since they were shown."""

    series: SessionSeries
    sessions: list[Session] = field(default_factory=list)
    refused: list[date] = field(default_factory=list)


def make_series(
    rule: Rule,
    wanted: Wanted,
    days: Iterable[date],
    *,
    capacity: int,
    booking: BookingTimes | None = None,
    opened: bool = True,
    by: Any = None,
    like: Session | None = None,
    now: datetime | None = None,
    **fields: Any,
) -> Made:
    """Make one session a day, all or nothing; ``fields`` are other fields of Session (language, programme…).

    ``days`` are those ticked, of the rule's; the rule's other days are written down as exceptions. ``like``: a session that the
    series begins with, already there. NoDay; ValidationError.
    """
    now, booking = now or timezone.now(), booking or BookingTimes()
    kept = sorted(set(days))
    if not 1 <= len(kept) <= MOST_TIMES:
        raise NoDay
    with transaction.atomic():
        left_out = [day.isoformat() for day in rule.days() if day not in kept and day <= kept[-1]]
        made = Made(
            SessionSeries.objects.create(
                offer=source_of(wanted.offer),
                place=wanted.place,
                repeats=rule.repeats,
                first_day=rule.first_day,
                until=rule.until,
                times=rule.times,
                skips_holidays=wanted.skips_holidays,
                skips_school_holidays=wanted.skips_school_holidays,
                left_out=left_out,
                made_by=by,
            )
        )
        known = read_known(wanted, kept[0], kept[-1])
        for day in kept:
            planned = look_at(day, wanted, known, now)
            if not planned.may_take:
                made.refused.append(day)
                continue
            of_day = {**fields, **booking.of(planned.moments[0][0], wanted.zone)}
            of_day |= {"room": wanted.room, "host_id": wanted.host_id, "series": made.series}
            made.sessions.append(create_session(wanted.offer, wanted.place, planned.moments, capacity=capacity, opened=opened, **of_day))
        if not made.sessions:
            raise NoDay
        if like is not None and like.series_id is None:
            Session.objects.filter(pk=like.pk, series=None).update(series=made.series)
    return made


def hours_of(session: Session) -> tuple[Hours, ...]:
    """Return the meetings of a session as they stand on the place's clock, told from its first day; one query."""
    zone, first = session.time_zone, session.local_day
    hours = []
    for meeting in session.meetings.all():
        starts, ends = local_time.at_place(meeting.starts_at, zone), local_time.at_place(meeting.ends_at, zone)
        hours.append(((starts.date() - first).days, starts.time(), ends.time()))
    return tuple(hours)

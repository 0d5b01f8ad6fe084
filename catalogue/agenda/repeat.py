"""Repeat a session every week until a day, at the same hours of the place's clock, public holidays of its département left out."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from catalogue.places.holidays import is_holiday
from core import local_time

from .models import Session
from .sessions import create_session

MOST_WEEKS = 60
COPIED = ("room", "remote_url", "language", "host", "has_waiting_list", "programme", "funder", "reserved_to")


class TooLong(ValueError):
    """The day is more than ``MOST_WEEKS`` weeks away."""


@dataclass
class Repeated:
    """``made`` are the new sessions; ``skipped`` the days left out: public holidays, or one is there already."""

    made: list[Session] = field(default_factory=list)
    skipped: list[date] = field(default_factory=list)


def weekly(session: Session, until: date, *, opened: bool = True) -> Repeated:
    """Make one session a week after this one, the last on or before ``until``; running it twice makes none twice.

    All its meetings move together; a week in which one falls on a public holiday is skipped. Booking opens and closes as long
    before as it does for this one. TooLong.
    """
    if until > session.local_day + timedelta(weeks=MOST_WEEKS):
        raise TooLong
    zone = session.time_zone
    departement = session.place.departement if session.place else ""
    meetings = [(meeting.starts_at, meeting.ends_at) for meeting in session.meetings.all()]
    result = Repeated()
    with transaction.atomic():
        there = set(Session.objects.filter(offer=session.offer_id, place=session.place_id).values_list("starts_at", flat=True))
        week = 1
        while (day := session.local_day + timedelta(weeks=week)) <= until:
            moments = [(_weeks_later(start, week, zone), _weeks_later(end, week, zone)) for start, end in meetings]
            days = [local_time.local_day(start, zone) for start, _end in moments]
            if any(is_holiday(departement, one) for one in days) or moments[0][0] in there:
                result.skipped.append(day)
            else:
                result.made.append(_copy(session, moments, week, zone, opened))
            week += 1
    return result


def _copy(session: Session, moments: list[tuple[datetime, datetime]], week: int, zone: str, opened: bool) -> Session:
    fields = {name: getattr(session, name) for name in COPIED}
    for name in ("booking_opens_at", "booking_closes_at"):
        moment = getattr(session, name)
        fields[name] = _weeks_later(moment, week, zone) if moment else None
    return create_session(session.offer, session.place, moments, capacity=session.capacity, opened=opened, **fields)


def _weeks_later(moment: datetime, weeks: int, zone: str) -> datetime:
    """The same hour on the place's clock, some weeks later, through changes of hour."""
    return local_time.from_place(local_time.at_place(moment, zone).replace(tzinfo=None) + timedelta(weeks=weeks), zone)

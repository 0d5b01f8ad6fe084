"""A session copied into the form of a new one: another day or place, and the rest is there already."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from core import local_time

from ..models import Session
from .series_form import COPIED


def values_like(session: Session) -> dict[str, Any]:
    """Return what the form of a new session begins with; its meetings are some weeks later, so that they are to come."""
    zone = session.time_zone
    weeks = 1
    while session.local_day + timedelta(weeks=weeks) <= timezone.localdate():
        weeks += 1
    later = timedelta(weeks=weeks)

    def moved(moment: datetime | None) -> datetime | None:
        return local_time.at_place(moment, zone).replace(tzinfo=None) + later if moment else None

    meetings = []
    for meeting in session.meetings.all():
        starts, ends = local_time.at_place(meeting.starts_at, zone), local_time.at_place(meeting.ends_at, zone)
        meetings.append({"day": starts.date() + later, "starts": starts.time(), "ends": ends.time()})
    values = {name: getattr(session, name) for name in COPIED} | {"meetings": meetings, "opened": True}
    return values | {name: moved(getattr(session, name)) for name in ("booking_opens_at", "booking_closes_at")}

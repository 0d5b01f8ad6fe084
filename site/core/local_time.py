"""Times belong to the place: shown in its own time zone, stored in UTC."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

REMOTE = "Europe/Paris"


def at_place(moment: datetime, time_zone: str = "") -> datetime:
    """Return an aware moment in a place's time zone (Europe/Paris for what is remote)."""
    return moment.astimezone(ZoneInfo(time_zone or REMOTE))


def local_day(moment: datetime, time_zone: str = "") -> date:
    return at_place(moment, time_zone).date()


def from_place(naive: datetime, time_zone: str = "") -> datetime:
    """Return the UTC moment of a wall clock time typed for a place."""
    return timezone.make_aware(naive, ZoneInfo(time_zone or REMOTE)).astimezone(ZoneInfo("UTC"))

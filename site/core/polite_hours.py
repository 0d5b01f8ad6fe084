"""Nobody is texted before nine nor after eight in the evening, by the clock of the place."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from .local_time import at_place

EARLIEST, LATEST = time(9), time(20)


def is_polite(now: datetime, time_zone: str) -> bool:
    return EARLIEST <= at_place(now, time_zone).time() < LATEST


def next_polite(now: datetime, time_zone: str, *, before: datetime | None = None) -> datetime:
    """Return the first polite moment from now on; now itself when that would be too late to be of use."""
    local = at_place(now, time_zone)
    if EARLIEST <= local.time() < LATEST:
        return now
    day = local.date() if local.time() < EARLIEST else local.date() + timedelta(days=1)
    soon = timezone.make_aware(datetime.combine(day, EARLIEST), local.tzinfo)
    return now if before is not None and soon >= before - timedelta(hours=1) else soon

"""Nobody is texted before nine nor after eight in the evening, by the clock of the place."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from .local_time import at_place

EARLIEST, LATEST = time(9), time(20)


def is_polite(now: datetime, time_zone: str) -> bool:
    return EARLIEST <= at_place(now, time_zone).time() < LATEST


def next_polite(now: datetime, time_zone: str, *, before: datetime | None = None) -> datetime:
    """Return the first polite moment from now on; now itself when that would be too late to be of use."""
    soon = _first_polite(now, time_zone)
    return now if before is not None and soon > now and soon >= before - timedelta(hours=1) else soon


def polite_end(now: datetime, span: timedelta, time_zone: str) -> datetime:
    """Return when a span of polite time that begins now (in the morning, when it is night) is over; nights do not count.

    Three hours from seven in the evening end at eleven the next morning; eleven hours, a whole day, end at the same hour the next day.
    """
    end, left = _first_polite(now, time_zone), span
    while (today := _evening_of(end, time_zone) - end) < left:
        left -= today
        end = _first_polite(_evening_of(end, time_zone), time_zone)
    return end + left


def _first_polite(now: datetime, time_zone: str) -> datetime:
    local = at_place(now, time_zone)
    if EARLIEST <= local.time() < LATEST:
        return now
    day = local.date() if local.time() < EARLIEST else local.date() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, EARLIEST), local.tzinfo)


def _evening_of(moment: datetime, time_zone: str) -> datetime:
    local = at_place(moment, time_zone)
    return timezone.make_aware(datetime.combine(local.date(), LATEST), local.tzinfo)

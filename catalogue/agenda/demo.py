"""Demo content of this room: the skills; and the slots at which the rooms above hold their sessions."""

import random
from datetime import date, datetime, time, timedelta

from core import local_time

from .public_holidays import is_holiday
from .skills import load_skills

HOURS = (time(9, 30), time(10), time(14), time(14, 30), time(17, 30))


def build(rng: random.Random, today: date) -> int:
    """Load the skills; returns how many rows were added."""
    return load_skills()


def upcoming_slots(
    rng: random.Random, today: date, weeks: int = 9, *, time_zone: str = "", hours: float = 2
) -> list[tuple[datetime, datetime]]:
    """Return one (start, end) a week, on the same weekday and hour, from tomorrow on; public holidays are skipped.

    Aware moments, typed in the place's own time zone.
    """
    first = today + timedelta(days=rng.randrange(1, 8))
    while first.weekday() > 4:
        first += timedelta(days=1)
    hour = rng.choice(HOURS)
    days = [first + timedelta(weeks=week) for week in range(weeks)]
    starts = [local_time.from_place(datetime.combine(day, hour), time_zone) for day in days if not is_holiday(day)]
    return [(start, start + timedelta(hours=hours)) for start in starts]

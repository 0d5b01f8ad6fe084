"""Public holidays in France (Code du travail, L3133-1), computed; overseas and Alsace-Moselle add their own, left to the editor."""

from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
FROM_EASTER = (1, 39, 50)  # Easter Monday, Ascension, Whit Monday


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian algorithm, Meeus)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    skipped = century // 4
    shift = (century + 8) // 25
    epact = (19 * golden + century - skipped - (century - shift + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=32)
def holidays(year: int) -> frozenset[date]:
    sunday = easter(year)
    return frozenset([date(year, month, day) for month, day in FIXED] + [sunday + timedelta(days=after) for after in FROM_EASTER])


def is_holiday(day: date) -> bool:
    return day in holidays(day.year)

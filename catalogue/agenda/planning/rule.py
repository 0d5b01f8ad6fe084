"""The days of a rule: every week, every two weeks, or each month on the same weekday. Pure: no clock, no database."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ..models.series import Repeats

MOST_TIMES = 104
LONGEST = timedelta(days=2 * 366)  # from the first day to the last


@dataclass(frozen=True)
class Rule:
    """Until a day (included), or a number of times: one of the two is given."""

    repeats: Repeats | str
    first_day: date
    until: date | None = None
    times: int | None = None

    def days(self) -> Iterator[date]:
        """Yield the days in order, until ``until`` where there is one, else as long as a series may last; ``times`` is the caller's."""
        last = min(self.until, self.first_day + LONGEST) if self.until else self.first_day + LONGEST
        for day in self._endless():
            if day > last:
                return
            yield day

    def _endless(self) -> Iterator[date]:
        if self.repeats in (Repeats.MONTHLY, Repeats.MONTHLY_LAST):
            yield from self._monthly()
            return
        step = timedelta(weeks=2 if self.repeats == Repeats.FORTNIGHTLY else 1)
        day = self.first_day
        while True:
            yield day
            day += step

    def _monthly(self) -> Iterator[date]:
        rank = 5 if self.repeats == Repeats.MONTHLY_LAST else rank_in_month(self.first_day)
        year, month = self.first_day.year, self.first_day.month
        while True:
            day = nth_weekday(year, month, self.first_day.weekday(), rank)
            if day >= self.first_day:
                yield day
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def rank_in_month(day: date) -> int:
    """Return 1 for the first such weekday of its month, up to 5."""
    return (day.day - 1) // 7 + 1


def nth_weekday(year: int, month: int, weekday: int, rank: int) -> date:
    """Return the ``rank``-th Monday, Tuesday… (0 is Monday) of a month; the last one where there is no fifth."""
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7 + 7 * (rank - 1)
    length = calendar.monthrange(year, month)[1]
    return date(year, month, day if day <= length else day - 7)

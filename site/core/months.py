"""Whole months, as reports ask for them."""

from datetime import date, timedelta

from django.utils import timezone

MONTHS = 12


def period(first: str, last: str) -> tuple[date, date]:
    """Return the first and last days of whole months between two "2026-11" texts; the last twelve when they say nothing useful."""
    today = timezone.localdate()
    end = _month(last) or today.replace(day=1)
    begin = _month(first) or months_later(end, 1 - MONTHS)
    begin, end = min(begin, end), max(begin, end)
    return begin, months_later(end, 1) - timedelta(days=1)


def months_between(first: date, last: date) -> list[date]:
    """Return the first day of each month from the one of ``first`` to the one of ``last``."""
    begin = first.replace(day=1)
    count = (last.year - begin.year) * 12 + last.month - begin.month + 1
    return [months_later(begin, number) for number in range(max(count, 0))]


def months_later(month: date, number: int) -> date:
    """Return the first day of the month ``number`` months after a month's first day."""
    rank = month.year * 12 + month.month - 1 + number
    return date(min(max(rank // 12, 1), 9999), rank % 12 + 1, 1)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None

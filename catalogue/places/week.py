"""The hours of a place day by day: this week, the ordinary week, and the holidays that change it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, State

from core.local_time import REMOTE
from core.moments import hour

from .holidays import holiday_on, is_holiday
from .opening import (
    Span,
    has_open_end,
    is_expression,
    is_unsure_on,
    leaves_to_call,
    mentions_school_holidays,
    ordinary_hours,
    spans_of,
    zone_of,
)

_DAY = timedelta(days=1)
_ONE_OFF = re.compile(r"^\s*\d{4}\b[^;]*\boff\s*$")  # "2026 Dec 24-2027 Jan 02 off"
_APPOINTMENT = "sur rendez-vous"
_WEEKS_COMPARED = 8
_WEEKS_AHEAD = 56  # a season may be a year away
_LAST_YEAR = 9990


@dataclass(frozen=True)
class DayHours:
    """``hours``: one text an opening; ``holiday``: the name of the holiday it is, "" on an ordinary day."""

    day: str
    date: date
    hours: list[str] = field(default_factory=list)
    text: str = ""
    is_today: bool = False
    holiday: str = ""


@dataclass(frozen=True)
class SameHours:
    """Days of the same hours together: "Monday to Friday", "9 to 12 and 14 to 17"."""

    days: str
    text: str
    is_open: bool


def week_in_words(text: str, time_zone: str = REMOTE, now: datetime | None = None, departement: str = "", after: int = 0) -> list[DayHours]:
    """Return the seven days of this week from Monday (``after`` weeks later), such as ("lundi", ["9 h à 12 h", "14 h à 17 h"]).

    Empty when the hours are not known: prose, nothing, or an expression that never opens in a year. A public holiday that the hours
    say nothing of says to call.
    """
    today = _here(time_zone, now)
    hours = ordinary_hours(text, time_zone)
    if hours is None or today.year > _LAST_YEAR or not _ever_opens(hours, today):
        return []
    monday, open_ended = _monday(today) + after * 7 * _DAY, has_open_end(text)
    days = []
    for start, spans in zip(_days_from(monday), _by_day(hours, monday), strict=True):
        shown = [_span_in_words(span, start, open_ended) for span in spans]
        words = _(" and ").join(shown) if shown else _("closed")
        if shown and is_unsure_on(text, departement, start.date()):
            words, shown = _("public holiday: please call"), []
        days.append(
            DayHours(
                day=str(WEEKDAYS[start.weekday()]),
                date=start.date(),
                hours=shown,
                text=words,
                is_today=start.date() == today.date(),
                holiday=holiday_on(departement, start.date()) or "",
            )
        )
    return days


def ordinary_week(text: str, time_zone: str = REMOTE, now: datetime | None = None, departement: str = "") -> list[SameHours]:
    """Return the nearest week that has an opening and no holiday, to hang on a door, days of the same hours together; empty when the
    hours are not known.
    """
    text = _without_closures(text)
    today = _here(time_zone, now)
    hours = ordinary_hours(text, time_zone)
    if hours is None or today.year > _LAST_YEAR:
        return []
    days = week_in_words(text, time_zone, now, departement, after=_weeks_to_ordinary(hours, departement, today))
    groups: dict[str, list[int]] = {}
    for number, day in enumerate(days):
        groups.setdefault(day.text, []).append(number)
    opened = [(text, numbers) for text, numbers in groups.items() if days[numbers[0]].hours]
    closed = [(text, numbers) for text, numbers in groups.items() if not days[numbers[0]].hours]
    return [SameHours(_days_in_words(numbers), text, bool(days[numbers[0]].hours)) for text, numbers in opened + closed]


def changes_between_weeks(text: str, time_zone: str = REMOTE, now: datetime | None = None, departement: str = "") -> bool:
    """Tell whether the ordinary weeks of the next two months are not all the same (every other week, a season's end), or have no
    opening at all.
    """
    text = _without_closures(text)
    today = _here(time_zone, now)
    hours = ordinary_hours(text, time_zone)
    if hours is None or today.year > _LAST_YEAR:
        return False
    if _weeks_to_ordinary(hours, departement, today) >= _WEEKS_COMPARED:
        return True
    seen: dict[int, list] = {}
    monday = _monday(today)
    for start in (monday + days * _DAY for days in range(7 * _WEEKS_COMPARED)):
        if not is_holiday(departement, start.date()):
            spans = [(span[0].time(), span[1].time(), span[1] - span[0]) for span in _of_day(hours, start)]
            if seen.setdefault(start.weekday(), spans) != spans:
                return True
    return False


def week_of_moments(
    text: str, time_zone: str = REMOTE, now: datetime | None = None, departement: str = ""
) -> list[tuple[datetime, datetime]]:
    """Return (opens, closes) local moments of the nearest week without holidays, for programs; empty when only a call can tell.

    A day open from midnight to midnight is one moment of 24 hours.
    """
    text = _without_closures(text)
    today = _here(time_zone, now)
    hours = ordinary_hours(text, time_zone)
    if hours is None or leaves_to_call(text) or today.year > _LAST_YEAR:
        return []
    monday = _monday(today) + _weeks_to_ordinary(hours, departement, today) * 7 * _DAY
    return [(span[0], span[1]) for spans in _by_day(hours, monday) for span in spans if span[2] == State.OPEN and not span[3]]


def moments_on(text: str, time_zone: str, day: date) -> list[tuple[datetime, datetime]]:
    """Return (opens, closes) local moments of one day; empty when it is closed or the hours are not known."""
    hours = ordinary_hours(text, time_zone)
    if hours is None or day.year > _LAST_YEAR:
        return []
    return [(span[0], span[1]) for span in _of_day(hours, datetime.combine(day, time(), zone_of(time_zone)))]


def holidays_to_call_about(text: str, time_zone: str, departement: str, now: datetime | None = None, days: int = 14) -> list[date]:
    """Return the public holidays of the next days (today included) on which the hours would say open without knowing."""
    today = _here(time_zone, now)
    hours = ordinary_hours(text, time_zone)
    if hours is None or today.year > _LAST_YEAR:
        return []
    ahead = [_midnight(today) + offset * _DAY for offset in range(days + 1)]
    return [start.date() for start in ahead if is_unsure_on(text, departement, start.date()) and _of_day(hours, start)]


def varies_in_school_holidays(text: str) -> bool:
    return mentions_school_holidays(text) and is_expression(text)


def _without_closures(text: str) -> str:
    """Return the hours without the days a place closes once."""
    return ";".join(rule for rule in text.split(";") if not _ONE_OFF.match(rule))


def _here(time_zone: str, now: datetime | None) -> datetime:
    return (now or timezone.now()).astimezone(zone_of(time_zone))


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _monday(today: datetime) -> datetime:
    return _midnight(today) - today.weekday() * _DAY


def _days_from(monday: datetime) -> list[datetime]:
    return [monday + offset * _DAY for offset in range(7)]


def _by_day(hours: OpeningHours, monday: datetime) -> list[list[Span]]:
    return [_of_day(hours, start) for start in _days_from(monday)]


def _of_day(hours: OpeningHours, midnight: datetime) -> list[Span]:
    """Return the openings that begin on a day, each to its true end, be it past midnight; a longer one is cut at midnights."""
    end = midnight + _DAY
    found: list[Span] = []
    for begins, ends, state, comment in spans_of(hours, midnight - _DAY, end + _DAY):
        if state == State.CLOSED or ends <= midnight or begins >= end:
            continue
        if ends - begins >= _DAY:
            found.append((max(begins, midnight), min(ends, end), state, comment))
        elif begins >= midnight:
            found.append((begins, ends, state, comment))
    return found


def _ever_opens(hours: OpeningHours, today: datetime) -> bool:
    monday = _monday(today)
    return any(state != State.CLOSED for _begins, _ends, state, _comment in spans_of(hours, monday, monday + 400 * _DAY))


def _weeks_to_ordinary(hours: OpeningHours, departement: str, today: datetime) -> int:
    """Return how many weeks ahead the first ordinary week is; the one after it when a season only begins in the first."""
    monday = _monday(today)
    first, most = 0, 0
    for weeks in range(_WEEKS_AHEAD):
        start = monday + weeks * 7 * _DAY
        if any(is_holiday(departement, day.date()) for day in _days_from(start)):
            continue
        openings = sum(map(len, _by_day(hours, start)))
        if most:
            return weeks if openings > most else first
        if openings:
            first, most = weeks, openings
    return first


def _span_in_words(span: Span, midnight: datetime, open_ended: bool) -> str:
    begins, ends, state, comment = span
    if begins <= midnight and ends >= midnight + _DAY:
        words = _("all day")
    elif ends == midnight + _DAY and open_ended:
        words = _("from %(opens)s") % {"opens": hour(begins.time())}
    elif ends == midnight + _DAY:
        words = _("%(opens)s to midnight") % {"opens": hour(begins.time())}
    else:
        words = _("%(opens)s to %(closes)s") % {"opens": hour(begins.time()), "closes": hour(ends.time())}
    if comment.casefold() == _APPOINTMENT:
        return _("%(hours)s (by appointment)") % {"hours": words}
    if comment:
        return f"{words} (\u2068{comment}\u2069)"  # in the writer's language, whatever the page's
    return words if state == State.OPEN else _("%(hours)s (call first)") % {"hours": words}


def _days_in_words(numbers: Sequence[int]) -> str:
    """Return "Monday to Friday", "Monday, Wednesday" or "every day" for days of the week (0 is Monday), in order."""
    if len(numbers) == 7:
        return _("every day")
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = []
    for run in runs:
        if len(run) > 2:
            words.append(_("%(first)s to %(last)s") % {"first": WEEKDAYS[run[0]], "last": WEEKDAYS[run[-1]]})
        else:
            words.extend(str(WEEKDAYS[number]) for number in run)
    return _(", ").join(words)

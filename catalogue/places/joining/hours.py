"""A plain week of opening hours, to and from what OpenStreetMap writes: Mo-Fr 09:00-12:00,14:00-17:00; PH off.

Only what a structure can say in the weekly grid is read back; anything else is kept as it is and shown as words.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
APPOINTMENT = "sur rendez-vous"  # stored in French, as the standard's other words are
MOST_CLOSURES = 8

Span = tuple[str, str]  # "09:00", "12:00"

_HOURS = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(rf'^(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*) (?P<hours>{_HOURS}(?:, ?{_HOURS})*)(?P<appointment> "{APPOINTMENT}")?$')
_DAY = r"\d{4} (?:" + "|".join(MONTHS) + r") \d{1,2}"
_CLOSURE = re.compile(rf"^({_DAY})(?:-({_DAY}))? off$")
_PROSE = re.compile(r'^"([^"]*)"$')
_TIME = re.compile(r"^(\d{1,2})\s*(?:h|:|\.|H)?\s*(\d{2})?\s*$")


@dataclass(frozen=True)
class Closure:
    """From ``first`` to ``last``, both included; hours hold no ``reason``, the team's closed days do (closing.py)."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True)
class Week:
    """``spans`` holds seven tuples, Monday first; ``prose`` replaces them where hours are only words."""

    spans: tuple[tuple[Span, ...], ...] = ((),) * 7
    by_appointment: bool = False
    closed_on_holidays: bool = True
    closures: tuple[Closure, ...] = field(default_factory=tuple)
    prose: str = ""

    @property
    def is_empty(self) -> bool:
        return not any(self.spans)

    def expression(self) -> str:
        """Return what is stored: an OSM expression, or plain words when no hour is said and nothing closes the place."""
        closures = [closure_rule(closure) for closure in self.closures]
        if self.is_empty:
            words = self.prose or (APPOINTMENT.capitalize() if self.by_appointment else "")
            if not words or not closures:
                return words
            quoted = words.replace('"', "’")
            return "; ".join([f'"{quoted}"', *closures])
        comment = f' "{APPOINTMENT}"' if self.by_appointment else ""
        rules = [f"{days} {hours}{comment}" for days, hours in _grouped(self.spans)]
        if self.closed_on_holidays:
            rules.append("PH off")
        return "; ".join([*rules, *closures])

    def with_closures(self, closures: list[Closure], today: date) -> "Week":
        """Return the same week with these closures: those over are dropped, the others in order, each once."""
        kept = sorted({closure for closure in closures if closure.last >= today}, key=lambda closure: (closure.first, closure.last))
        return replace(self, closures=tuple(kept[:MOST_CLOSURES]))


def read_week(text: str) -> Week | None:
    """Return the week of an expression that the grid can show, words as words; None for any other expression."""
    rules = [rule.strip() for rule in (text or "").split(";") if rule.strip()]
    if not rules:
        return Week()
    spans: list[tuple[Span, ...]] = [()] * 7
    holidays, appointments, prose, said = False, 0, "", 0
    closures: list[Closure] = []
    for rule in rules:
        if rule == "PH off":
            holidays = True
        elif found := _CLOSURE.match(rule):
            first = _date(found[1])
            last = _date(found[2]) if found[2] else first
            if first is None or last is None:
                return None
            closures.append(Closure(first, last))
        elif found := _PROSE.match(rule):
            prose = found[1]
        elif found := _RULE.match(rule):
            days = _days(found["days"])
            if days is None:
                return None
            said += 1
            appointments += bool(found["appointment"])
            for day in days:
                spans[day] = tuple((part[:5], part[6:]) for part in re.split(r", ?", found["hours"]))
        else:
            return None
    if appointments not in (0, said) or (prose and said) or any(len(day) > 2 for day in spans):
        return None
    if prose.casefold() == APPOINTMENT:
        return Week(by_appointment=True, closures=tuple(closures))
    return Week(tuple(spans), bool(appointments), holidays, tuple(closures), prose)


def week_of(text: str) -> Week | None:
    """Return the week of what a place holds: an expression, "Sur rendez-vous", or a sentence; None for an expression of another kind."""
    from ..opening import is_expression

    if (text or "").strip().casefold() == APPOINTMENT:
        return Week(by_appointment=True)
    week = read_week(text)
    if week is None and not is_expression(text):
        return Week(prose=text.strip())
    return week


def said_in_words(text: str) -> str:
    """Return the sentence inside an expression that is only a sentence and closures: '"Sur rendez-vous"; 2026 Dec 24 off'."""
    first = (text or "").split(";")[0].strip()
    found = _PROSE.match(first)
    return found[1] if found else ""


def closures_in(text: str, today: date, within: timedelta = timedelta(days=45)) -> list[Closure]:
    """Return the closures of an expression that run now or begin soon."""
    found = []
    for rule in (text or "").split(";"):
        match = _CLOSURE.match(rule.strip())
        first = _date(match[1]) if match else None
        last = (_date(match[2]) if match[2] else first) if match else None
        if first and last and last >= today and first <= today + within:
            found.append(Closure(first, last))
    return found


def read_time(text: str) -> str | None:
    """Return "09:30" for "9h30", "9:30", "9 h 30"; "09:00" for "9" or "9 h"; None for anything else."""
    found = _TIME.match(" ".join(text.split()).replace("\u00a0", " "))
    if not found or not found[0].isascii():
        return None
    hours, minutes = int(found[1]), int(found[2] or 0)
    if hours == 24 and minutes == 0:
        return "24:00"
    return f"{hours:02d}:{minutes:02d}" if hours < 24 and minutes < 60 else None


def _grouped(spans: tuple[tuple[Span, ...], ...]) -> list[tuple[str, str]]:
    """Return (days, hours) pairs: days with the same hours together, in the order of the week."""
    by_hours: dict[tuple[Span, ...], list[int]] = {}
    for day, hours in enumerate(spans):
        if hours:
            by_hours.setdefault(hours, []).append(day)
    return [(_day_words(days), ",".join(f"{opens}-{closes}" for opens, closes in hours)) for hours, days in by_hours.items()]


def _day_words(days: list[int]) -> str:
    parts, start = [], 0
    while start < len(days):
        end = start
        while end + 1 < len(days) and days[end + 1] == days[end] + 1:
            end += 1
        if end - start >= 2:
            parts.append(f"{DAYS[days[start]]}-{DAYS[days[end]]}")
        else:
            parts += [DAYS[day] for day in days[start : end + 1]]
        start = end + 1
    return ",".join(parts)


def _days(text: str) -> list[int] | None:
    days: list[int] = []
    for part in text.split(","):
        first, _dash, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            return None
        start, end = DAYS.index(first), DAYS.index(last or first)
        days += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    return days


def closure_rule(closure: Closure) -> str:
    """Return the rule of an expression that closes on these days."""
    first, last = _osm_day(closure.first), _osm_day(closure.last)
    return f"{first} off" if first == last else f"{first}-{last} off"


def _osm_day(day: date) -> str:
    return f"{day.year} {MONTHS[day.month - 1]} {day.day:02d}"


def _date(text: str) -> date | None:
    year, month, day = text.split(" ")
    try:
        return date(int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None

"""Whether a place is open, in words and in its own time zone: open until when, closed until when, or "call".

Hours are written as OpenStreetMap does (``Mo-Fr 09:00-12:00``). What is no such expression, what the expression leaves open, and a
public holiday it says nothing of, are answered by "call": a wrong hour costs a journey. The week in words stands in week.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, State

from core.local_time import REMOTE
from core.moments import day_in_words, hour

from .holidays import is_holiday
from .joining.hours import closures_in

_HORIZON = timedelta(days=400)
_MOST_SPANS = 500
_LAST_YEAR = 9990  # the library counts no further than 9999

# The library takes any day for one of the school holidays, and knows no place's sunrise.
_SCHOOL = re.compile(r"\bSH\b")
_SCHOOL_IN_LIST = re.compile(r"\bSH\b\s*,\s*|\s*,\s*\bSH\b")
_SUN = re.compile(r"\b(sunrise|sunset|dawn|dusk)\b")
_RULE = re.compile(r'(?:"[^"]*"|[^;"])+')
_OPEN_END = re.compile(r"\d\s*\+")
_HOLIDAYS = re.compile(r"\bPH\b")
_COMMENT = re.compile(r'"[^"]*"')

# (opens or begins, ends, state, comment)
Span = tuple[datetime, datetime, State, str]


@dataclass(frozen=True)
class Opening:
    """``is_open`` is None when only a call can tell; ``until`` and ``next`` are local moments; ``is_holiday``: today is one, and
    that is why one must call; ``is_exceptional``: it is closed today, for once.
    """

    text: str
    is_open: bool | None = None
    until: datetime | None = None
    next: datetime | None = None
    is_holiday: bool = False
    is_exceptional: bool = False


@dataclass(frozen=True)
class _Answer:
    """The same answer for all who speak another language: ``kind`` is "call", "holiday", "open", "always", "closed" or "long".

    ``for_once``: the hours say that today is off, this once.
    """

    kind: str
    moment: datetime | None = None
    for_once: bool = False


@lru_cache(maxsize=4096)
def parse_hours(text: str, time_zone: str = REMOTE) -> OpeningHours | None:
    """Return the parsed expression, or None for prose or nothing."""
    if not text or not text.strip() or len(text) > 1000:
        return None
    try:
        # SyntaxError, ParserError, and a panic of the library's Rust core on odd text are all "no hours".
        return OpeningHours(text.strip(), timezone=zone_of(time_zone), country="FR")
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return None


def opening_of(text: str, time_zone: str = REMOTE, now: datetime | None = None, departement: str = "") -> Opening:
    """Return what to tell a visitor about now; three answers: open, closed, call.

    ``departement``: its code, for its public holidays; "" for those of all France.
    """
    now = (now or timezone.now()).astimezone(zone_of(time_zone)).replace(second=0, microsecond=0)
    return _in_words(_answer(text, time_zone, departement, now), now)


def mentions_holidays(text: str) -> bool:
    """Tell whether the expression says anything of public holidays (10 of 1,279 real ones do)."""
    return bool(_HOLIDAYS.search(_COMMENT.sub("", text)))


def mentions_school_holidays(text: str) -> bool:
    return bool(_SCHOOL.search(_COMMENT.sub("", text)))


def has_open_end(text: str) -> bool:
    """Tell whether the hours begin and say no end, such as ``Mo 09:00+``."""
    return bool(_OPEN_END.search(_COMMENT.sub("", text)))


def ordinary_hours(text: str, time_zone: str = REMOTE) -> OpeningHours | None:
    """Return the hours outside school holidays; None when they are not known, or hang on the sun."""
    if _SUN.search(_COMMENT.sub("", text)):
        return None
    if mentions_school_holidays(text) and parse_hours(text, time_zone) is not None:
        rules = [_SCHOOL_IN_LIST.sub("", rule) for rule in _RULE.findall(text)]
        text = ";".join(rule for rule in rules if not mentions_school_holidays(rule))
    return parse_hours(text, time_zone)


def is_unsure_on(text: str, departement: str, day: date) -> bool:
    """Tell whether a day is a public holiday that the hours say nothing of.

    Hours that speak of holidays speak of those the library knows, which are those of all France.
    """
    return is_holiday(departement, day) and not (mentions_holidays(text) and is_holiday("", day))


def is_expression(text: str) -> bool:
    return parse_hours(text) is not None


def zone_of(time_zone: str) -> ZoneInfo:
    """Return a zone by its name; what is none is that of Paris."""
    try:
        return ZoneInfo(time_zone or REMOTE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(REMOTE)


def spans_of(hours: OpeningHours, start: datetime, end: datetime) -> Iterator[Span]:
    """Yield the spans between two local moments, closed ones too; fewer when the library gives up."""
    try:
        for span in islice(hours.intervals(start, end), _MOST_SPANS):
            yield span[0], span[1] or end, span[2], span[3]
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit)):
            raise


def leaves_to_call(text: str) -> bool:
    """Tell whether an expression says less than when the door is open: school holidays, the sun, an end left open."""
    return mentions_school_holidays(text) or has_open_end(text) or bool(_SUN.search(_COMMENT.sub("", text)))


@lru_cache(maxsize=8192)
def _answer(text: str, time_zone: str, departement: str, now: datetime) -> _Answer:
    """Return the answer for a minute: many places share the same hours, and many visitors the same minute."""
    hours = parse_hours(text, time_zone)
    if hours is None or leaves_to_call(text) or now.year > _LAST_YEAR:
        return _Answer("call")
    spans = spans_of(hours, now, now + _HORIZON)
    first = next(spans, None)
    if first is None:
        return _Answer("call")
    _begins, ends, state, comment = first
    if state == State.UNKNOWN or (state == State.OPEN and comment):
        return _Answer("call")
    if state == State.OPEN:
        if is_unsure_on(text, departement, now.date()):
            return _Answer("holiday")
        return _Answer("always") if ends >= now + _HORIZON else _Answer("open", ends)
    opens = next((span for span in spans if span[2] != State.CLOSED), None)
    if opens is None:
        return _Answer("call")
    for_once = bool(closures_in(text, now.date(), within=timedelta(0)))
    if is_unsure_on(text, departement, opens[0].date()):
        return _Answer("holiday" if opens[0].date() == now.date() else "long", for_once=for_once)
    if opens[2] == State.UNKNOWN or opens[3]:
        return _Answer("call")
    return _Answer("closed", opens[0], for_once)


def _in_words(answer: _Answer, now: datetime) -> Opening:
    moment = answer.moment
    if answer.kind == "open" and moment is not None:
        return Opening(_open_until(moment, now), True, until=moment)
    if answer.kind == "closed" and moment is not None:
        words = _closed_for_once(moment, now) if answer.for_once else _closed_until(moment, now)
        return Opening(words, False, next=moment, is_exceptional=answer.for_once)
    if answer.kind == "always":
        return Opening(_("Open all the time"), True)
    if answer.kind == "long" and answer.for_once:
        return Opening(_("Exceptionally closed: call to know when it opens"), False, is_exceptional=True)
    if answer.kind == "long":
        return Opening(_("Closed for now: call to know when it opens"), False)
    if answer.kind == "holiday":
        return Opening(_("Public holiday today: please call"), is_holiday=True)
    return Opening(_("Opening hours: please call"))


def _open_until(closes: datetime, now: datetime) -> str:
    days = (closes.date() - now.date()).days
    if closes.hour == closes.minute == 0:
        if days == 1:
            return _("Open until midnight")
        closes, days = closes - timedelta(minutes=1), days - 1
        return _("Open until %(day)s included") % {"day": WEEKDAYS[closes.weekday()] if days < 7 else day_in_words(closes)}
    if days < 2 and closes - now < timedelta(days=1):
        return _("Open until %(hour)s") % {"hour": hour(closes.time())}
    day = WEEKDAYS[closes.weekday()] if days < 7 else day_in_words(closes)
    return _("Open until %(day)s at %(hour)s") % {"day": day, "hour": hour(closes.time())}


def _closed_until(opens: datetime, now: datetime) -> str:
    at = hour(opens.time())
    days = (opens.date() - now.date()).days
    if days == 0:
        return _("Closed, opens at %(hour)s") % {"hour": at}
    if days == 1:
        return _("Closed, opens tomorrow at %(hour)s") % {"hour": at}
    if days < 7:
        return _("Closed, opens on %(day)s at %(hour)s") % {"day": WEEKDAYS[opens.weekday()], "hour": at}
    return _("Closed, opens on %(date)s at %(hour)s") % {"date": day_in_words(opens), "hour": at}


def _closed_for_once(opens: datetime, now: datetime) -> str:
    at = hour(opens.time())
    days = (opens.date() - now.date()).days
    if days == 1:
        return _("Exceptionally closed, opens tomorrow at %(hour)s") % {"hour": at}
    day = WEEKDAYS[opens.weekday()] if days < 7 else day_in_words(opens)
    return _("Exceptionally closed, opens on %(day)s at %(hour)s") % {"day": day, "hour": at}

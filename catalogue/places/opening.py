"""Opening hours in words, in the place's own time zone: open until when, closed until when, or "call".

Hours are written as OpenStreetMap does (``Mo-Fr 09:00-12:00``). What is no such expression is kept as it is and answered by
"call": a wrong hour costs a journey. The calendar of public holidays is always France's (the library knows no overseas one).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from opening_hours import OpeningHours, State

from core.local_time import REMOTE
from core.moments import day_in_words, hour

_HORIZON = timedelta(days=21)


@dataclass(frozen=True)
class Opening:
    """``is_open`` is None when only a call can tell; ``until`` and ``next`` are local moments."""

    text: str
    is_open: bool | None = None
    until: datetime | None = None
    next: datetime | None = None


@dataclass(frozen=True)
class DayHours:
    day: str
    date: date
    hours: list[str] = field(default_factory=list)
    text: str = ""
    is_today: bool = False


@lru_cache(maxsize=4096)
def parse_hours(text: str, time_zone: str = REMOTE) -> OpeningHours | None:
    """Return the parsed expression, or None for prose, nothing, or an expression that never opens."""
    if not text or not text.strip() or len(text) > 1000:
        return None
    try:
        zone = ZoneInfo(time_zone or REMOTE)
    except (ZoneInfoNotFoundError, ValueError):
        zone = ZoneInfo(REMOTE)
    try:
        # SyntaxError, ParserError, and a panic of the library's Rust core on odd text are all "no hours".
        return OpeningHours(text.strip(), timezone=zone, country="FR")
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return None


def opening_of(text: str, time_zone: str = REMOTE, now: datetime | None = None) -> Opening:
    """Return what to tell a visitor about now; three answers: open, closed, call."""
    hours = parse_hours(text, time_zone)
    if hours is None:
        return _call()
    now = (now or timezone.now()).astimezone(_zone(time_zone))
    spans = _spans(hours, now, now + _HORIZON)
    if not spans or any(comment for _start, _end, state, comment in spans if state != State.CLOSED):
        return _call()
    if spans[0][2] == State.UNKNOWN:
        return _call()
    if spans[0][2] == State.OPEN:
        end = spans[0][1]
        if end - now >= timedelta(days=2):
            return Opening(_("Open all the time"), True)
        return Opening(_("Open until %(hour)s") % {"hour": hour(end.time())}, True, until=end)
    opens = next((start for start, _end, state, _comment in spans if state == State.OPEN), None)
    if opens is None:
        return _call() if len(spans) == 1 else Opening(_("Closed for now: call to know when it opens"), False)
    return Opening(_closed_until(opens, now), False, next=opens)


def week_in_words(text: str, time_zone: str = REMOTE, now: datetime | None = None) -> list[DayHours]:
    """Return the next seven days' hours beginning on Monday, such as ("lundi", ["9 h à 12 h", "14 h à 17 h"]); empty when unknown.

    The hours are those of a plain week: they start from the coming Monday's calendar, so holidays of that week show.
    """
    hours = parse_hours(text, time_zone)
    if hours is None:
        return []
    today = (now or timezone.now()).astimezone(_zone(time_zone))
    monday = (today - timedelta(days=today.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    days = []
    for offset in range(7):
        start = monday + timedelta(days=offset)
        spans = [span for span in _spans(hours, start, start + timedelta(days=1)) if span[2] == State.OPEN]
        shown = [_span_in_words(begin, end, start) for begin, end, _state, _comment in spans]
        days.append(
            DayHours(
                day=str(WEEKDAYS[offset]),
                date=start.date(),
                hours=shown,
                text=_(" and ").join(shown) if shown else _("closed"),
                is_today=start.date() == today.date(),
            )
        )
    return days if any(day.hours for day in days) else []


def week_of_moments(text: str, time_zone: str = REMOTE, now: datetime | None = None) -> list[tuple[datetime, datetime]]:
    """Return (opens, closes) local moments of the present week, for programs; empty when unknown."""
    hours = parse_hours(text, time_zone)
    if hours is None:
        return []
    today = (now or timezone.now()).astimezone(_zone(time_zone))
    monday = (today - timedelta(days=today.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    spans = _spans(hours, monday, monday + timedelta(days=7))
    return [(begin, end) for begin, end, state, _comment in spans if state == State.OPEN and end - begin < timedelta(days=1)]


def mentions_holidays(text: str) -> bool:
    """Tell whether the expression says anything of public holidays (10 of 1,279 real ones do)."""
    return "PH" in text


def is_expression(text: str) -> bool:
    return parse_hours(text) is not None


def _call() -> Opening:
    return Opening(_("Opening hours: please call"))


def _zone(time_zone: str) -> ZoneInfo:
    try:
        return ZoneInfo(time_zone or REMOTE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(REMOTE)


def _spans(hours: OpeningHours, start: datetime, end: datetime) -> list[tuple[datetime, datetime, State, str]]:
    try:
        spans = list(hours.intervals(start, end))
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return []
    return [(span[0], span[1] or end, span[2], span[3]) for span in spans]


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


def _span_in_words(begin: datetime, end: datetime, midnight: datetime) -> str:
    if begin <= midnight and end >= midnight + timedelta(days=1):
        return _("all day")
    return _("%(opens)s to %(closes)s") % {"opens": hour(begin.time()), "closes": hour(end.time())}

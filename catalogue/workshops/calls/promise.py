"""When we call: a half-day the helpline works, named to the person and kept by the team."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.places.holidays import is_holiday
from core.helpline import Helpline
from core.local_time import REMOTE, at_place, from_place
from core.moments import day_in_words, hour

from ..models import SuitsWhen

NOON = time(12)
# A half-day that is almost over is no promise the team can keep.
LEAST = timedelta(hours=2)
DAYS_AHEAD = 30


@dataclass(frozen=True)
class Promise:
    """Between two moments of one day, by the clock of the helpline."""

    begins: datetime
    ends: datetime

    @property
    def day(self) -> str:
        return day_in_words(self.begins)

    @property
    def hours(self) -> str:
        return _("between %(start)s and %(end)s") % {"start": hour(self.begins), "end": hour(self.ends)}


def promise(suits: str, helpline: Helpline, now: datetime | None = None) -> Promise:
    """Return the next half-day that suits, of which two hours at least are left."""
    now = at_place(now or timezone.now())
    for ahead in range(DAYS_AHEAD):
        day = now.date() + timedelta(days=ahead)
        if day.weekday() not in helpline.weekdays or is_holiday("", day):
            continue
        for opens, closes in half_days(suits, helpline):
            begins, ends = _at(day, opens), _at(day, closes)
            if now <= max(ends - LEAST, begins):
                return Promise(begins, ends)
    return Promise(now, now + timedelta(days=DAYS_AHEAD))  # a helpline that never works: the team's list shows it all the same


def half_days(suits: str, helpline: Helpline) -> list[tuple[time, time]]:
    """Return the hours that suit, in order; all of them when the helpline does not work at those."""
    opens, closes = helpline.opens, helpline.closes
    halves = {SuitsWhen.MORNING: (opens, min(NOON, closes)), SuitsWhen.AFTERNOON: (max(NOON, opens), closes)}
    worked = {name: hours for name, hours in halves.items() if hours[0] < hours[1]}
    if suits in worked:
        return [worked[SuitsWhen(suits)]]
    return list(worked.values()) or [(opens, max(opens, closes))]


def _at(day: date, clock: time) -> datetime:
    return at_place(from_place(datetime.combine(day, clock), REMOTE))

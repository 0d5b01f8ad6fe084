"""Is the door open when the visitor can come? Asked for many places at once, so each answer for a minute is kept."""

from datetime import datetime, time, timedelta
from functools import lru_cache

from opening_hours import State

from ..opening import is_unsure_on, leaves_to_call, opening_of, parse_hours, spans_of, zone_of

NOW, EVENING, SATURDAY = "now", "evening", "saturday"
WHENS = (NOW, EVENING, SATURDAY)
_EVENING = time(18), time(22)
_SATURDAY = time(7), time(22)


@lru_cache(maxsize=16384)
def is_open(text: str, time_zone: str, departement: str, when: str, now: datetime) -> bool | None:
    """Tell whether hours say open at some time of ``when``, in the place's own zone; None when only a call can tell.

    ``now`` is a whole minute. This evening is from 18:00; Saturday is today when it is one, else the next.
    """
    if when == NOW:
        return opening_of(text, time_zone, now, departement).is_open
    hours = parse_hours(text, time_zone)
    if hours is None or leaves_to_call(text):
        return None
    here = now.astimezone(zone_of(time_zone))
    day = here.date() + timedelta(days=(5 - here.weekday()) % 7 if when == SATURDAY else 0)
    if is_unsure_on(text, departement, day):
        return None
    begins, ends = (datetime.combine(day, hour, here.tzinfo) for hour in (_EVENING if when == EVENING else _SATURDAY))
    begins = max(begins, here)
    if begins >= ends:
        return False
    unsure = False
    for start, end, state, comment in spans_of(hours, begins, ends):
        if start < ends and end > begins:
            if state == State.OPEN and not comment:
                return True
            unsure = unsure or state != State.CLOSED
    return None if unsure else False

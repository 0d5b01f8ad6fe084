"""How old what we say of a stock is, in words; after a fortnight, only a phone call can tell."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.local_time import local_day

STALE_DAYS = 14


def days_old(updated_at: datetime, time_zone: str = "", now: datetime | None = None) -> int:
    """Return how many days ago, by the calendar of the place; 0 for today, and for a clock that is ahead."""
    return max((local_day(now or timezone.now(), time_zone) - local_day(updated_at, time_zone)).days, 0)


def is_stale(days: int) -> bool:
    return days > STALE_DAYS


def age_in_words(days: int) -> str:
    """Return "mis à jour aujourd’hui", "mis à jour hier", "mis à jour il y a 3 jours"."""
    if days == 0:
        return _("updated today")
    if days == 1:
        return _("updated yesterday")
    return ngettext("updated %(days)d day ago", "updated %(days)d days ago", days) % {"days": days}

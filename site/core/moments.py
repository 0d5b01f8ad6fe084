"""Days, hours and distances as people say them. Moments are already in the place's own time zone (see ``local_time``)."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

NBSP = "\u00a0"
_SHORTEST_SHOWN = 0.1  # km
# The usual French abbreviations; Django's own cut three letters ("jan.", "fév.", "sep.").
_FRENCH_MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


def day_in_words(moment: datetime | date) -> str:
    """Return "jeudi 27 novembre"; the year is said only when it is not the current one."""
    this_year = timezone.localdate().year == moment.year
    if (get_language() or "fr").startswith("fr"):
        number = "1er" if moment.day == 1 else str(moment.day)
        words = f"{date_format(moment, 'l')} {number}{NBSP}{date_format(moment, 'F')}"
        return words if this_year else f"{words}{NBSP}{moment.year}"
    return date_format(moment, "l j F" if this_year else "l j F Y")


def short_weekday(moment: datetime | date) -> str:
    """Return "jeu.", "Thu", "الخميس": what stands at the top of a calendar leaf."""
    language = (get_language() or "fr")[:2]
    if language == "fr":
        return f"{date_format(moment, 'D').lower().rstrip('.')}."
    return date_format(moment, "l" if language == "ar" else "D")


def short_month(moment: datetime | date) -> str:
    """Return "nov.", "Nov", "نوفمبر"."""
    language = (get_language() or "fr")[:2]
    if language == "fr":
        return _FRENCH_MONTHS[moment.month - 1]
    return date_format(moment, "F" if language == "ar" else "M")


def hour(moment: datetime | time) -> str:
    """Return "14 h" or "14 h 30" in French, "2 pm" or "2:30 pm" in English, "14:00" in Arabic."""
    language = (get_language() or "fr")[:2]
    if language == "fr":
        return f"{moment.hour}{NBSP}h" + (f"{NBSP}{moment.minute:02d}" if moment.minute else "")
    if language == "ar":
        return f"{moment.hour:02d}:{moment.minute:02d}"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{NBSP}{'am' if moment.hour < 12 else 'pm'}"


def duration(minutes: int) -> str:
    """Return "2 h", "1 h 30" or "45 min" for a number of minutes."""
    hours, rest = divmod(int(minutes), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02d}"}


def distance(km: float | None) -> str:
    """Return "à 600 m", "à 1,2 km", "à 24 km"; nothing when the distance is not known."""
    if km is None:
        return ""
    if km < 1:
        metres = round(max(km, _SHORTEST_SHOWN) * 10) * 100
        if metres < 1000:
            return _("%(metres)d m away") % {"metres": metres}
        km = 1.0
    decimals = 1 if km < 9.95 and round(km, 1) != round(km) else 0
    return _("%(km)s km away") % {"km": number_format(round(km, decimals), decimal_pos=decimals, force_grouping=True)}

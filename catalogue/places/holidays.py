"""Public holidays where a place is: the eleven of all France, and those of its département.

Code du travail: L3133-1 (the eleven), L3134-13 (Bas-Rhin, Haut-Rhin, Moselle), L3422-2 (the days slavery was abolished, overseas).
The Pacific collectivities have labour codes of their own, which are not here. Computed, without a query, for any year.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By month and day.
_FIXED = {
    (1, 1): _("New Year’s Day"),
    (5, 1): _("Labour Day"),
    (5, 8): _("Victory in Europe Day"),
    (7, 14): _("Bastille Day"),
    (8, 15): _("Assumption Day"),
    (11, 1): _("All Saints’ Day"),
    (11, 11): _("Armistice Day"),
    (12, 25): _("Christmas Day"),
}
# By days after Easter Sunday.
_FROM_EASTER = {1: _("Easter Monday"), 39: _("Ascension Day"), 50: _("Whit Monday")}

_ALSACE_MOSELLE = frozenset({"57", "67", "68"})
_GOOD_FRIDAY = _("Good Friday")  # by law where there is a Protestant church: there is one in every larger commune
_SAINT_STEPHEN = _("Saint Stephen’s Day")

_ABOLITION = {
    "971": (5, 27),  # Guadeloupe
    "972": (5, 22),  # Martinique
    "973": (6, 10),  # Guyane
    "974": (12, 20),  # La Réunion
    "976": (4, 27),  # Mayotte
    "977": (10, 9),  # Saint-Barthélemy
    "978": (5, 28),  # Saint-Martin
}
_ABOLITION_DAY = _("Abolition of Slavery Day")


def public_holidays(departement: str, year: int) -> dict[date, str]:
    """Return a year's public holidays and their names in the active language, in order.

    ``departement``: its code such as "16", "2A" or "974" (``Place.departement``); "" or an unknown one gives those of all France.
    """
    return {day: str(name) for day, name in _named(departement, year).items()}


def holiday_on(departement: str, day: date) -> str | None:
    """Return the name of the holiday a day is in a département, in the active language; None on an ordinary day."""
    name = _named(departement, day.year).get(day)
    return None if name is None else str(name)


def is_holiday(departement: str, day: date) -> bool:
    return day in _named(departement, day.year)


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian algorithm, Meeus)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    skipped = century // 4
    shift = (century + 8) // 25
    epact = (19 * golden + century - skipped - (century - shift + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=256)
def _named(departement: str, year: int) -> Mapping[date, str | Promise]:
    sunday = easter(year)
    days = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    if departement in _ABOLITION:
        days[date(year, *_ABOLITION[departement])] = _ABOLITION_DAY
    if departement in _ALSACE_MOSELLE:
        days[sunday - timedelta(days=2)] = _GOOD_FRIDAY
        days[date(year, 12, 26)] = _SAINT_STEPHEN
    for after, name in _FROM_EASTER.items():
        days.setdefault(sunday + timedelta(days=after), name)  # Ascension Day may fall on 1 or 8 May
    return MappingProxyType(dict(sorted(days.items())))

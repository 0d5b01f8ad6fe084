"""School holidays where a place is: its département says the zone, the calendar says the days.

The zones are those of the académies (code de l’éducation, L521-1; arrêtés of the calendar). Corsica and overseas are in none: the team
writes their holidays down by département. The calendar comes from ``data/school_holidays.json`` and is corrected in the admin.
"""

import json
from datetime import date
from pathlib import Path

from django.db.models import Q

from .models import SchoolHoliday

OFFICIAL = Path(__file__).parent / "data" / "school_holidays.json"

_ZONES = {
    # Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers
    "A": "25 39 70 90 24 33 40 47 64 03 15 43 63 21 58 71 89 07 26 38 73 74 19 23 87 01 42 69 16 17 79 86",
    # Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg
    "B": ("04 05 13 84 02 60 80 59 62 54 55 57 88 44 49 53 72 85 06 83 14 27 50 61 76 18 28 36 37 41 45 08 10 51 52 22 29 35 56 67 68"),
    # Créteil, Montpellier, Paris, Toulouse, Versailles
    "C": "77 93 94 11 30 34 48 66 75 09 12 31 32 46 65 81 82 78 91 92 95",
}
_ZONE_OF = {code: zone for zone, codes in _ZONES.items() for code in codes.split()}


def zone_of(departement: str) -> str:
    """Return "A", "B" or "C"; "" for a département that is in no zone, or an unknown one."""
    return _ZONE_OF.get(departement, "")


def school_holidays(departement: str, first: date, last: date) -> list[tuple[date, date, str]]:
    """Return (first day off, last day off, name) of the holidays that touch a span of days, in order; one query."""
    zone = zone_of(departement)
    here = Q(zone=zone) if zone else Q(zone="", departement=departement or "-")
    found = SchoolHoliday.objects.filter(here, first_day__lte=last, last_day__gte=first).order_by("first_day", "pk")
    return list(found.values_list("first_day", "last_day", "name"))


def load_official(model=SchoolHoliday) -> int:
    """Add the holidays of the file that are not there yet, by name, zone and year of their first day; what the team corrected stays.

    ``model`` is for migrations. Returns how many were added.
    """
    added = 0
    for row in json.loads(OFFICIAL.read_text(encoding="utf-8"))["holidays"]:
        first, last = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
        same = model.objects.filter(name=row["name"], zone=row["zone"], first_day__year=first.year)
        if not same.exists():
            model.objects.create(name=row["name"], zone=row["zone"], first_day=first, last_day=last)
            added += 1
    return added

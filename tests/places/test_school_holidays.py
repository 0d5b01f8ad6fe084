"""School holidays: which zone a département is in, and what the calendar says."""

from datetime import date

import pytest

from catalogue.places.departements import NAMES
from catalogue.places.models import SchoolHoliday
from catalogue.places.school_holidays import load_official, school_holidays, zone_of

pytestmark = pytest.mark.django_db


def test_every_departement_of_the_mainland_is_in_one_zone_and_no_other():
    without = {code for code in NAMES if not zone_of(code)}
    assert without == {code for code in NAMES if code in ("2A", "2B") or (code.startswith("9") and len(code) == 3)}
    assert (zone_of("38"), zone_of("59"), zone_of("75"), zone_of("974"), zone_of("")) == ("A", "B", "C", "", "")


def test_the_official_calendar_is_there_zone_by_zone():
    SchoolHoliday.objects.all().delete()
    assert load_official() == 36
    winter = {zone: school_holidays(code, date(2027, 2, 1), date(2027, 3, 15)) for zone, code in {"A": "38", "B": "59", "C": "75"}.items()}
    assert {zone: [(first, last) for first, last, _name in found] for zone, found in winter.items()} == {
        "A": [(date(2027, 2, 13), date(2027, 2, 28))],
        "B": [(date(2027, 2, 20), date(2027, 3, 7))],
        "C": [(date(2027, 2, 6), date(2027, 2, 21))],
    }
    assert school_holidays("974", date(2026, 1, 1), date(2028, 12, 31)) == []


def test_loading_again_keeps_what_the_team_corrected():
    SchoolHoliday.objects.all().delete()
    load_official()
    SchoolHoliday.objects.filter(name="Vacances de Noël", zone="A", first_day=date(2026, 12, 19)).update(last_day=date(2027, 1, 4))
    assert load_official() == 0
    assert school_holidays("38", date(2027, 1, 4), date(2027, 1, 4))


def test_overseas_has_its_own_by_departement():
    SchoolHoliday.objects.create(name="Été austral", departement="974", first_day=date(2026, 12, 19), last_day=date(2027, 1, 24))
    assert school_holidays("974", date(2027, 1, 10), date(2027, 1, 12))
    assert not [name for _first, _last, name in school_holidays("38", date(2027, 1, 10), date(2027, 1, 12)) if name == "Été austral"]

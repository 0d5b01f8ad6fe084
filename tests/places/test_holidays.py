"""Public holidays: those of all France, and those of the département."""

from datetime import date

import pytest
from django.utils import translation

from catalogue.places.holidays import easter, holiday_on, is_holiday, public_holidays


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)), (2038, date(2038, 4, 25))]
)
def test_easter_is_when_it_is(year, day):
    assert easter(year) == day


def test_the_eleven_holidays_of_all_france_are_known_in_order():
    days = list(public_holidays("16", 2027))
    assert days == sorted(days)
    assert [(day.month, day.day) for day in days] == [
        (1, 1), (3, 29), (5, 1), (5, 6), (5, 8), (5, 17), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25),
    ]  # fmt: skip
    assert public_holidays("", 2027) == public_holidays("999", 2027) == public_holidays("16", 2027)
    assert holiday_on("16", date(2027, 11, 24)) is None


@pytest.mark.parametrize(
    ("departement", "month", "day"),
    [("971", 5, 27), ("972", 5, 22), ("973", 6, 10), ("974", 12, 20), ("976", 4, 27), ("977", 10, 9), ("978", 5, 28), ("68", 12, 26)],
)
def test_a_departement_keeps_its_own_holiday_and_the_others_do_not(departement, month, day):
    assert is_holiday(departement, date(2026, month, day))
    assert not is_holiday("75", date(2026, month, day))
    assert len(public_holidays(departement, 2026)) in (12, 13)


def test_good_friday_is_a_holiday_in_alsace_and_moselle_only():
    assert [is_holiday(code, date(2027, 3, 26)) for code in ("57", "67", "68", "54", "90")] == [True] * 3 + [False] * 2


def test_two_holidays_on_one_day_count_once():
    assert easter(2035) == date(2035, 3, 25)
    assert len(public_holidays("16", 2008)) == 10  # Ascension Day on 1 May
    assert len(public_holidays("16", 2035)) == 11


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "abolition de l’esclavage"), ("en", "Abolition of Slavery Day"), ("ar", "ذكرى إلغاء الرق")]
)
def test_a_holiday_is_named_in_the_language_of_the_visitor(language, name):
    with translation.override(language):
        assert name in (holiday_on("974", date(2026, 12, 20)) or "")

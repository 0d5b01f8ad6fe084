"""The weekly grid says what OpenStreetMap writes, and reads it back."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.places.joining.hours import Closure, Week, closures_in, read_time, read_week, said_in_words, week_of
from catalogue.places.joining.week_form import WeekForm, copied, initial_week
from catalogue.places.opening import is_expression, opening_of

MORNING, BOTH = (("09:00", "12:00"),), (("09:00", "12:00"), ("14:00", "17:30"))
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("week", "expression"),
    [
        (Week((BOTH,) * 5 + ((), ())), "Mo-Fr 09:00-12:00,14:00-17:30; PH off"),
        (Week((BOTH, BOTH, (), MORNING, (), MORNING, ()), closed_on_holidays=False), "Mo,Tu 09:00-12:00,14:00-17:30; Th,Sa 09:00-12:00"),
        (Week((MORNING,) * 7, by_appointment=True), 'Mo-Su 09:00-12:00 "sur rendez-vous"; PH off'),
        (Week(by_appointment=True), "Sur rendez-vous"),
        (
            Week(by_appointment=True, closures=(Closure(date(2026, 12, 24), date(2027, 1, 3)),)),
            '"Sur rendez-vous"; 2026 Dec 24-2027 Jan 03 off',
        ),
        (Week((MORNING,) + ((),) * 6, closures=(Closure(TODAY, TODAY),)), "Mo 09:00-12:00; PH off; 2026 Nov 24 off"),
        (Week(), ""),
    ],
)
def test_a_week_is_written_as_osm_writes_it_and_read_back(week, expression):
    assert week.expression() == expression
    again = week_of(expression)
    assert again is not None and again.expression() == expression


spans = some.sampled_from([(), MORNING, BOTH, (("08:30", "20:00"),)])


@given(some.tuples(*[spans] * 7), some.booleans(), some.booleans())
def test_whatever_the_week_opening_hours_can_read_it(days, appointment, holidays):
    week = Week(days, appointment, holidays)
    text = week.expression()
    if any(days):
        assert is_expression(text)
        assert read_week(text) == week


@pytest.mark.parametrize(
    "text", ["24/7", "Mo-Fr 09:00-12:00; Jul off", "Mo[1] 09:00-12:00", "sunrise-sunset", "Mo 09:00-10:00,11:00-12:00,13:00-14:00"]
)
def test_what_the_grid_cannot_show_is_left_alone(text):
    assert week_of(text) is None


def test_a_sentence_stays_a_sentence_and_may_be_closed():
    week = week_of("Le mardi, sur rendez-vous")
    closed = week.with_closures([Closure(date(2026, 12, 24), date(2026, 12, 31))], TODAY).expression()
    assert closed == '"Le mardi, sur rendez-vous"; 2026 Dec 24-2026 Dec 31 off'
    assert said_in_words(closed) == "Le mardi, sur rendez-vous"
    assert week_of(closed).prose == "Le mardi, sur rendez-vous"


def test_a_closed_place_says_when_it_opens_again():
    now = datetime(2026, 12, 28, 10, tzinfo=ZoneInfo("Europe/Paris"))
    text = Week((MORNING,) * 5 + ((), ()), closures=(Closure(date(2026, 12, 24), date(2027, 1, 3)),)).expression()
    opening = opening_of(text, now=now)
    assert opening.is_open is False and opening.next.date() == date(2027, 1, 4)


def test_closures_that_are_over_or_far_away_are_not_told():
    text = "Mo 09:00-12:00; 2026 Nov 01-2026 Nov 23 off; 2026 Nov 24 off; 2026 Dec 24-2027 Jan 03 off; 2027 Aug 01-2027 Aug 31 off"
    assert [closure.first for closure in closures_in(text, TODAY)] == [TODAY, date(2026, 12, 24)]


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("9", "09:00"),
        ("9h", "09:00"),
        ("9 h 30", "09:30"),
        ("09:30", "09:30"),
        ("17h30", "17:30"),
        ("9.15", "09:15"),
        ("24h", "24:00"),
        ("9 h 30", "09:30"),
    ],
)
def test_an_hour_is_read_as_people_write_it(typed, time):
    assert read_time(typed) == time


@pytest.mark.parametrize("typed", ["", "abc", "25h", "9h75", "٩", "²", "9" * 500, "-1", "9h30m", "\x00"])
def test_what_is_no_hour_is_none(typed):
    assert read_time(typed) is None


def test_the_grid_shows_again_what_is_stored(db):
    initial = initial_week("Mo-Fr 09:00-12:00,14:00-17:30; PH off")
    form = WeekForm(initial | {"by_appointment": ""})
    assert form.is_valid(), form.errors
    assert form.values == {"opening_hours": "Mo-Fr 09:00-12:00,14:00-17:30; PH off"}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"mo_1_opens": "9h"}, "mo_1_closes"),
        ({"mo_1_closes": "12h"}, "mo_1_opens"),
        ({"mo_1_opens": "12h", "mo_1_closes": "9h"}, "mo_1_closes"),
        ({"mo_1_opens": "9h", "mo_1_closes": "12h", "mo_2_opens": "11h", "mo_2_closes": "13h"}, "mo_2_opens"),
        ({"mo_1_opens": "neuf", "mo_1_closes": "12h"}, "mo_1_opens"),
        ({"su_2_closes": "x" * 10_000}, "su_2_closes"),
        ({"tu_1_opens": "\x00", "tu_1_closes": "12h"}, "tu_1_opens"),
        ({}, "by_appointment"),
    ],
)
def test_a_mistake_in_the_grid_gets_a_sentence_beside_its_day(typed, field):
    form = WeekForm(typed)
    assert not form.is_valid() and field in form.errors
    assert all(problem.label and problem.message for problem in form.problems)


def test_monday_is_copied_to_friday():
    values = copied({"mo_1_opens": "9h", "mo_1_closes": "12h", "fr_1_opens": "10h", "sa_1_opens": "10h"})
    assert (values["fr_1_opens"], values["we_1_closes"], values["sa_1_opens"]) == ("9h", "12h", "10h")

from datetime import datetime
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.places import opening
from catalogue.places.opening import opening_of
from catalogue.places.week import changes_between_weeks, holidays_to_call_about, ordinary_week, week_in_words, week_of_moments

PARIS = ZoneInfo("Europe/Paris")
WEEK = "Mo-Fr 09:00-12:00,14:00-18:00"


def at(text, zone=PARIS):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("moment", "is_open", "french"),
    [
        ("2026-11-24 10:00", True, "Ouvert jusqu’à 12 h"),
        ("2026-11-24 12:30", False, "Fermé, ouvre à 14 h"),
        ("2026-11-24 19:00", False, "Fermé, ouvre demain à 9 h"),
        ("2026-11-27 19:00", False, "Fermé, ouvre lundi à 9 h"),
    ],
)
def test_open_or_when(moment, is_open, french):
    answer = opening_of(WEEK, now=at(moment))
    assert answer.is_open is is_open
    assert plain(answer.text) == french


@pytest.mark.parametrize(
    "text", ["", "  ", "Du lundi au vendredi", "Mo 25:00-27:00", "x" * 5000, 'Mo-Fr 09:00-12:00 "sur rendez-vous"', "off", "😀", "\x00"]
)
def test_what_only_a_call_can_tell(text):
    answer = opening_of(text, now=at("2026-11-24 10:00"))
    assert answer.is_open is None
    assert answer.text == "Horaires\u00a0: appelez"


def test_hours_are_those_of_the_place():
    moment = at("2026-11-24 07:00")  # 10:00 in Réunion
    assert opening_of(WEEK, "Indian/Reunion", moment).is_open is True
    assert opening_of(WEEK, "Europe/Paris", moment).is_open is False


WEEKDAY_HOURS = "Mo-Fr 09:00-18:00"


def test_public_holidays_close_when_the_hours_say_so_and_ask_for_a_call_when_they_do_not():
    christmas = at("2026-12-25 10:00")
    assert opening_of(f"{WEEKDAY_HOURS}; PH off", now=christmas).is_open is False
    answer = opening_of(WEEKDAY_HOURS, now=christmas)
    assert answer.is_open is None
    assert answer.is_holiday
    assert plain(answer.text) == "Jour férié : appelez"


def test_a_holiday_is_no_news_where_the_door_is_closed_anyway():
    assert plain(opening_of(WEEKDAY_HOURS, now=at("2026-11-01 10:00")).text) == "Fermé, ouvre demain à 9 h"  # a Sunday
    assert plain(opening_of(WEEKDAY_HOURS, now=at("2026-11-11 20:00")).text) == "Fermé, ouvre demain à 9 h"


def test_the_evening_before_a_holiday_promises_nothing():
    assert plain(opening_of(WEEKDAY_HOURS, now=at("2026-11-10 20:00")).text) == "Fermé en ce moment : appelez pour savoir quand venir"
    assert plain(opening_of(f"{WEEKDAY_HOURS}; PH off", now=at("2026-11-10 20:00")).text) == "Fermé, ouvre jeudi à 9 h"


@pytest.mark.parametrize(
    ("departement", "zone", "moment"),
    [("67", PARIS, "2025-12-26 10:00"), ("974", ZoneInfo("Indian/Reunion"), "2027-12-20 10:00"), ("68", PARIS, "2026-04-03 10:00")],
)
def test_a_holiday_of_the_departement_alone_asks_for_a_call_whatever_the_hours_say(departement, zone, moment):
    for hours in (WEEKDAY_HOURS, f"{WEEKDAY_HOURS}; PH off"):
        assert opening_of(hours, zone.key, at(moment, zone), departement).is_holiday
        assert opening_of(hours, zone.key, at(moment, zone), "38").is_open is True


def test_the_holidays_to_call_about_are_those_of_the_next_fortnight():
    def days(text, departement="", moment="2026-12-12 10:00"):
        return [day.isoformat() for day in holidays_to_call_about(text, "Europe/Paris", departement, at(moment))]

    assert days(WEEKDAY_HOURS) == ["2026-12-25"]
    assert days(f"{WEEKDAY_HOURS}; PH off") == []
    assert days("Mo-Sa 09:00-18:00; PH off", "67") == ["2026-12-26"]
    assert days(WEEKDAY_HOURS, moment="2026-12-10 10:00") == []
    assert days("Sa 09:00-12:00") == []  # closed on Fridays anyway
    assert days("Le mardi") == []


@pytest.mark.parametrize(
    ("hours", "moment", "french"),
    [
        ("24/7", "2026-11-24 10:00", "Ouvert tout le temps"),
        ("Mo-Fr 00:00-24:00", "2026-11-24 10:00", "Ouvert jusqu’à vendredi inclus"),
        ("Tu 08:00-24:00", "2026-11-24 10:00", "Ouvert jusqu’à minuit"),
        ("Tu 18:00-02:00", "2026-11-25 01:00", "Ouvert jusqu’à 2 h"),
        ("Tu 08:00-24:00; We 00:00-24:00; Th 00:00-09:00", "2026-11-24 08:00", "Ouvert jusqu’à jeudi, 9 h"),
        ("Jun-Aug Mo-Fr 10:00-12:00", "2026-11-24 10:00", "Fermé, ouvre mardi 1er juin 2027 à 10 h"),
        ("week 1-53/2 Mo 09:00-12:00", "2026-11-30 13:00", "Fermé, ouvre lundi 14 décembre à 9 h"),
        ('Mo-Fr 09:00-12:00; Sa 09:00-12:00 "sur rendez-vous"', "2026-11-24 10:00", "Ouvert jusqu’à 12 h"),
        ('Mo-Fr 09:00-12:00; Sa 09:00-12:00 "sur rendez-vous"', "2026-11-28 10:00", "Horaires : appelez"),
        ("Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00", "2026-11-24 14:00", "Horaires : appelez"),
        ("Mo 09:00+", "2026-11-30 10:00", "Horaires : appelez"),
        ("sunrise-sunset", "2026-11-24 10:00", "Horaires : appelez"),
        ("2020 Mo-Fr 09:00-12:00", "2026-11-24 10:00", "Horaires : appelez"),
        ("Mo-Fr 09:00-12:00", "9999-11-24 10:00", "Horaires : appelez"),
    ],
)
def test_what_real_expressions_say(hours, moment, french):
    assert plain(opening_of(hours, now=at(moment)).text) == french


def test_a_hundred_cards_of_a_minute_ask_the_library_once_for_each_hours(monkeypatch):
    asked = []
    monkeypatch.setattr(opening, "spans_of", lambda *args: asked.append(args) or iter(()))
    opening._answer.cache_clear()
    for number in range(100):
        opening_of(f"Mo-Fr 09:00-12:{number % 3}0", now=at("2026-11-24 10:00:07"))
    opening._answer.cache_clear()
    assert len(asked) == 3


@given(
    st.lists(
        st.sampled_from(
            ["Mo", "Tu-Fr", "Sa[1]", "PH", "SH", "easter", " +1 day", "week 1-53/2", "Jan", "Feb 29", "Feb 30", "9999", "10:00-12:00",
             "22:00-03:00", "10:00+", "sunrise-sunset", "off", "unknown", '"x"', ";", ",", "||", "00:00-48:00", "24/7", "-", "é", "\x00"]
        ),
        max_size=12,
    )
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_expression_breaks_the_page(words):
    text = " ".join(words)
    now = at("2026-11-24 10:00")
    assert opening_of(text, now=now).text
    for days in (week_in_words(text, now=now), ordinary_week(text, now=now)):
        assert all(day.text for day in days)
    changes_between_weeks(text, now=now)
    week_of_moments(text, now=now)
    holidays_to_call_about(text, "Europe/Paris", "", now)


@pytest.mark.parametrize("text", ["Mo 09:00-10:00;" * 66, "Mo-Fr " + ",".join(["09:00-09:01"] * 82), "x" * 1000, '"' + "a" * 998 + '"'])
def test_the_longest_expressions_answer_at_once(text):
    now, begun = at("2026-11-24 10:00"), perf_counter()
    opening_of(text, now=now)
    week_in_words(text, now=now)
    assert perf_counter() - begun < 1


def test_a_zone_that_is_none_is_that_of_paris():
    assert opening_of(WEEK, "Nowhere/Land", at("2026-11-24 10:00")).is_open is True


def test_the_week_in_words():
    week = week_in_words("Mo-Fr 09:00-12:00,14:00-18:30", now=at("2026-11-24 10:00"))
    assert [day.day for day in week][:2] == ["lundi", "mardi"]
    assert week[0].text.replace("\u00a0", " ") == "9 h à 12 h et 14 h à 18 h 30"
    assert week[6].text == "fermé"
    assert [day.is_today for day in week].index(True) == 1


def test_the_week_tells_its_holidays():
    now = at("2026-11-10 10:00")
    silent, closed = week_in_words(WEEK, now=now)[2], week_in_words(f"{WEEK}; PH off", now=now)[2]
    assert plain(silent.text) == "jour férié : appelez"
    assert closed.text == "fermé"
    assert silent.holiday == closed.holiday
    assert "armistice" in silent.holiday


@pytest.mark.parametrize(
    ("hours", "french"),
    [
        ("Mo-Fr 09:00-12:00", "lundi à vendredi : 9 h à 12 h ; samedi, dimanche : fermé"),
        ("Mo,We,Fr 09:00-12:30", "lundi, mercredi, vendredi : 9 h à 12 h 30 ; mardi, jeudi, samedi, dimanche : fermé"),
        ("24/7", "tous les jours : toute la journée"),
        ("Fr 18:00-02:00", "vendredi : 18 h à 2 h ; lundi à jeudi, samedi, dimanche : fermé"),
        ("We 14:00-24:00", "mercredi : 14 h à minuit ; lundi, mardi, jeudi à dimanche : fermé"),
        ("We 14:00+", "mercredi : à partir de 14 h ; lundi, mardi, jeudi à dimanche : fermé"),
        ('We 14:00-16:00 "sur rendez-vous"', "mercredi : 14 h à 16 h (sur rendez-vous) ; lundi, mardi, jeudi à dimanche : fermé"),
        ('We 14:00-16:00 "sonnez"', "mercredi : 14 h à 16 h (\u2068sonnez\u2069) ; lundi, mardi, jeudi à dimanche : fermé"),
        ("Mo-Fr 09:00-12:00; 2026 Nov 9-2026 Nov 13 off", "lundi à vendredi : 9 h à 12 h ; samedi, dimanche : fermé"),
        ("Mo-Fr 09:00-17:00; PH,SH off", "lundi à vendredi : 9 h à 17 h ; samedi, dimanche : fermé"),
        ("Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00", "lundi à vendredi : 9 h à 17 h ; samedi, dimanche : fermé"),
        ("Jun-Aug Mo-Fr 10:00-12:00", "lundi à vendredi : 10 h à 12 h ; samedi, dimanche : fermé"),
        ("SH Mo-Fr 10:00-12:00", ""),
        ("off", ""),
    ],
)
def test_the_ordinary_week_puts_days_of_the_same_hours_together(hours, french):
    week = ordinary_week(hours, now=at("2026-11-10 10:00"))
    assert " ; ".join(f"{same.days} : {plain(same.text)}" for same in week) == french


@pytest.mark.parametrize(
    ("hours", "changes"),
    [
        (WEEK, False),
        (f"{WEEK}; PH off", False),
        (f"{WEEK}; PH off; 2026 Dec 24-2027 Jan 02 off", False),
        ("24/7", False),
        ("week 1-53/2 Mo 09:00-12:00", True),
        ("Mo[1] 09:00-12:00", True),
        ("Dec-Feb Mo 09:00-12:00; Mar-Nov Mo 10:00-12:00", True),
        ("Jun-Aug Mo-Fr 10:00-12:00", True),
        ("Le mardi", False),
    ],
)
def test_hours_that_change_between_weeks_are_known(hours, changes):
    assert changes_between_weeks(hours, now=at("2026-11-24 10:00")) is changes


def test_hours_past_midnight_belong_to_the_evening():
    friday, saturday = week_in_words("Fr 18:00-02:00", now=at("2026-11-24 10:00"))[4:6]
    assert plain(friday.text) == "18 h à 2 h"
    assert saturday.text == "fermé"


def test_no_week_without_an_expression():
    assert week_in_words("le mardi, sur rendez-vous") == []


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_language_has_its_words(language):
    with translation.override(language):
        texts = {opening_of(WEEK, now=at(f"2026-11-2{day} {hour}:30")).text for day in range(4, 9) for hour in ("08", "10", "13", "20")}
    assert all(texts)
    if language != "en":
        assert not any("Closed" in text or "Open" in text for text in texts)

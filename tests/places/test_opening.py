from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from catalogue.places.opening import opening_of, week_in_words

PARIS = ZoneInfo("Europe/Paris")
WEEK = "Mo-Fr 09:00-12:00,14:00-18:00"


def at(text, zone=PARIS):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


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
    opening = opening_of(WEEK, now=at(moment))
    assert opening.is_open is is_open
    assert opening.text.replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    "text", ["", "  ", "Du lundi au vendredi", "Mo 25:00-27:00", "x" * 5000, 'Mo-Fr 09:00-12:00 "sur rendez-vous"', "off", "😀", "\x00"]
)
def test_what_only_a_call_can_tell(text):
    opening = opening_of(text, now=at("2026-11-24 10:00"))
    assert opening.is_open is None
    assert opening.text == "Horaires\u00a0: appelez"


def test_hours_are_those_of_the_place():
    moment = at("2026-11-24 07:00")  # 10:00 in Réunion
    assert opening_of(WEEK, "Indian/Reunion", moment).is_open is True
    assert opening_of(WEEK, "Europe/Paris", moment).is_open is False


def test_public_holidays_close_when_the_hours_say_so():
    christmas = at("2026-12-25 10:00")
    assert opening_of("Mo-Fr 09:00-18:00; PH off", now=christmas).is_open is False
    assert opening_of("Mo-Fr 09:00-18:00", now=christmas).is_open is True


def test_a_zone_that_is_none_is_that_of_paris():
    assert opening_of(WEEK, "Nowhere/Land", at("2026-11-24 10:00")).is_open is True


def test_the_week_in_words():
    week = week_in_words("Mo-Fr 09:00-12:00,14:00-18:30", now=at("2026-11-24 10:00"))
    assert [day.day for day in week][:2] == ["lundi", "mardi"]
    assert week[0].text.replace("\u00a0", " ") == "9 h à 12 h et 14 h à 18 h 30"
    assert week[6].text == "fermé"
    assert [day.is_today for day in week].index(True) == 1


def test_no_week_without_an_expression():
    assert week_in_words("le mardi, sur rendez-vous") == []


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_language_has_its_words(language):
    with translation.override(language):
        texts = {opening_of(WEEK, now=at(f"2026-11-2{day} {hour}:30")).text for day in range(4, 9) for hour in ("08", "10", "13", "20")}
    assert all(texts)
    if language != "en":
        assert not any("Closed" in text or "Open" in text for text in texts)

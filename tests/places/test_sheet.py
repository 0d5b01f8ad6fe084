"""What the page of a place says, day by day."""

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from catalogue.places.cards import place_url
from catalogue.places.factories import CommuneFactory, PlaceFactory

HOURS = "Mo-Fr 09:00-12:00,14:00-17:00"


@pytest.fixture
def page(tree, client, monkeypatch):
    """``page(place, "2026-11-10 10:00")``: the page as it is at that moment of Paris, spaces made plain."""

    def show(place, moment="2026-11-24 10:00", prefix=""):
        now = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Paris"))
        monkeypatch.setattr(timezone, "now", lambda: now)
        response = client.get(f"{prefix}{place_url(place)}")
        assert response.status_code == 200
        return response.content.decode().replace("\u00a0", " ")

    return show


def schema(text):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL).group(1))


# The door


def test_the_sign_of_the_door_says_open_closed_or_call(page):
    place = PlaceFactory(opening_hours=HOURS)
    assert '<div class="doorway yes">' in page(place)
    assert "Ouvert jusqu’à 12 h" in page(place)
    assert '<div class="doorway no">' in page(place, "2026-11-24 20:00")
    assert '<div class="doorway ask">' in page(PlaceFactory(opening_hours="Sur rendez-vous"))


def test_a_holiday_to_come_is_warned_about_when_the_hours_say_nothing_of_it(page):
    warning = "Mercredi 11 novembre est férié : appelez avant de venir."
    assert warning in page(PlaceFactory(opening_hours=HOURS), "2026-11-03 10:00")
    assert warning not in page(PlaceFactory(opening_hours=f"{HOURS}; PH off"), "2026-11-03 10:00")
    assert warning not in page(PlaceFactory(opening_hours=HOURS), "2026-10-20 10:00")
    assert warning not in page(PlaceFactory(opening_hours="Sa 09:00-12:00"), "2026-11-03 10:00")


def test_on_a_holiday_one_is_told_to_call(page):
    text = page(PlaceFactory(opening_hours=HOURS), "2026-11-11 10:00")
    assert "Jour férié : appelez" in text
    assert "jour férié : appelez" in text  # in the week
    assert "Armistice" in text or "armistice" in text


def test_the_holidays_are_those_of_the_departement(page):
    reunion = CommuneFactory(code="97411", name="Saint-Denis", lat=-20.88, lon=55.45)
    place = PlaceFactory(opening_hours="Mo-Su 09:00-17:00; PH off", commune=reunion, postcode="97400", time_zone="Indian/Reunion")
    assert "Dimanche 20 décembre est férié : appelez avant de venir." in page(place, "2026-12-10 10:00")
    assert "20 décembre est férié" not in page(PlaceFactory(opening_hours="Mo-Su 09:00-17:00; PH off"), "2026-12-10 10:00")


def test_the_day_is_that_of_the_place(page):
    place = PlaceFactory(opening_hours=HOURS, time_zone="Indian/Reunion")
    text = page(place, "2026-11-24 22:30")  # Wednesday there
    assert re.search(r'class="today"><dt>Mercredi', text)
    assert "<b>25</b>" in text


def test_next_week_is_shown_when_it_is_another(page):
    assert "La semaine prochaine" not in page(PlaceFactory(opening_hours=HOURS))
    assert "La semaine prochaine" in page(PlaceFactory(opening_hours="week 1-53/2 Mo 09:00-12:00"))
    assert "La semaine prochaine" in page(PlaceFactory(opening_hours=f"{HOURS}; PH off"), "2026-11-03 10:00")


def test_school_holidays_are_left_to_a_call(page):
    text = page(PlaceFactory(opening_hours="Mo-Fr 09:00-17:00; SH Mo-Fr 10:00-12:00"))
    assert "Pendant les vacances scolaires, les horaires changent" in text
    assert "9 h à 17 h" in text
    assert "10 h à 12 h" not in text


@pytest.mark.parametrize(
    "hours",
    ["", "<script>alert(1)</script>", "PH " * 333, "Mo-Fr 09:00-12:00;" * 55, "2099 Mo 09:00-10:00", '"Sur rendez-vous"; 2026 Dec 24 off'],
)
def test_any_hours_give_a_page(page, hours):
    text = page(PlaceFactory(opening_hours=hours[:1000]))
    assert "<script>alert(1)" not in text


# How to come, what one does


def test_the_way_there_opens_the_map_of_the_phone_and_names_the_other_site(page):
    text = page(PlaceFactory(name='Chez « Ali & Co »"', how_to_come="Bus 4", access_url="https://acceslibre.example.org/x"))
    assert 'href="geo:45.19000,5.72000?q=45.19000,5.72000(Chez%20%C2%AB%C2%A0Ali' in text.replace("%20%C2%AB%20", "%20%C2%AB%C2%A0")
    assert "OpenStreetMap (autre site)" in text
    assert "Acceslibre" in text
    assert "Bus 4" in text


def test_a_place_without_a_point_has_no_way_there(page):
    text = page(PlaceFactory(lat=None, lon=None))
    assert "geo:" not in text


def test_each_service_has_a_drawing_beside_its_words(page):
    text = page(PlaceFactory(services=["Aide aux démarches administratives", "Un service jamais vu"]))
    tiles = re.findall(r"<li>(<svg.*?</svg>)<span>(.*?)</span></li>", text)
    assert [words for _drawing, words in tiles] == ["Être aidé pour vos démarches en ligne", "Un service jamais vu"]
    assert all('aria-hidden="true"' in drawing for drawing, _words in tiles)


def test_no_paper_is_asked_unless_one_is(page):
    assert 'class="tag free">Aucun papier demandé.' in page(PlaceFactory())
    assert 'class="tag free">Aucun papier demandé.' not in page(PlaceFactory(papers_asked="Une pièce d’identité"))


# Search engines


def hours_of(text):
    return [(each["dayOfWeek"].rpartition("/")[2], each["opens"], each["closes"]) for each in schema(text)["openingHoursSpecification"]]


def test_search_engines_read_the_ordinary_week_even_in_a_week_with_a_holiday(page):
    text = page(PlaceFactory(opening_hours=f"{HOURS}; PH off"), "2026-11-10 10:00")
    assert len(hours_of(text)) == 10
    assert "validFrom" not in schema(text)["openingHoursSpecification"][0]
    special = schema(text)["specialOpeningHoursSpecification"]
    assert [(each["validFrom"], each["opens"], each["closes"]) for each in special] == [
        ("2026-11-11", "00:00", "00:00"),
        ("2026-12-25", "00:00", "00:00"),
        ("2027-01-01", "00:00", "00:00"),
    ]


def test_search_engines_are_not_told_what_the_hours_do_not_say(page):
    assert "specialOpeningHoursSpecification" not in schema(page(PlaceFactory(opening_hours=HOURS), "2026-11-10 10:00"))
    for hours in ("", "Le mardi", "Mo-Fr 09:00-17:00; SH off", 'Mo-Fr 09:00-12:00 "sur rendez-vous"'):
        assert "openingHoursSpecification" not in schema(page(PlaceFactory(opening_hours=hours)))


def test_search_engines_read_whole_days_and_nights(page):
    assert hours_of(page(PlaceFactory(opening_hours="Sa 00:00-24:00"))) == [("Saturday", "00:00", "23:59")]
    assert hours_of(page(PlaceFactory(opening_hours="24/7")))[0] == ("Monday", "00:00", "23:59")
    assert hours_of(page(PlaceFactory(opening_hours="Fr 18:00-02:00"))) == [("Friday", "18:00", "02:00")]
    assert hours_of(page(PlaceFactory(opening_hours="Fr 18:00-24:00"))) == [("Friday", "18:00", "23:59")]


def test_search_engines_read_the_hours_of_the_place_and_until_when_they_hold(page):
    assert hours_of(page(PlaceFactory(opening_hours="Mo 09:00-12:00", time_zone="Indian/Reunion"))) == [("Monday", "09:00", "12:00")]
    (only,) = schema(page(PlaceFactory(opening_hours="week 1-53/2 Mo 09:00-12:00")))["openingHoursSpecification"]
    assert (only["validFrom"], only["validThrough"]) == ("2026-11-30", "2026-12-06")

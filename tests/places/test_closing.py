"""A place closed for once: its hours say so everywhere, its page says why, and an import does not open it again."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogue.places.closing import closed_days_of, take_back, write_closed
from catalogue.places.factories import ReceptionPointFactory
from catalogue.places.models import ClosedDay, Place
from catalogue.places.opening import opening_of

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "french"),
    [
        ("2026-12-07 10:00", "Fermé exceptionnellement, ouvre mercredi à 9 h"),
        ("2026-12-08 10:00", "Fermé exceptionnellement, ouvre demain à 9 h"),
        ("2026-12-06 10:00", "Fermé, ouvre mercredi à 9 h"),
        ("2026-12-09 10:00", "Ouvert jusqu’à 12 h"),
    ],
)
def test_the_opening_says_that_it_is_closed_for_once(moment, french):
    answer = opening_of("Mo-Fr 09:00-12:00; PH off; 2026 Dec 07-2026 Dec 08 off", now=at(moment))
    assert answer.text.replace("\u00a0", " ") == french
    assert answer.is_exceptional is ("exceptionnellement" in french)


@pytest.mark.parametrize(
    "hours", ["Mo-Fr 09:00-12:00; PH off", "Sur rendez-vous", "Mo[1] 09:00-12:00; We 14:00-17:00", "Le matin, sauf le mardi"]
)
def test_what_the_hours_said_is_said_again_once_the_closure_is_taken_back(tree, hours):
    place = ReceptionPointFactory(opening_hours=hours)
    first = timezone.localdate() + timedelta(days=2)
    closed = write_closed(place, first, first + timedelta(days=1), "Travaux")
    assert Place.objects.get(pk=place.pk).opening_hours.endswith(" off")
    take_back(closed)
    take_back(closed)
    assert Place.objects.get(pk=place.pk).opening_hours == hours


def test_a_place_without_hours_keeps_none_and_its_page_says_it_is_closed(tree, client):
    place = ReceptionPointFactory(opening_hours="")
    today = timezone.localdate()
    write_closed(place, today, today, "Une fuite d’eau")
    assert Place.objects.get(pk=place.pk).opening_hours == ""
    page = client.get(f"/lieux/{place.pk}-{place.slug}/").content.decode()
    assert "Fermeture exceptionnelle" in page and "Une fuite d’eau" in page


def test_the_page_of_a_place_says_why_once(tree, client):
    place = ReceptionPointFactory(opening_hours="Mo-Fr 09:00-12:00; PH off")
    first = timezone.localdate() + timedelta(days=3)
    write_closed(place, first, first + timedelta(days=2), "Travaux <b>")
    page = client.get(f"/lieux/{place.pk}-{place.slug}/").content.decode()
    assert page.count("Fermeture exceptionnelle") == 1 and "Travaux &lt;b&gt;" in page


def test_two_closures_of_the_same_days_are_both_to_be_taken_back(tree):
    place = ReceptionPointFactory(opening_hours="Mo-Fr 09:00-12:00")
    first = timezone.localdate() + timedelta(days=2)
    one, two = (write_closed(place, first, first, reason) for reason in ("Travaux", "Grève"))
    take_back(one)
    assert "off" in Place.objects.get(pk=place.pk).opening_hours
    assert closed_days_of(place, first, first) == {first: "Grève"}
    take_back(two)
    assert "off" not in Place.objects.get(pk=place.pk).opening_hours


def test_an_imported_place_keeps_the_team_s_closure_through_an_import(tree):
    place = ReceptionPointFactory(opening_hours="Mo-Fr 09:00-12:00", source="Hubikoop", source_id="12")
    first = timezone.localdate() + timedelta(days=2)
    write_closed(place, first, first, "Travaux")
    assert "opening_hours" in Place.objects.get(pk=place.pk).local_fields


@pytest.mark.parametrize(("first", "last"), [("2026-12-08", "2026-12-07"), ("2026-12-07", "2028-12-07")])
def test_days_that_cannot_be_are_refused(tree, first, last):
    with pytest.raises(ValidationError):
        write_closed(ReceptionPointFactory(), date.fromisoformat(first), date.fromisoformat(last), "Travaux")
    assert not ClosedDay.objects.exists()

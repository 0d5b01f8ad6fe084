"""The public pages: everything the law asks is read there, and the cost does not grow with the data."""

import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from catalogue.agenda.factories import SeatFactory, SessionFactory, in_days
from catalogue.places.factories import CommuneFactory, ReceptionPointFactory
from catalogue.training.factories import LEGAL, CoursePageFactory
from core.translating import translate

pytestmark = pytest.mark.django_db


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_course_shows_every_legal_field(client, course):
    page = text_of(client.get(course.get_url()))
    for words in (
        "Repérer en entretien les signes",
        "Aucun.",
        "Travailleurs sociaux",
        "7\xa0h",
        "1 jour",
        "questionnaire de positionnement",
        "5 jours ouvrés",
        "240",
        "Tarif par stagiaire",
        "OPCO avec subrogation",
        "formation@exemple.invalid",
        "01 99 00 12 40",
        "mises en situation",
        "notée par une grille",
        "Salle de plain-pied",
        "Nadia Belkacem",
        "handicap@exemple.invalid",
        "Qui sont les personnes éloignées",
        "Camille Roussel",
        "4 à 12 personnes",
        "Version 2.1",
        "1 septembre 2026",
    ):
        assert words.replace("\xa0", " ") in page.replace("\xa0", " "), words


def test_a_certifying_course_names_its_certification(client, course):
    course.is_certifying, course.certification_title = True, "Médiateur numérique"
    course.certification_code, course.certifier, course.certification_date = "RS1234", "Certificateur d’exemple", "2026-01-15"
    course.save()
    page = text_of(client.get(course.get_url()))
    assert "Médiateur numérique" in page and "RS1234" in page and "15 janvier 2026" in page


def test_its_sessions_offer_to_register_a_team_or_to_wait(client, session):
    page = text_of(client.get(session.offer.get_url()))
    assert reverse("training:start", args=[session.pk]) in page and "Inscrire mon équipe" in page
    SeatFactory.create_batch(12, session=session)
    page = text_of(client.get(session.offer.get_url()))
    assert "Rejoindre la liste d’attente" in page and page.count("Inscrire mon équipe") == 0


def test_a_course_without_date_still_says_what_to_do(client, course):
    assert "Nous formons aussi chez vous" in text_of(client.get(course.get_url()))


def test_search_engines_read_the_course(client, session):
    course = session.offer
    course.title = "Un </script><b>titre</b> & co"
    course.save()
    page = client.get(course.get_url()).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL).group(1)
    data = json.loads(found)
    assert data["@type"] == "Course" and data["name"] == "Un </script><b>titre</b> & co"
    assert data["hasCourseInstance"][0]["location"]["name"] and data["offers"]["price"] == "240.00"


def test_the_list_is_filtered_by_theme_and_unknown_filters_are_none(client, courses):
    CoursePageFactory(parent=courses, title="Animer", theme="lead")
    CoursePageFactory(parent=courses, title="Orienter", theme="spot")
    assert "Orienter" not in text_of(client.get(courses.get_url() + "?theme=lead"))
    assert "Animer" in text_of(client.get(courses.get_url() + "?theme=lead"))
    for query in ("theme=%00", "theme=" + "x" * 5000, "mode=???", "near=%F0%9F%98%80", "lat=nan&lon=1e999", "commune=%27"):
        assert client.get(f"{courses.get_url()}?{query}").status_code == 200, query


def test_an_empty_list_offers_a_way_on(client, courses):
    page = text_of(client.get(courses.get_url() + "?theme=equip"))
    assert "Voir toutes les formations" in page


@pytest.mark.both
def test_near_a_place_the_nearest_date_comes_first(client, courses):
    commune = CommuneFactory(code="16015", name="Angoulême", lat=45.65, lon=0.16, postcodes=["16000"])
    far, near = (
        ReceptionPointFactory(lat=50.63, lon=3.06, name="Lille"),
        ReceptionPointFactory(lat=45.66, lon=0.17, name="Angoulême centre"),
    )
    first = CoursePageFactory(parent=courses, title="A loin")
    second = CoursePageFactory(parent=courses, title="Z près")
    SessionFactory(offer=first, place=far)
    SessionFactory(offer=second, place=far, starts_at=in_days(5))
    SessionFactory(offer=second, place=near, starts_at=in_days(30))
    page = text_of(client.get(f"{courses.get_url()}?near=16000"))
    assert commune.name in page
    assert page.index("Z près") < page.index("A loin") and page.index("Angoulême centre") < page.index("Lille")


def test_remote_courses_can_be_asked_for(client, courses):
    SessionFactory(offer=CoursePageFactory(parent=courses, title="Sur place"))
    SessionFactory(offer=CoursePageFactory(parent=courses, title="En visio"), place=None)
    page = text_of(client.get(f"{courses.get_url()}?mode=remote"))
    assert "En visio" in page and "Sur place</a>" not in page


def test_another_language_shows_its_courses_then_those_in_french(client, courses, course):
    other = CoursePageFactory(parent=courses, title="Seulement en français")
    for language in ("en", "ar"):
        translate(courses, language, title="Training")
    translated = translate(course, "en", title="Spot and guide", prerequisites="None.")
    SessionFactory(offer=course)
    page = text_of(client.get("/en/formations/"))
    assert "Spot and guide" in page and "Seulement en français" in page and "Repérer et orienter" not in page
    page = text_of(client.get(translated.get_url()))
    assert "None." in page and "/en/inscription/" in page
    assert other.get_url() in text_of(client.get("/ar/formations/"))


def test_a_translation_is_as_complete_as_its_source(courses, course):
    translate(courses, "en", title="Training")
    translated = translate(course, "en", title="Spot and guide")
    assert translated.live and translated.price == Decimal("240.00") and translated.contact_email == LEGAL["contact_email"]


@pytest.fixture
def many(courses, course):
    def make(number):
        offer = CoursePageFactory(parent=courses)
        place = ReceptionPointFactory()
        for rank in range(number):
            SeatFactory(session=SessionFactory(offer=offer, place=place, starts_at=in_days(rank + 1)))
            SessionFactory(offer=course, place=place, starts_at=in_days(rank + 1, 9))

    return make


def test_the_list_and_the_page_run_the_same_few_queries_with_many_sessions(client, courses, course, many, django_assert_max_num_queries):
    many(1)
    client.get(courses.get_url())
    for url in (courses.get_url(), course.get_url(), courses.get_url() + "?lat=45.6&lon=0.2"):
        with django_assert_max_num_queries(15) as few:
            client.get(url)
        before = len(few)
        many(8)
        with django_assert_max_num_queries(15) as as_many:
            client.get(url)
        assert len(as_many) == before, url


def test_public_pages_set_no_cookie(client, courses, course):
    for url in (courses.get_url(), course.get_url()):
        response = client.get(url)
        assert not response.cookies and "Cookie" not in response.headers.get("Vary", "")

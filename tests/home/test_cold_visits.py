"""Each public page: fifteen queries at most by the first visitor of a fresh process, fewer by the next, whatever there is to show."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Locale

from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Session
from catalogue.places.cards import place_url
from catalogue.places.facets import sync_facets
from catalogue.places.factories import CommuneFactory, PlaceFactory, ReceptionPointFactory
from catalogue.places.models import Place, PlaceIndexPage
from catalogue.training.factories import CourseIndexPageFactory, CoursePageFactory
from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
from diagnostic.factories import DiagnosticPageFactory
from home.factories import ContentPageFactory

MOST = 15
WARM = {
    "home": 9,
    "content": 9,
    "workshops": 9,
    "workshops near": 11,
    "workshop": 10,
    "places": 8,
    "places near": 10,
    "place": 10,
    "courses": 10,
    "course": 9,
    "diagnostic": 5,
    "nowhere": 3,
}


@pytest.fixture
def addresses(tree):
    """Every kind of public page, by name then language, and the same content in French and Arabic."""
    CommuneFactory(code="38185", name="Grenoble", lat=45.1867, lon=5.7363, postcodes=["38000"], population=158198)
    home, arabic = tree.home["fr"], Locale.objects.get(language_code="ar")
    workshops = WorkshopIndexPageFactory(parent=home)
    courses = CourseIndexPageFactory(parent=home)
    workshop, course = WorkshopPageFactory(parent=workshops), CoursePageFactory(parent=courses)
    places = home.add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=home.locale))
    cards = {"type": "page_cards", "value": {"heading": "", "introduction": "", "cards": [{"page": workshops.pk, "text": "Venez."}]}}
    call = {"type": "call_to_action", "value": {"title": "Aider", "links": [{"page": courses.pk, "label": "Voir"}]}}
    content = ContentPageFactory(parent=home, slug="aider", body=[cards, call])
    home.body = [{"type": "next_sessions", "value": {"heading": "Bientôt", "count": 6}}, cards, call]
    home.save_revision().publish()
    for page in (workshops, courses, places, workshop, course, content):
        page.copy_for_translation(arabic).save_revision().publish()
    DiagnosticPageFactory(parent=home).copy_for_translation(arabic).save_revision().publish()
    here = ReceptionPointFactory(name="Emmaüs Connect Grenoble", lat=45.18, lon=5.72)
    for offer in (workshop, course):
        SessionFactory(offer=offer, place=here)
    found = {}
    for code, prefix in (("fr", ""), ("ar", "/ar")):
        with override(code):
            found |= {
                ("home", code): f"{prefix}/",
                ("content", code): f"{prefix}/aider/",
                ("workshops", code): f"{prefix}/ateliers/",
                ("workshops near", code): f"{prefix}/ateliers/?near=Grenoble",
                ("workshop", code): f"{prefix}/ateliers/{workshop.slug}/",
                ("places", code): f"{prefix}/lieux/",
                ("places near", code): f"{prefix}/lieux/?near=Grenoble",
                ("place", code): place_url(here),
                ("courses", code): f"{prefix}/formations/",
                ("course", code): f"{prefix}/formations/{course.slug}/",
                ("diagnostic", code): f"{prefix}/diagnostic/",
                ("nowhere", code): f"{prefix}/rien-du-tout/",
            }
    return found


def visit(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(address).status_code == (404 if "/rien-" in address else 200), address
    return len(queries.captured_queries)


def cold_and_warm(address: str) -> tuple[int, int]:
    cache.clear()
    ContentType.objects.clear_cache()
    return visit(address), visit(address)


def more_of_everything(number: int) -> None:
    start = timezone.now() + timedelta(days=1)
    for model in list(Session.objects.all()):
        Session.objects.bulk_create(
            Session(
                offer_id=model.offer_id,
                place_id=model.place_id,
                capacity=8,
                starts_at=(begins := start + timedelta(minutes=rank)),
                ends_at=begins + timedelta(hours=1),
                local_day=begins.date(),
                local_time=begins.time(),
            )
            for rank in range(number)
        )
    places = [PlaceFactory.build(name=f"Lieu {rank}", lat=45 + rank % 50 / 100, lon=5 + rank % 70 / 100) for rank in range(number)]
    Place.objects.bulk_create(places)
    sync_facets(places)


def test_a_first_visit_asks_fifteen_queries_at_most_and_the_next_fewer_however_much_there_is(addresses):
    more_of_everything(20)
    few = {key: cold_and_warm(address) for key, address in addresses.items()}
    more_of_everything(400)
    many = {key: cold_and_warm(address) for key, address in addresses.items()}
    assert {key: counts for key, counts in many.items() if counts[0] > MOST or counts[1] > WARM[key[0]]} == {}
    assert {key: (few[key], many[key]) for key in many if few[key] != many[key]} == {}

"""What a visitor downloads first, and what the home page asks of the database, whatever the agenda holds."""

import gzip
import random
from datetime import date, timedelta

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Session
from catalogue.places.factories import ReceptionPointFactory
from catalogue.places.models import PlaceIndexPage
from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
from diagnostic.factories import DiagnosticPageFactory
from home import demo

HEAVIEST = 60 * 1024  # bytes, compressed: HTML, CSS and JavaScript together


@pytest.fixture
def busy(tree):
    """The lists with a screenful of places and sessions."""
    home = tree.home["fr"]
    DiagnosticPageFactory(parent=home)
    home.add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=home.locale))
    index = WorkshopIndexPageFactory(parent=home)
    places = [ReceptionPointFactory(name=f"Emmaüs Connect {number}") for number in range(20)]
    workshop = WorkshopPageFactory(parent=index)
    for place in places:
        SessionFactory(offer=workshop, place=place)
    home.body = [{"type": "next_sessions", "value": {"heading": "Bientôt", "count": 6}}]
    home.save_revision().publish()
    return tree


def compressed(text: bytes) -> int:
    return len(gzip.compress(text, 6))


@pytest.mark.parametrize("path", ["/", "/ateliers/", "/lieux/", "/diagnostic/"])
def test_html_css_and_javascript_weigh_sixty_kilobytes_at_most(path, busy, client):
    page = compressed(client.get(path).content)
    assets = 0
    for name in ("css/site.css", "js/site.js"):
        with open(finders.find(name), "rb") as file:
            assets += compressed(file.read())
    assert page + assets <= HEAVIEST, f"{page} + {assets}"


def test_the_home_page_asks_the_same_with_ten_thousand_sessions(busy, client, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(15) as few:
        client.get("/")
    model = Session.objects.first()
    start = timezone.now() + timedelta(days=1)
    Session.objects.bulk_create(
        Session(
            offer_id=model.offer_id,
            place_id=model.place_id,
            capacity=8,
            starts_at=start + timedelta(minutes=number),
            ends_at=start + timedelta(minutes=number + 60),
            local_day=(start + timedelta(minutes=number)).date(),
            local_time=(start + timedelta(minutes=number)).time(),
        )
        for number in range(10_000)
    )
    with django_assert_max_num_queries(15) as many:
        html = client.get("/").content.decode()
    assert len(many) == len(few)
    assert html.count('class="session') == 6


def test_the_demonstration_s_home_page_asks_fifteen_queries_at_most(db, client, django_assert_max_num_queries):

    demo.build(random.Random(1), date(2026, 11, 24))
    client.get("/")
    with django_assert_max_num_queries(15):
        client.get("/")

"""What the screens of a booking cost: a hall full of people must be able to book at once. A gate: it may only go down."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalogue.agenda.factories import SessionFactory
from catalogue.workshops.models import Booking

from .conftest import PHONE

MOST_TO_LOOK = 3
# Without what opens and closes a transaction or a savepoint.
MOST_TO_ACT = 14
BYTES = 9_000  # of HTML, compressed


def asked(captured: CaptureQueriesContext) -> list[str]:
    quiet = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(quiet)]


def journey(client, session) -> dict[str, tuple[int, int]]:
    """Book as a visitor does; returns the queries and the compressed bytes of each screen."""
    seen = {}

    def step(name, call):
        with CaptureQueriesContext(connection) as captured:
            response = call()
        seen[name] = (len(asked(captured)), len(gzip.compress(response.content)))
        return response

    address = reverse("workshops:book", args=[session.pk])
    first = step("look", lambda: client.get(address))
    who = step("hold", lambda: client.post(address, {"key": first.context["key"]})).url
    step("who", lambda: client.get(who))
    check = step("tell", lambda: client.post(who, {"first_name": "Awa", "phone": PHONE})).url
    step("check", lambda: client.get(check))
    done = step("book", lambda: client.post(check)).url
    step("done", lambda: client.get(done))
    return seen


@pytest.fixture
def warm(client, scene):
    """The words every visitor shares were read once, as in a process that serves."""
    scene.session.capacity = 9
    scene.session.save()
    journey(client, scene.session)
    return scene


def test_each_screen_asks_the_database_little(client, warm):
    seen = journey(client, warm.session)
    assert {name: seen[name][0] for name in ("look", "who", "check", "done") if seen[name][0] > MOST_TO_LOOK} == {}
    assert {name: seen[name][0] for name in ("hold", "tell", "book") if seen[name][0] > MOST_TO_ACT} == {}


def test_each_screen_is_light(client, warm):
    assert {name: size for name, (_queries, size) in journey(client, warm.session).items() if size > BYTES} == {}


def test_it_costs_the_same_with_many_sessions_and_many_people(client, warm):
    before = journey(client, warm.session)
    SessionFactory.create_batch(30, offer=warm.workshop, place=warm.place)
    for _again in range(4):
        journey(client, warm.session)
    after = journey(client, warm.session)
    assert Booking.objects.submitted().count() == 7
    assert {name: queries for name, (queries, _size) in after.items()} == {name: queries for name, (queries, _size) in before.items()}


def test_a_first_visit_reads_the_words_once(client, scene):
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("workshops:book", args=[scene.session.pk]))
    assert len(captured) <= 15

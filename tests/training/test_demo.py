"""The demonstration of this room: complete, in the future, and the same when it is built twice."""

import random
from datetime import date

import pytest
from django.utils import timezone

from catalogue.agenda.availability import availability_of
from catalogue.agenda.models import Session
from catalogue.places.factories import ReceptionPointFactory
from catalogue.training import legal_fields
from catalogue.training.demo import build
from catalogue.training.models import CoursePage, Registration
from core.models import Message
from core.siret import is_siret

TOWNS = ["Angoulême", "Lyon", "Lille", "Paris Nord", "Paris Est", "Marseille", "Grenoble", "Nantes", "Toulouse", "Strasbourg", "Bordeaux"]


@pytest.fixture
def built(tree):
    for town in TOWNS:
        ReceptionPointFactory(name=f"Emmaüs Connect {town}")
    build(random.Random(1), timezone.localdate())


def test_it_is_complete_translated_and_built_once(built):
    french = CoursePage.objects.live().filter(locale__language_code="fr")
    assert french.count() == 6 and not any(legal_fields.missing(course) for course in french)
    english = CoursePage.objects.live().filter(locale__language_code="en")
    assert english.count() == 2 and not any(legal_fields.missing(course) for course in english)
    assert english.get(title__startswith="Spot").objectives[0].value.startswith("Name what keeps")

    sessions = list(Session.objects.with_free())
    assert len(sessions) > 15
    assert all(session.starts_at > timezone.now() for session in sessions)
    states = {availability_of(session, session.free).code for session in sessions}
    assert "full_waiting" in states and "open" in states
    assert Registration.objects.sent().count() > 10
    assert all(is_siret(siret) for siret in Registration.objects.values_list("siret", flat=True))
    assert not Message.objects.filter(state="queued").exists()

    before = (Session.objects.count(), Registration.objects.count(), CoursePage.objects.count())
    build(random.Random(1), timezone.localdate())
    assert (Session.objects.count(), Registration.objects.count(), CoursePage.objects.count()) == before


def test_it_needs_no_place(tree):
    assert build(random.Random(1), date.today()) >= 0

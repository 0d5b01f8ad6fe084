from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Session
from catalogue.training.factories import CourseIndexPageFactory, CoursePageFactory

TEAM = {
    "seat_count": "3",
    "organisation_name": "Centre social du Fleuve",
    "siret": "732 829 320 00074",
    "address": "3 rue des Tanneurs",
    "postcode": "16000",
    "city": "Angoulême",
}
CONTACT = {
    "contact_name": "Hélène Marchand",
    "contact_email": "helene@exemple.invalid",
    "contact_phone": "05 36 49 12 34",
    "funder_kind": "own",
    "funder_name": "",
    "signatory_name": "",
    "signatory_email": "",
}


def shift(session, **delta):
    """Bring a session's days to some time from now."""
    now = timezone.now()
    Session.objects.filter(pk=session.pk).update(starts_at=now + timedelta(**delta) - timedelta(hours=2), ends_at=now + timedelta(**delta))


@pytest.fixture
def courses(tree):
    """The French list of courses."""
    return CourseIndexPageFactory(parent=tree.home["fr"])


@pytest.fixture
def course(courses):
    return CoursePageFactory(parent=courses, title="Repérer et orienter", slug="reperer")


@pytest.fixture
def session(course):
    """An open session of twelve seats in ten days, at a reception point."""
    return SessionFactory(offer=course, capacity=12)


@pytest.fixture
def team():
    """The first screen's cleaned data."""
    return TEAM | {"seat_count": 3, "siret": "73282932000074"}


@pytest.fixture
def contact():
    return CONTACT | {"contact_phone": "+33536491234"}


@pytest.fixture
def registered(team, contact):
    """Register a team by the functions: ``registered(session, seat_count=2)``."""
    from catalogue.training.register import begin, change_contact, send
    from core.tokens import new_token

    def register(session, waits=False, language="fr", contact_email=contact["contact_email"], **changes):
        begun = begin(session.pk, team | changes, key=new_token(), language=language, waits=waits)
        change_contact(begun.pk, contact | {"contact_email": contact_email})
        return send(begun.pk)

    return register

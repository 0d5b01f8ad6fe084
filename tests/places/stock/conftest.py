"""A reception point that sells, a host who keeps its shelf, and a moment when one may be written to."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Group

from catalogue.places.factories import PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import Place
from core.access import sync_groups
from core.models import User

# A Thursday at ten in the morning in Paris: nobody is told at night.
NOON = datetime(2026, 11, 26, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def place(tree) -> Place:
    return ReceptionPointFactory(name="Emmaüs Connect Grenoble", city="Grenoble", lat=45.19, lon=5.72)


def member(name: str, group: str, *places: Place, role: str = "host") -> User:
    """Somebody of the team, in a group, with a role at some places."""
    sync_groups()
    user = User.objects.create_user(name, password="secret")
    user.groups.add(Group.objects.get(name=group))
    for one in places:
        PlaceRoleFactory(user=user, place=one, role=role)
    return user


@pytest.fixture
def host(place) -> User:
    return member("moussa", "Accueil", place)

import pytest
from django.contrib.auth.models import Group

from catalogue.places.factories import PlaceRoleFactory, RelayFactory
from catalogue.places.joining.factories import PlaceLinkFactory, RelayApplicationFactory
from core.access import PLACE_COORDINATOR, sync_groups
from core.models import User


@pytest.fixture
def application(tree, communes):
    return RelayApplicationFactory()


@pytest.fixture
def link(tree, communes):
    place = RelayFactory(name="La Passerelle", opening_hours="Mo-Fr 09:00-12:00; PH off", access_modes=["Téléphoner"])
    return PlaceLinkFactory(place=place)


@pytest.fixture
def chief(tree, client):
    """A superuser, signed in."""
    user = User.objects.create_superuser("chief", password="x" * 20)
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(tree, communes):
    """Somebody who coordinates one relay of Isère."""
    sync_groups()
    user = User.objects.create_user("claude", password="x" * 20)
    user.groups.add(Group.objects.get(name=PLACE_COORDINATOR))
    PlaceRoleFactory(user=user, place=RelayFactory(name="Relais de Grenoble", commune_id="38185"), role="coordinator")
    return user

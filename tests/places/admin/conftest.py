"""People of the admin: a chief, and a coordinator of one place beside one that is somebody else's."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from catalogue.places.factories import PlaceFactory, PlaceRoleFactory
from catalogue.places.models import Place
from core.access import PLACE_COORDINATOR, sync_groups
from core.models import User


def person(group=None, **fields):
    user = User.objects.create_user(username=fields.pop("username", "someone"), password="x" * 20, **fields)
    if group:
        sync_groups()
        user.groups.add(Group.objects.get(name=group))
    return user


def address(view, *args, model="place"):
    return reverse(f"wagtailsnippets_places_{model}:{view}", args=args)


def bulk(action, *places, **more):
    query = "&".join([*(f"id={getattr(place, 'pk', place)}" for place in places), *(f"{name}={value}" for name, value in more.items())])
    return f"/admin/bulk/places/place/{action}/?{query}"


@dataclass
class Coordinator:
    user: User
    client: Client
    mine: Place
    other: Place


@pytest.fixture
def admin(tree, communes, client):
    client.force_login(User.objects.create_superuser("chief", password="x" * 20))
    return client


@pytest.fixture
def coordinator(tree, communes):
    mine = PlaceFactory(name="La Passerelle", flags=["point_far"])
    other = PlaceFactory(name="Le Phare", flags=["point_far"])
    user, client = person(PLACE_COORDINATOR, username="coordinator"), Client()
    PlaceRoleFactory(user=user, place=mine, role="coordinator")
    client.force_login(user)
    return Coordinator(user, client, mine, other)

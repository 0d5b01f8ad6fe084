"""A host on their shift, at one place, with a workshop that goes on now."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from catalogue.agenda.models import Session
from catalogue.places.factories import PlaceRoleFactory
from catalogue.workshops import front_desk
from catalogue.workshops.hosting import shift
from catalogue.workshops.models import Booking, Participant
from core.access import HOST, sync_groups
from core.models import User
from core.tokens import new_token

WORDS = "trois mots sans rapport"


@pytest.fixture
def host(scene) -> User:
    sync_groups()
    user = User.objects.create_user("nadia@exemple.invalid", "nadia@exemple.invalid", WORDS, first_name="Nadia", phone="+33639981111")
    user.groups.add(Group.objects.get(name=HOST))
    PlaceRoleFactory(user=user, place=scene.place)
    return user


def start_shift(client, user: User) -> None:
    client.force_login(user)
    session = client.session
    session["host_until"] = (timezone.now() + shift.LASTS).timestamp()
    session.save()


@pytest.fixture
def on_shift(client, host):
    start_shift(client, host)
    return client


@pytest.fixture
def now_on(scene) -> Session:
    """A session that began a quarter of an hour ago, for three people."""
    return scene.another(starts_at=timezone.now() - timedelta(minutes=15), capacity=3)


@pytest.fixture
def expected(now_on):
    """``expected("Awa")`` puts somebody on the list of that session."""

    def add(name: str = "Awa", session: Session | None = None, **facts) -> Participant:
        booking: Booking = front_desk.add_person((session or now_on).pk, key=new_token(), first_name=name, **facts)
        return Participant.objects.select_related("seat__session", "booking").get(booking=booking)

    return add

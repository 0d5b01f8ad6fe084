import pytest
from django.contrib.auth.models import Group

from core.access import EDITOR, HOST, PLACE_COORDINATOR, sync_groups
from core.models import User


@pytest.fixture
def signed_in(tree, client):
    """Sign a member of a group in: ``signed_in(EDITOR)`` gives the user; the client is ``user.client``."""
    sync_groups()

    def sign_in(group: str) -> User:
        user = User.objects.create_user(f"user-{group}", first_name="Nadia", last_name="Ben", password="x" * 20)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        user.client = client
        return user

    return sign_in


@pytest.fixture
def editor(signed_in):
    return signed_in(EDITOR)


@pytest.fixture
def host(signed_in):
    return signed_in(HOST)


@pytest.fixture
def coordinator(signed_in):
    return signed_in(PLACE_COORDINATOR)

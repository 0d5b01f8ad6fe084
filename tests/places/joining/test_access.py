"""Visitors' data: a named person, invited, who agreed first; taken back at once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from catalogue.places.factories import PlaceRoleFactory, RelayFactory
from catalogue.places.joining import inviting
from catalogue.places.joining.factories import HostInvitationFactory
from catalogue.places.models import HostInvitation, InvitationState, PlaceRole
from core.access import EDITOR, HOST, sync_groups
from core.models import Message, User

pytestmark = pytest.mark.django_db
WORDS = "trois mots sans rapport"
ANSWER = {"name": "Moussa Diallo", "agreed": "on", "password": WORDS, "again": WORDS}


@pytest.fixture
def invitation(tree, communes):
    sync_groups()
    return inviting.invite(HostInvitationFactory(place=RelayFactory(name="La Passerelle")), by=None)


def answer(client, invitation, **changes):
    return client.post(invitation.get_absolute_url(), ANSWER | changes)


@pytest.mark.both
def test_an_invited_person_agrees_then_has_a_sign_in_of_their_own(client, invitation):
    assert invitation.get_absolute_url() in Message.objects.get(kind="relay_host_invitation").body
    page = client.get(invitation.get_absolute_url()).content.decode()
    assert "je n’en prends pas de photo" in page
    assert not User.objects.exists()
    given = answer(client, invitation).content.decode()
    assert "Votre accès est ouvert" in given
    user = User.objects.get()
    assert user.check_password(WORDS) and not user.is_superuser and [group.name for group in user.groups.all()] == [HOST]
    assert PlaceRole.objects.get(user=user).place == invitation.place
    invitation.refresh_from_db()
    assert (invitation.state, invitation.user, invitation.agreement_name) == (InvitationState.ACCEPTED, user, "Moussa Diallo")
    assert invitation.agreement_version and invitation.agreed_at


def test_an_invitation_serves_once(client, invitation):
    url = invitation.get_absolute_url()
    answer(client, invitation)
    assert client.get(url).status_code == 404
    assert client.post(url, ANSWER).status_code == 404
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"agreed": ""}, "agreed"),
        ({"name": ""}, "name"),
        ({"password": "court", "again": "court"}, "password"),
        ({"password": "123456789012345", "again": "123456789012345"}, "password"),
        ({"again": "autre chose ici"}, "again"),
        ({"password": "a\x00bcdefghijklmn"}, "password"),
        ({"password": "x" * 10_000}, "password"),
    ],
)
def test_without_the_agreement_and_a_good_password_nothing_opens(client, invitation, changes, field):
    response = answer(client, invitation, **changes)
    assert response.status_code == 200 and field in response.context["form"].errors
    assert not User.objects.exists() and not PlaceRole.objects.exists()


def test_an_old_invitation_opens_nothing(client, invitation):
    HostInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(invitation.get_absolute_url()).status_code == 404
    with pytest.raises(inviting.InvitationOver):
        inviting.let_in(invitation.pk, name="X", password=WORDS)


def test_somebody_who_has_an_account_keeps_its_password_and_its_rights(client, invitation):
    known = User.objects.create_user("moussa", email=invitation.email.upper(), password="celui d'avant, gardé")
    page = client.get(invitation.get_absolute_url()).content.decode()
    assert "Vous avez déjà un compte" in page and 'type="password"' not in page
    answer(client, invitation)
    known.refresh_from_db()
    assert User.objects.count() == 1 and known.check_password("celui d'avant, gardé")
    assert known.place_roles.get().place == invitation.place


def test_an_account_that_was_closed_comes_back_as_a_host_and_nothing_more(client, invitation):
    former = User.objects.create_user("former", email=invitation.email, password="x" * 20, is_active=False, is_staff=True)
    former.groups.add(Group.objects.get(name=EDITOR))
    PlaceRoleFactory(user=former)
    answer(client, invitation)
    former.refresh_from_db()
    assert former.is_active and not former.is_staff
    assert [group.name for group in former.groups.all()] == [HOST]
    assert [role.place for role in former.place_roles.all()] == [invitation.place]


def test_an_access_is_taken_back_at_once(client, invitation, chief):
    answer(client, invitation)
    user = User.objects.exclude(pk=chief.pk).get()
    client.force_login(chief)
    client.post(reverse("joining_admin:revoke_access", args=[invitation.pk]))
    user.refresh_from_db()
    invitation.refresh_from_db()
    assert not user.is_active and not PlaceRole.objects.filter(user=user).exists()
    assert (invitation.state, invitation.revoked_by) == (InvitationState.REVOKED, chief)
    assert invitation.agreement_name == "Moussa Diallo", "the proof stays"


def test_taking_one_access_back_leaves_the_others(client, invitation):
    answer(client, invitation)
    user = User.objects.get()
    PlaceRoleFactory(user=user)
    inviting.revoke(invitation.pk, by=None)
    user.refresh_from_db()
    assert user.is_active and user.place_roles.count() == 1


def test_a_revoked_invitation_opens_nothing(client, invitation):
    url = invitation.get_absolute_url()
    inviting.revoke(invitation.pk, by=None)
    assert client.get(url).status_code == 404
    for act in (lambda: inviting.invite(invitation, by=None), lambda: inviting.let_in(invitation.pk, name="X", password=WORDS)):
        with pytest.raises(inviting.InvitationOver):  # also for a screen that was open meanwhile
            act()
    assert not User.objects.exists()


def test_a_structure_asks_and_the_team_decides(client, link, chief):
    url = reverse("joining:ask_access", args=[link.token])
    named = {"first_name": "Awa", "last_name": "Koné", "email": "awa@exemple.invalid"}
    for _time in range(2):
        assert "Nous avons votre demande" in client.post(url, named).content.decode()
    asked = HostInvitation.objects.get()
    assert asked.state == InvitationState.ASKED and not Message.objects.exists()
    assert client.get(asked.get_absolute_url()).status_code == 404
    client.post(reverse("joining_admin:invite", args=[asked.pk]))
    asked.refresh_from_db()
    assert asked.state == InvitationState.SENT and asked.by == chief
    assert Message.objects.get().recipient == "awa@exemple.invalid"


def test_a_structure_does_not_ask_without_end(link):
    for number in range(9):
        inviting.ask_access(link.place, first_name="A", last_name="B", email=f"a{number}@exemple.invalid", language="fr")
    assert HostInvitation.objects.count() == inviting.MOST_ASKED


def test_a_coordinator_invites_at_their_own_places_only(client, coordinator, link):
    client.force_login(coordinator)
    own = coordinator.place_roles.get().place
    named = {"first_name": "Awa", "last_name": "Koné", "email": "awa@exemple.invalid"}
    assert client.post(reverse("joining_admin:invite_somebody", args=[own.pk]), named).status_code == 302
    assert client.post(reverse("joining_admin:invite_somebody", args=[link.place_id]), named).status_code == 404
    assert HostInvitation.objects.get().place == own
    assert client.get(reverse("wagtailsnippets_places_hostinvitation:list"), {"state": "sent"}).status_code == 200

"""One of ours is invited by a link that serves once, at some places; taken back at once."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from catalogue.places.factories import PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import PlaceRole
from catalogue.workshops.hosting import inviting
from catalogue.workshops.models import TeamInvitation, TeamInvitationState
from core.access import HOST, PLACE_COORDINATOR, sync_groups
from core.models import Message, User

from .conftest import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(scene) -> TeamInvitation:
    sync_groups()
    return inviting.invite(places=[scene.place], by=None, first_name="Moussa", phone="+33639982222")


def answer(client, invitation, **typed):
    return client.post(invitation.get_absolute_url(), {"how": "link"} | typed)


def test_the_link_comes_by_text_and_opens_the_day(client, invitation, scene):
    assert invitation.get_absolute_url() in Message.objects.get(kind="team_invitation").body
    assert "Moussa" in client.get(invitation.get_absolute_url()).content.decode()
    assert not User.objects.filter(first_name="Moussa").exists()
    assert answer(client, invitation).url == "/accueil/"
    user = User.objects.get(first_name="Moussa")
    assert not user.has_usable_password() and [group.name for group in user.groups.all()] == [HOST]
    assert PlaceRole.objects.get(user=user).place == scene.place
    assert client.get("/accueil/").status_code == 200
    assert client.get(invitation.get_absolute_url()).status_code == 404


def test_or_a_password_is_chosen(client, invitation):
    short = answer(client, invitation, how="password", password="court", again="court")
    assert "12" in short.content.decode() and not User.objects.filter(first_name="Moussa").exists()
    assert answer(client, invitation, how="password", password=WORDS, again=WORDS).url == "/accueil/"
    assert User.objects.get(first_name="Moussa").check_password(WORDS)


def test_an_invitation_ends_by_itself(client, invitation):
    TeamInvitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(invitation.get_absolute_url()).status_code == 404
    with pytest.raises(inviting.InvitationOver):
        inviting.accept(invitation.pk)


def test_an_account_that_works_is_not_opened_by_the_link(client, scene, host):
    other = ReceptionPointFactory(name="Emmaüs Connect Lyon")
    invitation = inviting.invite(places=[other], by=None, first_name="Nadia", email=host.email, phone="+33639983333")
    assert answer(client, invitation, how="password", password="un autre mot de passe", again="un autre mot de passe").status_code == 200
    host.refresh_from_db()
    assert host.check_password(WORDS) and host.place_roles.filter(place=other).exists()
    assert client.get("/accueil/").status_code == 302


def test_taken_back_nothing_is_seen_any_more(client, invitation, scene):
    answer(client, invitation)
    assert client.get("/accueil/").status_code == 200
    inviting.revoke(invitation.pk, by=None)
    assert client.get("/accueil/").status_code == 302
    assert not User.objects.get(first_name="Moussa").is_active
    assert not PlaceRole.objects.exists()
    assert inviting.revoke(invitation.pk, by=None).state == TeamInvitationState.REVOKED


def test_sent_again_the_first_link_stops_working(client, invitation):
    first = invitation.get_absolute_url()
    again = inviting.send_again(invitation.pk)
    assert client.get(first).status_code == 404
    assert client.get(again.get_absolute_url()).status_code == 200


@pytest.fixture
def coordinator(client, scene):
    sync_groups()
    user = User.objects.create_user("coordination", password=WORDS)
    user.groups.add(Group.objects.get(name=PLACE_COORDINATOR))
    PlaceRoleFactory(user=user, place=scene.place, role="coordinator")
    client.force_login(user)
    return user


def test_a_coordinator_invites_to_their_own_places_only(client, coordinator, scene):
    other = ReceptionPointFactory(name="Emmaüs Connect Lyon")
    url = reverse("hosts_admin:invite")
    page = client.get(url).content.decode()
    assert scene.place.name in page and other.name not in page
    typed = {"first_name": "Zoé", "phone": "06 39 98 44 44", "language": "fr"}
    for forged in (other.pk, "9" * 400, "x", "\x00"):
        assert client.post(url, typed | {"places": [forged]}).status_code == 200
    assert client.post(url, typed | {"places": [scene.place.pk], "phone": "01 99 00 11 11"}).status_code == 200
    assert not TeamInvitation.objects.exists()
    assert client.post(url, typed | {"places": [scene.place.pk]}).status_code == 302
    found = TeamInvitation.objects.get()
    assert found.by == coordinator and Message.objects.filter(recipient="+33639984444").exists()
    listed = client.get(reverse("wagtailsnippets_workshops_teaminvitation:list")).content.decode()
    assert "Zoé" in listed and "39984444" not in listed
    assert client.post(reverse("hosts_admin:again", args=[found.pk])).status_code == 302
    assert client.post(reverse("hosts_admin:revoke", args=[found.pk])).status_code == 302
    assert "Retiré le" in client.get(reverse("wagtailsnippets_workshops_teaminvitation:inspect", args=[found.pk])).content.decode()


def test_another_places_invitation_is_not_theirs(client, coordinator):
    sealed = inviting.invite(places=[ReceptionPointFactory()], by=None, first_name="Ali", email="ali@exemple.invalid")
    assert client.post(reverse("hosts_admin:revoke", args=[sealed.pk])).status_code == 404
    assert client.get(reverse("wagtailsnippets_workshops_teaminvitation:inspect", args=[sealed.pk])).status_code == 404


def test_one_number_is_one_person(client, coordinator, host, scene):
    typed = {"first_name": "Zoé", "phone": "06 39 98 11 11", "language": "fr", "places": [scene.place.pk]}
    assert "Nadia" in client.post(reverse("hosts_admin:invite"), typed).content.decode()


def test_hosts_invite_nobody(client, host):
    client.force_login(host)
    assert client.get(reverse("hosts_admin:invite")).status_code in (302, 403)


def test_a_coordinator_sees_everyone_at_their_places_and_takes_a_role_back(client, host, scene, coordinator):
    invitation = inviting.invite(places=[scene.place], by=None, first_name="Moussa", phone="+33639982222")
    moussa, _is_new = inviting.accept(invitation.pk)
    elsewhere = PlaceRoleFactory(user=User.objects.create_user("ali"), place=ReceptionPointFactory(name="Emmaüs Connect Lyon"))
    page = client.get(reverse("hosts_admin:roles")).content.decode()
    assert "Nadia" in page and "Moussa" in page and "Lyon" not in page
    for user in (host, moussa):
        url = reverse("hosts_admin:take_role_back", args=[user.place_roles.get().pk])
        assert client.get(url).status_code == 200
        assert client.post(url).status_code == 302
        user.refresh_from_db()
        assert not user.is_active and not user.place_roles.exists()
    invitation.refresh_from_db()
    assert invitation.state == TeamInvitationState.REVOKED
    for role in (elsewhere, coordinator.place_roles.get()):
        assert client.post(reverse("hosts_admin:take_role_back", args=[role.pk])).status_code == 404

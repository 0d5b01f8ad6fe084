"""A structure asks for a workshop in its premises: it asks once, the team answers, the names are given by the helper's link."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda.factories import in_days
from catalogue.agenda.models import Session
from catalogue.places.factories import CommuneFactory, PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import Place
from catalogue.workshops.factories import HelperFactory, SessionRequestFactory
from catalogue.workshops.models import Helper, RequestState, SessionRequest
from catalogue.workshops.off_site import answering
from catalogue.workshops.retention import purge_session_requests
from core.access import EDITOR, HOST, PLACE_COORDINATOR, sync_groups
from core.models import Message, Organisation, User

ASK = "/reserver/hors-les-murs/"


def typed(**changed) -> dict:
    values = {
        "structure": "Mission locale d’Angoulême",
        "siret": "732 829 320 00074",
        "contact_name": "Claire Petit",
        "contact_email": "claire@exemple.invalid",
        "contact_phone": "05 36 49 12 34",
        "workshop": "",
        "audience": "Des jeunes qui cherchent un emploi",
        "people": "8",
        "wished_days": "Un mardi en janvier",
        "address": "12 rue des Ateliers",
        "postcode": "16000",
        "city": "Angoulême",
        "room": "Salle de réunion",
        "equipment": ["wifi", "tables"],
        "key": "abcdefghijklmnopqrstuv",
    }
    return values | changed


@pytest.fixture
def town(scene):
    return CommuneFactory(code="16015", name="Angoulême", postcodes=["16000"], lat=45.65, lon=0.16)


@pytest.fixture
def member(scene):
    sync_groups()

    def make(group: str) -> User:
        user = User.objects.create_user(f"user-{group}", password="x" * 20)
        user.groups.add(Group.objects.get(name=group))
        return user

    return make


def test_a_structure_asks_without_an_account_and_gets_a_private_link(client, town, settings):
    page = client.get(ASK)
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    answer = client.post(ASK, typed())
    asked = SessionRequest.objects.get()
    assert answer.status_code == 302 and asked.token in answer["Location"]
    assert (asked.siret, asked.departement, asked.people, asked.equipment) == ("73282932000074", "16", 8, ["wifi", "tables"])
    kinds = dict(Message.objects.values_list("kind", "recipient"))
    assert kinds["session_request_received"] == "claire@exemple.invalid"
    private = client.get(answer["Location"])
    assert "Nous avons reçu votre demande" in private.content.decode() and "no-store" in private["Cache-Control"]


def test_a_double_click_makes_one_request(client, town):
    for _click in range(2):
        client.post(ASK, typed())
    assert SessionRequest.objects.count() == 1
    assert Message.objects.filter(kind="session_request_received").count() == 1


def test_the_siret_may_be_left_empty_and_is_checked_when_given(client, town):
    assert "siret" in client.post(ASK, typed(siret="732 829 320 00075")).context["form"].errors
    assert "siret" in client.post(ASK, typed(siret="12")).context["form"].errors
    assert client.post(ASK, typed(siret="")).status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"structure": ""},
        {"structure": "x" * 10_000},
        {"contact_email": "claire"},
        {"contact_phone": "12"},
        {"people": "0"},
        {"people": "9" * 40},
        {"postcode": "abc"},
        {"postcode": "99999", "city": "Nulle-Part"},
        {"audience": "\x00"},
        {"wished_days": "x" * 501},
        {"equipment": ["a bomb"]},
        {"workshop": "9" * 40},
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_kept(client, town, changed):
    answer = client.post(ASK, typed(**changed))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) & (set(changed) | {"commune"})
    assert not SessionRequest.objects.exists()


def test_a_link_tried_at_random_opens_nothing_and_get_changes_nothing(client, town):
    asked = SessionRequestFactory()
    assert client.get(f"{ASK}r/{'x' * 22}/").status_code == 404
    assert client.get(f"{ASK}r/{asked.token}/retirer/").status_code == 405
    client.post(f"{ASK}r/{asked.token}/retirer/")
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN
    assert "retirée" in client.get(f"{ASK}r/{asked.token}/").content.decode()


def plan(asked, by, scene, **changed):
    start = in_days(20)
    values = {"offer": scene.workshop, "meetings": [(start, start + timedelta(hours=2))], "capacity": 8, "by": by}
    return answering.plan(asked.pk, **{**values, **changed})


def test_planned_it_is_reserved_to_the_structure_in_its_premises_and_its_contact_gives_the_names(client, town, scene, member):
    asked = SessionRequestFactory(commune=town, siret="73282932000074")
    asked = plan(asked, member(EDITOR), scene, answer="À bientôt !")
    session = Session.objects.get(reserved_to__isnull=False)
    assert asked.session == session and session.reserved_to.siret == "73282932000074"
    assert (session.place.name, session.place.is_listed, session.place.lat) == (asked.structure, False, 45.65)
    helper = Helper.objects.get()
    assert (helper.email, helper.organisation) == (asked.contact_email, session.reserved_to)
    message = Message.objects.get(kind="session_request_planned")
    assert helper.token in message.body and "À bientôt !" in message.body
    # The structure's own link opens the session; anybody else is refused it by its number.
    assert client.get(reverse("workshops:helping:one", args=[helper.token, session.pk])).status_code == 200
    assert client.get(f"/reserver/{session.pk}/").status_code != 200
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "Votre atelier est planifié" in page
    assert helper.token not in page  # whoever typed the address has this page; only the address has the other


def test_a_structure_known_already_is_not_made_twice(town, scene, member):
    editor = member(EDITOR)
    helper = HelperFactory(email="claire@exemple.invalid", organisation=Organisation.objects.create(name="CCAS", siret=""))
    first = plan(SessionRequestFactory(contact_email="Claire@exemple.invalid"), editor, scene)
    assert first.organisation == helper.organisation
    second = plan(SessionRequestFactory(structure="Centre social"), editor, scene)
    third = plan(SessionRequestFactory(structure="centre  SOCIAL"), editor, scene)
    assert second.organisation == third.organisation
    assert second.session.place == third.session.place
    assert Place.objects.filter(is_listed=False).count() == 2


def test_an_answer_is_given_once(town, scene, member):
    editor = member(EDITOR)
    asked = SessionRequestFactory()
    answering.refuse(asked.pk, "too_far", by=editor, answer="Essayez à Cognac.")
    message = Message.objects.get(kind="session_request_refused")
    assert "trop loin" in message.body and "Essayez à Cognac." in message.body
    with pytest.raises(answering.MoveRefused):
        answering.refuse(asked.pk, "too_far", by=editor)
    plan(asked, editor, scene)  # a way was found after all
    with pytest.raises(answering.MoveRefused):
        plan(asked, editor, scene)
    assert Session.objects.filter(reserved_to__isnull=False).count() == 1


def test_the_team_plans_and_refuses_in_the_admin(client, town, scene, member):
    client.force_login(member(EDITOR))
    asked = SessionRequestFactory(commune=town)
    inspect = client.get(reverse("wagtailsnippets_workshops_sessionrequest:inspect", args=[asked.pk])).content.decode()
    assert "Planifier" in inspect and asked.audience in inspect
    url = reverse("session_requests_admin:plan", args=[asked.pk])
    assert 'value="8"' in client.get(url).content.decode()
    day = in_days(20).date().isoformat()
    values = {"offer": scene.workshop.pk, "day": day, "starts": "14:00", "ends": "16:00", "capacity": "8", "language": "fr", "place": ""}
    assert "offer" in client.post(url, values | {"offer": "9" * 30}).context["form"].errors
    assert "day" in client.post(url, values | {"day": "2020-01-01"}).context["form"].errors
    assert client.post(url, values).status_code == 302
    assert Session.objects.get(reserved_to__isnull=False).starts_local.hour == 14
    other = SessionRequestFactory()
    refuse = reverse("session_requests_admin:refuse", args=[other.pk])
    assert "answer" in client.post(refuse, {"why_not": "other", "answer": ""}).context["form"].errors
    client.post(refuse, {"why_not": "too_few", "answer": ""})
    other.refresh_from_db()
    assert other.state == RequestState.REFUSED
    assert other.structure in client.get(reverse("wagtailsnippets_workshops_sessionrequest:list")).content.decode()


def test_a_coordinator_sees_the_requests_of_their_departement_and_the_session_they_plan(client, town, scene, member):
    coordinator = member(PLACE_COORDINATOR)
    PlaceRoleFactory(user=coordinator, place=ReceptionPointFactory(postcode="16000", commune=town), role="coordinator")
    near, far = (
        SessionRequestFactory(departement="16", commune=town),
        SessionRequestFactory(departement="38", postcode="38000", city="Grenoble"),
    )
    client.force_login(coordinator)
    page = client.get(reverse("wagtailsnippets_workshops_sessionrequest:list")).content.decode()
    assert near.structure in page and far.structure not in page
    assert client.get(reverse("session_requests_admin:plan", args=[far.pk])).status_code == 404
    planned = plan(near, coordinator, scene)
    assert client.get(reverse("session:inspect", args=[planned.session_id])).status_code == 200
    client.force_login(member(HOST))
    assert client.get(reverse("session_requests_admin:plan", args=[near.pk])).status_code in (302, 403)


def test_who_asked_is_forgotten_a_year_after_the_answer(town, scene, member):
    asked = SessionRequestFactory()
    answering.refuse(asked.pk, "too_far", by=member(EDITOR))
    assert purge_session_requests(timezone.now() + timedelta(days=300)) == 0
    assert purge_session_requests(timezone.now() + timedelta(days=366)) == 1
    kept = SessionRequest.objects.get()
    assert (kept.contact_name, kept.contact_email, kept.contact_phone, kept.structure) == ("", "", "", asked.structure)
    assert kept.token != asked.token

"""The team finds registrations, corrects them, changes their seats, cancels them; each group sees its share."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from catalogue.agenda.factories import SeatFactory, SessionFactory
from catalogue.agenda.models import SeatState
from catalogue.training.models import Registration, RegistrationState
from core.access import EDITOR, HOST, TRAINER, TRAINING_MANAGER
from core.models import Message

LIST = "wagtailsnippets_training_registration:list"
INSPECT = "wagtailsnippets_training_registration:inspect"
EDIT = "wagtailsnippets_training_registration:edit"


@pytest.fixture
def member(django_user_model, db):
    """Make a user of a group."""

    def make(group):
        user = django_user_model.objects.create_user(f"user-{group}", f"u{len(group)}@exemple.invalid", "x")
        user.groups.add(Group.objects.get_or_create(name=group)[0])
        return user

    from core.access import sync_groups

    sync_groups()
    return make


@pytest.fixture
def manager(client, member):
    user = member(TRAINING_MANAGER)
    client.force_login(user)
    return client


@pytest.fixture
def registration(session, registered):
    return registered(session)


def test_a_registration_is_found_in_the_list_and_read_with_its_seats_and_log(manager, registration):
    assert "Centre social du Fleuve" in manager.get(reverse(LIST)).content.decode()
    page = manager.get(reverse(INSPECT, args=[registration.pk])).content.decode()
    assert "Hélène Marchand" in page and page.count("confirmée") >= 3
    for action in ("seats", "cancel"):
        assert reverse(f"training_admin:{action}", args=[registration.pk]) in page


@pytest.mark.parametrize("query", ["q=fleuve", "q=73282932000074", "state=confirmed", "q=Repérer"])
def test_it_is_searched_and_filtered(manager, registration, query):
    assert "Centre social du Fleuve" in manager.get(f"{reverse(LIST)}?{query}").content.decode()


@pytest.mark.parametrize("query", ["q=inconnu", "state=cancelled"])
def test_what_does_not_match_is_left_out(manager, registration, query):
    assert list(manager.get(f"{reverse(LIST)}?{query}").context["object_list"]) == []


def test_the_session_shows_its_registrations(manager, session, registration):
    page = manager.get(reverse("session:inspect", args=[session.pk])).content.decode()
    assert reverse(INSPECT, args=[registration.pk]) in page and "Centre social du Fleuve" in page


def test_forms_left_half_way_are_not_listed(manager, session, team):
    from catalogue.training.register import begin

    begun = begin(session.pk, team, key="k" * 22, language="fr")
    assert "Centre social du Fleuve" not in manager.get(reverse(LIST)).content.decode()
    assert manager.get(reverse(INSPECT, args=[begun.pk])).status_code == 404


def test_the_list_runs_as_many_queries_with_many_rows(manager, session, registered, django_assert_max_num_queries):
    registered(session, seat_count=1)
    manager.get(reverse(LIST))
    for _n in range(6):
        registered(session, seat_count=1)
    with django_assert_max_num_queries(25):
        manager.get(reverse(LIST))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_exported(manager, registration, kind):
    response = manager.get(f"{reverse(LIST)}?export={kind}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert content


def test_what_a_stranger_typed_is_no_formula_in_the_export(manager, session, registered):
    registered(session, organisation_name="=HYPERLINK(1)")
    response = manager.get(f"{reverse(LIST)}?export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert rows[1][0] == "'=HYPERLINK(1)"


def test_its_words_are_corrected_and_its_state_is_not_in_the_form(manager, registration):
    page = manager.get(reverse(EDIT, args=[registration.pk]))
    assert "state" not in page.context["form"].fields and "seat_count" not in page.context["form"].fields
    data = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    response = manager.post(reverse(EDIT, args=[registration.pk]), data | {"city": "Cognac", "organisation": registration.organisation_id})
    assert response.status_code == 302, page.context["form"].errors
    registration.refresh_from_db()
    assert registration.city == "Cognac"


def test_more_seats_are_taken_through_the_agenda(manager, registration):
    manager.post(reverse("training_admin:seats", args=[registration.pk]), {"count": "5"})
    assert registration.seats(SeatState.CONFIRMED).count() == 5
    assert registration.events.latest("pk").note.endswith(": 3, puis 5")
    assert Message.objects.filter(kind="registration_changed").count() == 1


def test_fewer_seats_give_back_those_without_a_name_first(manager, registration):
    named = registration.trainees.order_by("seat").last()
    named.last_name = "Diallo"
    named.save()
    manager.post(reverse("training_admin:seats", args=[registration.pk]), {"count": "1"})
    assert list(registration.seats()) == [named.seat]


def test_more_seats_than_there_are_is_refused_with_a_sentence(manager, session, registration):
    SeatFactory.create_batch(8, session=session)
    response = manager.post(reverse("training_admin:seats", args=[registration.pk]), {"count": "6"})
    assert "Il ne reste que 1 place" in response.content.decode()
    assert registration.seats().count() == 3


def test_a_wrong_number_of_seats_is_refused(manager, registration):
    for count in ("0", "-1", "x", "", "99999999999999999999", "51"):
        response = manager.post(reverse("training_admin:seats", args=[registration.pk]), {"count": count})
        assert response.status_code == 200 and response.context["form"].errors, count
    assert registration.seats().count() == 3


def test_the_team_cancels_with_a_note_in_the_log(manager, registration):
    url = reverse("training_admin:cancel", args=[registration.pk])
    assert manager.get(url).status_code == 200
    manager.post(url, {"note": "Appel de la directrice"})
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED and not registration.seats().exists()
    event = registration.events.latest("pk")
    assert event.note == "Appel de la directrice" and event.by.username.startswith("user-")
    assert Message.objects.filter(kind="registration_cancelled").exists()
    assert manager.get(url).status_code == 302


def test_a_trainer_sees_the_registrations_of_their_own_sessions_without_the_contact(client, member, course, session, registered):
    trainer = member(TRAINER)
    client.force_login(trainer)
    session.host = trainer
    session.save()
    own, other = registered(session), registered(SessionFactory(offer=course), organisation_name="Une autre structure")
    page = client.get(reverse(LIST)).content.decode()
    assert "Centre social du Fleuve" in page and "Une autre structure" not in page
    page = client.get(reverse(INSPECT, args=[own.pk])).content.decode()
    assert "Hélène Marchand" not in page
    assert client.get(reverse(INSPECT, args=[other.pk])).status_code == 404
    assert client.post(reverse("training_admin:cancel", args=[own.pk])).status_code in (302, 403)
    assert Registration.objects.get(pk=own.pk).state == RegistrationState.CONFIRMED
    export = client.get(f"{reverse(LIST)}?export=csv")
    assert "helene@exemple.invalid" not in (b"".join(export.streaming_content) if export.streaming else export.content).decode()


@pytest.mark.parametrize("group", [EDITOR, HOST])
def test_other_groups_see_no_registration(client, member, registration, group):
    client.force_login(member(group))
    assert client.get(reverse(LIST)).status_code in (302, 403)
    assert client.get(reverse(INSPECT, args=[registration.pk])).status_code in (302, 403, 404)

"""The team reviews: each move once, in its order, told in courteous words; accepting makes the place."""

from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.places.factories import PlaceFactory
from catalogue.places.joining import applying, keeping, reviewing
from catalogue.places.joining.factories import PlaceLinkFactory, RelayApplicationFactory
from catalogue.places.joining.moves import MoveRefused, move
from catalogue.places.joining.visibility import applications_seen_by
from catalogue.places.models import ApplicationState, Place, PlaceFacet, PlaceLink, RelayApplication
from catalogue.places.models.application import MOVES
from core.access import EDITOR, HOST, sync_groups
from core.models import Message, Organisation, User

pytestmark = pytest.mark.django_db
INSPECT = "wagtailsnippets_places_relayapplication:inspect"
LIST = "wagtailsnippets_places_relayapplication:list"


@pytest.fixture
def sent(application):
    applying.send(application.pk)
    application.refresh_from_db()
    return application


def act(client, name, application, **data):
    return client.post(reverse(f"joining_admin:{name}", args=[application.pk]), data)


def last(kind):
    return Message.objects.filter(kind=kind).latest("pk")


@pytest.mark.parametrize("start", ApplicationState.values)
def test_only_the_moves_of_the_table_are_possible(application, start):
    for target in ApplicationState.values:
        RelayApplication.objects.filter(pk=application.pk).update(state=start)
        application.refresh_from_db()
        if target in MOVES[start]:
            move(application, target)
            assert application.moves.latest("pk").from_state == start
        else:
            with pytest.raises(MoveRefused):
                move(application, target)


def test_what_is_missing_is_named_and_completed_by_the_same_link(client, sent, chief):
    response = act(client, "to_complete", sent, screens=["hours", "contact"], words="Le samedi est-il vraiment ouvert ?")
    assert response.url == reverse(INSPECT, args=[sent.pk])
    sent.refresh_from_db()
    assert sent.state == ApplicationState.TO_COMPLETE
    body = last("relay_application_to_complete").body
    assert "– La personne à appeler" in body and "Le samedi est-il" in body and sent.get_absolute_url() in body
    page = client.get(sent.get_absolute_url()).content.decode()
    assert "Le samedi est-il" in unescape(page) and "Modifier" in page
    url = reverse("joining:step", args=[sent.token, "horaires"])
    assert client.post(url, {"mo_1_opens": "9h", "mo_1_closes": "12h"}).url == reverse("joining:check", args=[sent.token])
    client.post(reverse("joining:check", args=[sent.token]))
    sent.refresh_from_db()
    assert (sent.state, sent.missing) == (ApplicationState.RECEIVED, "")
    assert [line.to_state for line in sent.moves.all()] == ["received", "to_complete", "received"]
    assert sent.moves.all()[1].by == chief


def test_a_visit_is_planned_in_the_time_of_the_place_and_may_be_moved(client, tree, communes, chief):
    far = RelayApplicationFactory(commune_id="97411", departement="974", city="Saint-Denis", postcode="97400")
    applying.send(far.pk)
    day = timezone.localdate() + timedelta(days=20)
    act(client, "visit", far, at=f"{day} 14:00")
    far.refresh_from_db()
    assert far.state == ApplicationState.VISIT
    assert far.visit_at.hour == 10  # 14 h in Réunion
    assert "14 h" in last("relay_application_visit").body.replace("\u00a0", " ")
    act(client, "visit", far, at=f"{day} 16:30")
    assert far.moves.filter(to_state="visit").count() == 2
    assert "16 h 30" in client.get(far.get_absolute_url()).content.decode().replace("\u00a0", " ")


def test_a_visit_in_the_past_gets_a_sentence(client, sent, chief):
    response = act(client, "visit", sent, at="2020-01-01 10:00")
    assert response.status_code == 200 and response.context["form"].errors["at"]


@pytest.mark.both
def test_accepting_makes_the_place_and_sends_the_private_link(client, sent, chief):
    assert act(client, "accept", sent, is_listed="yes").status_code == 302
    place = Place.objects.get()
    sent.refresh_from_db()
    assert (sent.state, sent.place) == (ApplicationState.ACCEPTED, place)
    assert (place.kind, place.name, place.pivot, place.commune_id) == ("relay", sent.place_name, sent.siret, "38185")
    assert place.is_listed and place.verified_on == timezone.localdate() and place.lat
    assert place.organisation == Organisation.objects.get(siret=sent.siret)
    facets = set(PlaceFacet.objects.filter(place=place).values_list("facet", flat=True))
    assert {"kind:relay", "programme:emmaus-relay", "service:procedures", "care:motor", "entry:phone"} <= facets
    link = PlaceLink.objects.get(place=place)
    body = last("relay_application_accepted").body
    assert link.get_absolute_url() in body and f"/lieux/{place.pk}-" in body
    assert client.get(f"/lieux/{place.pk}-{place.slug}/").status_code == 200


def test_an_accepted_place_may_wait_before_it_is_shown(client, sent, chief):
    act(client, "accept", sent, is_listed="no")
    place = Place.objects.get()
    assert not place.is_listed and not PlaceFacet.objects.filter(place=place).exists()


def test_an_organisation_that_is_known_is_not_changed_by_what_was_typed(sent, chief):
    known = Organisation.objects.create(name="Son vrai nom", siret=sent.siret)
    place = reviewing.accept(sent.pk, is_listed=True, by=chief)
    known.refresh_from_db()
    assert place.organisation == known and known.name == "Son vrai nom"


def test_a_refusal_thanks_and_gives_the_reason(client, sent, chief):
    act(client, "refuse", sent, reason="too_near", answer="La Halte, à deux rues, vous accueillera avec plaisir.")
    sent.refresh_from_db()
    assert sent.state == ApplicationState.REFUSED and sent.decided_at
    body = last("relay_application_refused").body
    assert "Merci" in body and "un relais existe déjà tout près" in body and "La Halte" in body
    assert "La Halte" in client.get(sent.get_absolute_url()).content.decode()


def test_an_other_reason_must_be_said(client, sent, chief):
    assert act(client, "refuse", sent, reason="other").context["form"].errors["answer"]
    assert act(client, "to_complete", sent).context["form"].errors


def test_two_reviewers_at_once_move_it_once(client, sent, chief):
    reviewing.refuse(sent.pk, "too_near", "", by=chief)
    response = client.post(reverse("joining_admin:accept", args=[sent.pk]), {"is_listed": "yes"}, follow=True)
    assert "plus rapide" in response.content.decode()
    assert not Place.objects.exists()


def test_a_new_link_closes_the_old_one(client, sent, chief):
    old = sent.get_absolute_url()
    act(client, "renew", sent)
    sent.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(sent.get_absolute_url()).status_code == 200
    assert sent.get_absolute_url() in last("relay_application_link").body


def test_drafts_are_nobodys_to_read(client, application, chief):
    assert application.place_name not in client.get(reverse(LIST)).content.decode()
    assert client.get(reverse(INSPECT, args=[application.pk])).status_code == 404


def test_the_list_filters_searches_and_exports_without_contacts_or_formulas(client, tree, communes, chief):
    applying.send(RelayApplicationFactory(place_name="=HYPERLINK(1)", city="Grenoble").pk)
    for query in ({"state": "received"}, {"departement": "38"}, {"q": "clairière"}, {"q": "x" * 3000}, {"state": "zzz"}):
        assert client.get(reverse(LIST), query).status_code == 200
    export = b"".join(client.get(reverse(LIST), {"export": "csv"}).streaming_content).decode()
    assert "'=HYPERLINK" in export and "claire" not in export


def test_the_list_costs_the_same_with_many_rows(client, tree, communes, chief, django_assert_max_num_queries):
    for _time in range(2):
        for application in RelayApplicationFactory.create_batch(8):
            applying.send(application.pk)
        client.get(reverse(LIST))
        with django_assert_max_num_queries(20):
            client.get(reverse(LIST))


def test_a_coordinator_handles_the_applications_of_their_departements_only(client, coordinator, communes):
    near = RelayApplicationFactory(place_name="Tout près")
    far = RelayApplicationFactory(place_name="Très loin", commune_id="16015", departement="16")
    for application in (near, far):
        applying.send(application.pk)
    client.force_login(coordinator)
    page = client.get(reverse(LIST)).content.decode()
    assert "Tout près" in page and "Très loin" not in page
    assert client.get(reverse(INSPECT, args=[far.pk])).status_code == 404
    assert act(client, "refuse", far, reason="too_near").status_code == 404
    place = reviewing.accept(near.pk, is_listed=True, by=coordinator)
    assert coordinator.place_roles.filter(place=place, role="coordinator").exists()


def test_a_coordinator_who_sees_every_place_sees_every_application(coordinator, communes):
    from django.contrib.auth.models import Permission

    far = RelayApplicationFactory(commune_id="16015", departement="16")
    applying.send(far.pk)
    assert far not in applications_seen_by(coordinator)
    coordinator.user_permissions.add(Permission.objects.get(codename="change_every_place"))
    assert far in applications_seen_by(User.objects.get(pk=coordinator.pk))


@pytest.mark.parametrize("group", [EDITOR, HOST])
def test_other_groups_see_no_application(client, sent, group):
    from django.contrib.auth.models import Group

    sync_groups()
    user = User.objects.create_user("autre", password="x" * 20)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(reverse(LIST)).status_code != 200
    assert client.get(reverse(INSPECT, args=[sent.pk])).status_code != 200
    assert act(client, "refuse", sent, reason="too_near").status_code != 200
    sent.refresh_from_db()
    assert sent.state == ApplicationState.RECEIVED


def test_the_screens_of_the_moves_ask_once_and_change_nothing_by_get(client, sent, chief):
    for name in ("to_complete", "visit", "accept", "refuse", "renew"):
        assert client.get(reverse(f"joining_admin:{name}", args=[sent.pk])).status_code == 200
    sent.refresh_from_db()
    assert sent.state == ApplicationState.RECEIVED and not PlaceFactory._meta.model.objects.exists()
    assert "Refuser" in client.get(reverse(INSPECT, args=[sent.pk])).content.decode()


@pytest.mark.parametrize("pk", ["0", "9" * 18, "9" * 40])
def test_an_application_that_is_not_there_is_not_found(client, sent, chief, pk):
    assert client.get(f"/admin/relays/applications/{pk}/accept/").status_code == 404


def test_exports_say_what_structures_changed_in_words(admin_client, tree, communes):
    link = PlaceLinkFactory()
    keeping.change_entry(link, {"phone": "+33536490001", "summary": "=1+1"})
    address = reverse("wagtailsnippets_places_entrychange:list")
    export = b"".join(admin_client.get(address, {"export": "csv"}).streaming_content).decode()
    assert "→ +33536490001" in export and "{" not in export
    assert "\n=1+1" not in export and ",=1+1" not in export
    address = reverse("wagtailsnippets_places_hostinvitation:list")
    assert "Full name" not in b"".join(admin_client.get(address, {"export": "csv"}).streaming_content).decode()

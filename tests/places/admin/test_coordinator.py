"""A coordinator of one place tries every way to another: lists, addresses, bulk actions, exports, choosers, reports, roles."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log

from catalogue.places.factories import PlaceFactory, PlaceRoleFactory
from catalogue.places.models import Place, PlaceLogEntry, PlaceRole
from core.access import EDITOR, HOST, PLACE_COORDINATOR, TRAINER
from tests.places.admin.conftest import address, bulk, person
from tests.places.admin.test_places import form_of

CHOOSE = "/admin/snippets/choose/places/place/"


def test_the_list_its_filters_and_its_export_hold_own_places_only(coordinator):
    for query in ({}, {"q": "phare"}, {"to_look_at": "any"}, {"freshness": "out"}, {"export": "csv"}, {"ordering": "-name"}):
        response = coordinator.client.get(address("list"), query)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert "Phare" not in content.decode(), query
    for query in ({"q": "phare"}, {}):
        assert "Phare" not in coordinator.client.get(address("list_results"), query).content.decode()


@pytest.mark.parametrize("view", ["edit", "copy", "delete", "inspect", "history", "history_results", "usage"])
def test_no_address_of_anothers_place_opens(coordinator, view):
    response = coordinator.client.get(address(view, coordinator.other.pk))
    assert response.status_code in (302, 403, 404)
    assert "Phare" not in coordinator.client.get(address(view, coordinator.other.pk), follow=True).content.decode()


@pytest.mark.parametrize("key", ["99999999999999999999999", "9223372036854775808", "zero", "-1", "0"])
def test_a_guessed_address_is_never_an_error_of_the_server(coordinator, key):
    for view in ("edit", "inspect", "history", "usage", "delete"):
        assert coordinator.client.get(f"/admin/snippets/places/place/{view}/{key}/").status_code in (302, 404), view
    assert coordinator.client.get(f"/admin/places/{key}/flags/").status_code == 404


def test_a_post_to_anothers_place_changes_nothing(coordinator):
    before = Place.objects.filter(pk=coordinator.other.pk).values().get()
    for view in ("edit", "copy", "delete"):
        coordinator.client.post(address(view, coordinator.other.pk), form_of(name="Pris"))
    coordinator.client.post(reverse("places_admin:settle_flag", args=[coordinator.other.pk]), {"flag": "point_far"})
    assert Place.objects.filter(pk=coordinator.other.pk).values().get() == before
    assert not Place.objects.filter(name="Pris").exists()


@pytest.mark.parametrize("action", ["verify", "show", "hide", "archive", "restore", "set-kind", "delete", "ask"])
@pytest.mark.parametrize("chosen", ["the other", "all"])
def test_no_bulk_action_reaches_anothers_place(coordinator, action, chosen):
    before = Place.objects.filter(pk=coordinator.other.pk).values().get()
    url = bulk(action, *(["all"] if chosen == "all" else [coordinator.other]))
    assert "Phare" not in coordinator.client.get(url, follow=True).content.decode()
    coordinator.client.post(url, {"kind": "reception_point"})
    assert Place.objects.filter(pk=coordinator.other.pk).values().get() == before


def test_a_place_where_one_is_only_a_host_is_seen_and_left_as_it_is(coordinator):
    PlaceRoleFactory(user=coordinator.user, place=coordinator.other, role="host")
    shown = coordinator.client.get(address("list")).content.decode()
    assert address("inspect", coordinator.other.pk) in shown
    assert address("edit", coordinator.other.pk) not in shown
    assert coordinator.client.get(address("history", coordinator.other.pk)).status_code in (302, 403)
    url = bulk("hide", coordinator.mine, coordinator.other)
    assert "Phare" in coordinator.client.get(url).content.decode()  # said to be left out
    coordinator.client.post(url)
    assert list(Place.objects.filter(is_listed=True)) == [coordinator.other]


def test_choosers_offer_and_confirm_own_places_only(coordinator):
    for url in (CHOOSE, f"{CHOOSE}?q=phare", f"{CHOOSE}results/", f"{CHOOSE}results/?q=e"):
        assert "Phare" not in coordinator.client.get(url).content.decode(), url
    assert "Passerelle" in coordinator.client.get(f"{CHOOSE}results/?q=PASSERELLE").content.decode()
    assert coordinator.client.get(f"{CHOOSE}chosen/{coordinator.mine.pk}/").status_code == 200
    assert coordinator.client.get(f"{CHOOSE}chosen/{coordinator.other.pk}/").status_code == 404
    assert coordinator.client.get(f"{CHOOSE}chosen/zero/").status_code == 404
    several = coordinator.client.get(f"{CHOOSE}chosen-multiple/?id={coordinator.mine.pk}&id={coordinator.other.pk}")
    assert "Passerelle" in several.content.decode()
    assert "Phare" not in several.content.decode()


@pytest.mark.parametrize("group", [TRAINER, None])
def test_who_has_no_business_with_places_chooses_none(coordinator, group):
    stranger, client = person(group, username="stranger"), Client()
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    PlaceRoleFactory(user=stranger, place=coordinator.mine)  # a role alone opens nothing
    client.force_login(stranger)
    for url in (CHOOSE, f"{CHOOSE}results/"):
        assert "Passerelle" not in client.get(url).content.decode()
    assert client.get(address("list")).status_code == 302
    assert client.get(reverse("places_admin:history")).status_code == 302


def test_reports_tell_of_own_places_only(coordinator):
    for place in (coordinator.mine, coordinator.other):
        log(instance=place, action="wagtail.edit", user=coordinator.user)
    for url in (reverse("places_admin:history"), reverse("places_admin:history_results"), reverse("wagtailadmin_reports:site_history")):
        text = coordinator.client.get(url).content.decode()
        assert "Passerelle" in text, url
        assert "Phare" not in text, url
    for url in (reverse("places_admin:history"), reverse("wagtailadmin_reports:site_history")):
        response = coordinator.client.get(url, {"export": "csv"})
        assert "Phare" not in b"".join(response.streaming_content).decode()
    assert "Phare" not in coordinator.client.get(reverse("places_admin:history"), {"place": "phare"}).content.decode()


def test_the_use_of_a_commune_names_no_place_of_others(coordinator):
    Place.objects.update(commune="38185")
    for place in Place.objects.all():
        place.save()
    assert "Phare" not in coordinator.client.get(address("usage", "38185", model="commune"), follow=True).content.decode()


def test_the_first_screen_counts_own_places_only(coordinator):
    text = coordinator.client.get("/admin/").content.decode()
    assert "?to_look_at=any" in text
    assert "1 lieu à regarder" in text
    assert "1 lieu pas vérifié" in text


def test_source_identity_and_kind_are_not_a_coordinators_to_change(coordinator):
    PlaceFactory(source="ailleurs", source_id="1")
    changed = form_of(
        name="Ma passerelle", kind="reception_point", pivot="73282932000074", source="ailleurs", source_id="1", settled_flags='["x"]'
    )
    response = coordinator.client.post(address("edit", coordinator.mine.pk), changed)
    assert response.status_code == 302, response.context["form"].errors
    place = Place.objects.get(pk=coordinator.mine.pk)
    assert (place.name, place.kind, place.pivot) == ("Ma passerelle", "partner", "")
    assert (place.source, place.source_id, place.settled_flags, place.flags) == ("local", "", [], ["point_far"])


def test_a_coordinator_gives_no_role_to_anybody(coordinator):
    for model in ("placerole",):
        for view in ("list", "add"):
            assert coordinator.client.get(address(view, model=model)).status_code == 302
    coordinator.client.post(
        address("add", model="placerole"), {"user": coordinator.user.pk, "place": coordinator.other.pk, "role": "coordinator"}
    )
    role = PlaceRole.objects.get()
    coordinator.client.post(
        address("edit", role.pk, model="placerole"), {"user": coordinator.user.pk, "place": coordinator.other.pk, "role": "coordinator"}
    )
    coordinator.client.post(
        address("edit", coordinator.mine.pk),
        form_of(**{"roles-TOTAL_FORMS": "1", "roles-0-user": str(coordinator.user.pk), "roles-0-place": str(coordinator.other.pk)}),
    )
    assert PlaceRole.objects.get().place == coordinator.mine
    assert coordinator.client.post(f"/admin/users/edit/{coordinator.user.pk}/", {"is_superuser": "on"}).status_code in (302, 403)
    coordinator.user.refresh_from_db()
    assert not coordinator.user.is_superuser


def test_an_editor_who_also_coordinates_sees_all_and_changes_own(coordinator):
    """Seeing every place comes with one group, changing places with another: together they do not make changing every place."""
    coordinator.user.groups.add(Group.objects.get(name=EDITOR))
    assert "Phare" in coordinator.client.get(address("list")).content.decode()
    assert coordinator.client.get(address("edit", coordinator.other.pk)).status_code in (302, 403)
    coordinator.client.post(bulk("hide", "all"))
    assert list(Place.objects.filter(is_listed=True)) == [coordinator.other]


def test_who_may_change_every_place_does(coordinator):
    coordinator.user.user_permissions.add(Permission.objects.get(codename="change_every_place"))
    coordinator.client.post(bulk("set-kind", coordinator.other), {"kind": "relay"})
    assert Place.objects.get(pk=coordinator.other.pk).kind == "relay"
    assert coordinator.client.get(address("edit", coordinator.other.pk)).status_code == 200


def test_who_may_delete_places_deletes_own_ones_only(coordinator):
    coordinator.user.user_permissions.add(Permission.objects.get(codename="delete_place"))
    coordinator.client.post(bulk("delete", coordinator.mine, coordinator.other))
    coordinator.client.post(address("delete", coordinator.other.pk))
    assert list(Place.objects.all()) == [coordinator.other]
    assert PlaceLogEntry.objects.get(action="wagtail.delete").label.startswith("La Passerelle")


def test_the_api_of_the_admin_has_no_places(coordinator):
    for path in ("places", "snippets", "place"):
        assert coordinator.client.get(f"/admin/api/main/{path}/").status_code == 404


def test_a_host_has_no_boxes_to_tick(tree, communes, client):
    host, place = person(HOST, username="host"), PlaceFactory(name="La Passerelle")
    PlaceRoleFactory(user=host, place=place)
    client.force_login(host)
    text = client.get(address("list")).content.decode()
    assert "Passerelle" in text
    assert "data-bulk-action-checkbox" not in text
    client.post(bulk("hide", place))
    assert Place.objects.get().is_listed


def test_json_never_tells_more(coordinator):
    answer = coordinator.client.get(f"{CHOOSE}chosen/{coordinator.mine.pk}/").content
    assert json.loads(answer)["result"]["id"] == str(coordinator.mine.pk)
    assert PLACE_COORDINATOR not in answer.decode()


def test_stock_applications_and_accesses_of_other_places_stay_theirs(coordinator):
    from catalogue.places.factories import StockItemFactory
    from catalogue.places.joining.factories import HostInvitationFactory, PlaceReportFactory

    rows = [
        StockItemFactory(place=coordinator.other),
        HostInvitationFactory(place=coordinator.other),
        PlaceReportFactory(place=coordinator.other),
    ]
    for row in rows:
        model = row._meta.model_name
        assert "Phare" not in coordinator.client.get(address("list", model=model)).content.decode(), model
        for view in ("inspect", "edit", "delete", "history", "usage"):
            url = f"/admin/snippets/places/{model}/{view}/{row.pk}/"
            response = coordinator.client.get(url)
            assert response.status_code in (302, 403, 404), url
        for action in ("delete",):
            coordinator.client.post(f"/admin/bulk/places/{model}/{action}/?id={row.pk}")
        assert type(row).objects.filter(pk=row.pk).exists()
        assert "Phare" not in coordinator.client.get(f"/admin/snippets/choose/places/{model}/").content.decode(), model
    coordinator.user.groups.add(Group.objects.get(name=EDITOR))  # who reads every place does not read their contacts
    for row in rows[1:]:
        assert "Phare" not in coordinator.client.get(address("list", model=row._meta.model_name)).content.decode()

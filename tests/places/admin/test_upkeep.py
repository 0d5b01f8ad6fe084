"""What is done to several places, its history, what is to look at, and what is out of date."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda.factories import SessionFactory
from catalogue.places import flags, freshness, history, upkeep
from catalogue.places.factories import PlaceFactory
from catalogue.places.models import Place, PlaceFacet, PlaceLink, PlaceLogEntry
from core.models import User
from tests.places.admin.conftest import address, bulk
from tests.places.admin.test_places import form_of

TODAY = timezone.localdate()


@pytest.mark.both
def test_each_thing_done_to_many_is_done_searched_and_written_down(db):
    user = User.objects.create_user("someone")
    one, two = PlaceFactory(name="Une"), PlaceFactory(name="Deux", is_listed=False)
    keys = [one.pk, two.pk]
    assert upkeep.hide(keys, user=user) == 1
    assert not PlaceFacet.objects.exists()
    assert upkeep.show(keys, user=user) == 2
    assert upkeep.archive(keys, user=user) == 2
    assert not PlaceFacet.objects.exists()
    assert upkeep.archive(keys, user=user) == 0  # the day stays the first one
    assert upkeep.restore(keys, user=user) == 2
    assert PlaceFacet.objects.filter(facet="kind:partner").count() == 2
    assert upkeep.set_kind(keys, "relay", user=user) == 2
    assert PlaceFacet.objects.filter(facet="kind:relay").count() == 2
    assert upkeep.verify(keys, TODAY, user=user) == 2
    actions = list(PlaceLogEntry.objects.filter(place=two).order_by("pk").values_list("action", flat=True))
    assert actions == [upkeep.SHOWN, upkeep.ARCHIVED, upkeep.RESTORED, upkeep.KIND_SET, upkeep.VERIFIED]
    last = PlaceLogEntry.objects.filter(place=two, action=upkeep.VERIFIED).get()
    assert last.user == user
    assert last.data["changes"]["verified_on"] == [None, TODAY.isoformat()]


@pytest.mark.both
def test_lists_are_asked_for_a_value_with_accents_hidden_places_too(admin):
    PlaceFactory(name="La Passerelle", is_listed=False, services=["Maîtrise des outils numériques du quotidien"], flags=["point_far"])
    PlaceFactory(name="Le Phare", services=["Insertion professionnelle via le numérique"], national_programmes=["Aidants Connect"])
    for query, found in (
        ({"service": "Maîtrise des outils numériques du quotidien"}, "Passerelle"),
        ({"to_look_at": "point_far"}, "Passerelle"),
        ({"state": "hidden"}, "Passerelle"),
        ({"programme": "Aidants Connect"}, "Phare"),
        ({"source": "local", "state": "shown"}, "Phare"),
    ):
        text = admin.get(address("list"), query).content.decode()
        assert ("Passerelle" in text, "Phare" in text) == (found == "Passerelle", found == "Phare"), query


def test_all_of_a_narrowed_list_is_no_more_than_that_list(admin):
    PlaceFactory(name="La Passerelle", kind="relay")
    PlaceFactory(name="Le Phare")
    PlaceFactory(name="Les Tilleuls", kind="relay")
    narrowed = quote(f"{address('list')}?kind=relay&q=passerelle")
    page = admin.get(bulk("hide", "all", next=narrowed)).content.decode()
    assert "Passerelle" in page
    assert "Phare" not in page
    admin.post(bulk("hide", "all", next=narrowed))
    assert list(Place.objects.filter(is_listed=False).values_list("name", flat=True)) == ["La Passerelle"]


@pytest.mark.parametrize(
    "ids", ["id=", "id=zero", "id=99999999999999999999999", "id=-1", "", "id=all&next=https://exemple.invalid/", "id=%00"]
)
def test_a_mistaken_choice_is_a_page_and_changes_nothing(admin, ids):
    PlaceFactory(is_listed=True)
    assert admin.get(f"/admin/bulk/places/place/hide/?{ids}").status_code == 200
    assert admin.post(f"/admin/bulk/places/place/set-kind/?{ids}", {"kind": "castle"}).status_code == 200
    assert Place.objects.get().kind == "partner"


def test_a_place_with_sessions_is_kept_and_the_others_are_deleted(admin):
    kept, gone = SessionFactory().place, PlaceFactory()
    admin.post(bulk("delete", kept, gone))
    assert list(Place.objects.all()) == [kept]
    assert list(PlaceLogEntry.objects.filter(deleted=True).values_list("place_id", flat=True)) == [gone.pk]
    assert admin.get(reverse("places_admin:history")).status_code == 200
    assert admin.get(address("delete", kept.pk)).status_code == 200
    admin.post(address("delete", kept.pk))
    assert Place.objects.filter(pk=kept.pk).exists()


def test_an_edit_tells_what_changed_from_what_to_what(admin):
    place = PlaceFactory(name="Ancien nom", services=["Insertion professionnelle via le numérique"], commune_id="38185")
    admin.post(address("edit", place.pk), form_of(name="Nouveau nom", kind="relay"))
    changes = PlaceLogEntry.objects.get().data["changes"]
    assert changes["name"] == ["Ancien nom", "Nouveau nom"]
    assert changes["kind"] == ["partner", "relay"]
    assert changes["summary:en"] == ["", "Help with phones."]
    assert "folded" not in changes
    text = admin.get(address("history", place.pk)).content.decode()
    for words in ("Ancien nom", "Nouveau nom", "Relais numérique"):
        assert words.casefold() in text.casefold()
    report = admin.get(reverse("places_admin:history"), {"place": "nouveau", "user": "CHIEF"}).content.decode()
    assert "Ancien nom" in report
    sheet = b"".join(admin.get(reverse("places_admin:history"), {"export": "csv"}).streaming_content).decode()
    assert "Ancien nom → Nouveau nom" in sheet


def test_a_history_shows_bulk_actions_on_each_place(admin):
    one, two = PlaceFactory(), PlaceFactory()
    admin.post(bulk("verify", one, two))
    for place in (one, two):
        assert "Vérifié" in admin.get(address("history", place.pk)).content.decode()


def test_a_line_of_an_older_version_names_its_fields(db):
    entry = PlaceLogEntry(data={"fields": ["phone", "summary:en", "gone"]})
    assert [field for field, _before, _after in history.in_words(entry)] == ["Téléphone", "Résumé (en)", "Gone"]
    assert history.in_words(PlaceLogEntry(data={"changes": {"name": ["a"], "phone": "x"}})) == []


@pytest.mark.parametrize(
    "query", [{"place": "x" * 10_000}, {"action": "castle"}, {"user": "\x00"}, {"timestamp_from": "2026-13-45"}, {"p": "99999"}]
)
def test_the_report_answers_any_question(admin, query):
    assert admin.get(reverse("places_admin:history"), query).status_code in (200, 404)


def test_flags_are_explained_and_settled_one_by_one(admin):
    place = PlaceFactory(flags=["point_far", "phone_kept"])
    page = admin.get(reverse("places_admin:flags", args=[place.pk])).content.decode()
    assert page.count("C’est réglé") == 2
    admin.post(reverse("places_admin:settle_flag", args=[place.pk]), {"flag": "point_far"})
    admin.post(reverse("places_admin:settle_flag", args=[place.pk]), {"flag": "never heard of" * 50})
    place.refresh_from_db()
    assert (place.flags, place.settled_flags) == (["phone_kept"], ["point_far"])
    assert PlaceLogEntry.objects.get().action == flags.SETTLED
    assert admin.get(reverse("places_admin:settle_flag", args=[place.pk])).status_code == 405


def test_an_import_raises_no_settled_flag_again_and_takes_no_other_away():
    assert flags.after_import(["point_far", "phone_kept"], ["out_of_date", "point_far"], ["point_far"]) == ["phone_kept", "out_of_date"]


def test_out_of_date_is_a_year_without_word_from_team_or_source(db):
    long_ago, lately = TODAY - timedelta(days=366), TODAY - timedelta(days=30)
    stale = {PlaceFactory(), PlaceFactory(verified_on=long_ago), PlaceFactory(verified_on=long_ago, source_updated_on=long_ago)}
    fresh = {PlaceFactory(verified_on=lately), PlaceFactory(verified_on=long_ago, source_updated_on=lately)}
    PlaceFactory(archived_at=timezone.now())
    assert set(freshness.out_of_date(Place.objects.all(), TODAY)) == stale
    assert set(freshness.up_to_date(Place.objects.all(), TODAY)) == fresh
    assert {place for place in Place.objects.all() if freshness.is_out_of_date(place, TODAY)} == stale


def test_verified_means_not_asked_again(db):
    place = PlaceFactory(flags=["out_of_date", "point_far"])
    link = PlaceLink.objects.create(
        place=place, contact_name="A", contact_email="a@exemple.invalid", reminders=2, out_of_date_at=timezone.now()
    )
    upkeep.verify([place.pk], TODAY, user=None)
    place.refresh_from_db()
    link.refresh_from_db()
    assert (place.flags, link.reminders, link.out_of_date_at) == (["point_far"], 0, None)


def test_a_day_to_come_is_no_day_of_checking(admin):
    response = admin.post(address("add"), form_of(verified_on=(TODAY + timedelta(days=2)).isoformat()))
    assert "verified_on" in response.context["form"].errors


def test_the_list_costs_the_same_with_many_places(coordinator, django_assert_max_num_queries):
    from catalogue.places.factories import PlaceRoleFactory

    coordinator.client.get(address("list"))
    for _time in range(30):
        PlaceRoleFactory(user=coordinator.user, place=PlaceFactory(flags=["point_far"]), role="coordinator")
    for url in (address("list"), "/admin/", reverse("places_admin:history")):
        with django_assert_max_num_queries(30):
            assert coordinator.client.get(url).status_code == 200
    upkeep.hide([place.pk for place in Place.objects.all()], user=coordinator.user)
    with django_assert_max_num_queries(20):
        coordinator.client.get(reverse("places_admin:history"))

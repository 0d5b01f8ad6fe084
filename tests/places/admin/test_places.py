"""Places in the admin: who sees which, what is checked when they are saved."""

import pytest

from catalogue.places.factories import PlaceFactory, PlaceRoleFactory
from catalogue.places.models import Place, PlaceFacet
from core.access import EDITOR, HOST, PLACE_COORDINATOR
from tests.places.admin.conftest import address, person


def form_of(place=None, **changes):
    data = {
        "name": "La Passerelle",
        "kind": "relay",
        "address": "1 rue des Lilas",
        "postcode": "38000",
        "city": "Grenoble",
        "commune": "Grenoble",
        "lat": "45.19",
        "lon": "5.73",
        "opening_hours": "Mo-Fr 09:00-12:00",
        "phone": "04 65 71 00 00",
        "emails": "un@exemple.invalid\ndeux@exemple.invalid",
        "services": ["Aide aux démarches administratives", "Acquisition de matériel informatique à prix solidaire"],
        "fees": ["Gratuit"],
        "is_listed": "on",
        "pictures-TOTAL_FORMS": "0",
        "pictures-INITIAL_FORMS": "0",
        "texts-TOTAL_FORMS": "1",
        "texts-INITIAL_FORMS": "0",
        "texts-MIN_NUM_FORMS": "0",
        "texts-MAX_NUM_FORMS": "1000",
        "texts-0-language": "en",
        "texts-0-summary": "Help with phones.",
        "texts-0-id": "",
        "texts-0-ORDER": "1",
    }
    return {**data, **changes}


def test_a_place_is_made_with_its_lists_its_words_and_its_facets(admin):
    response = admin.post(address("add"), form_of())
    assert response.status_code == 302, response.context["form"].errors
    place = Place.objects.get()
    assert place.services == ["Aide aux démarches administratives", "Acquisition de matériel informatique à prix solidaire"]
    assert (place.phone, place.commune_id, place.emails) == ("+33465710000", "38185", ["un@exemple.invalid", "deux@exemple.invalid"])
    assert place.texts.get().summary == "Help with phones."
    assert PlaceFacet.objects.filter(place=place, facet="service:equipment").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12"),
        ("phone", "x" * 10_000),
        ("opening_hours", "Mo-Fr 25:00-27:00"),
        ("lat", "95"),
        ("lat", "48.85"),
        ("lat", ""),
        ("commune", "Zzzzz"),
        ("commune", "Saint-Denis"),
        ("emails", "marie chez exemple"),
        ("websites", "javascript:alert(1)"),
        ("postcode", "3800"),
        ("name", ""),
        ("services", ["Danser"]),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(admin, field, value):
    response = admin.post(address("add"), form_of(**{field: value}))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert not Place.objects.exists()


def test_two_texts_in_one_language_get_a_sentence(admin):
    second = {"texts-TOTAL_FORMS": "2", "texts-1-language": "en", "texts-1-summary": "Again.", "texts-1-id": "", "texts-1-ORDER": "2"}
    response = admin.post(address("add"), form_of(**second))
    assert response.status_code == 200
    assert response.context["form"].formsets["texts"].forms[1].errors
    assert not Place.objects.exists()
    admin.post(address("add"), form_of())
    place = Place.objects.get()
    kept = {"texts-INITIAL_FORMS": "1", "texts-0-id": str(place.texts.get().pk)}
    response = admin.post(address("edit", place.pk), form_of(**second, **kept))
    assert response.status_code == 200
    assert response.context["form"].formsets["texts"].forms[1].errors


def test_without_coordinates_the_communes_point_is_used_and_its_time_zone(admin):
    assert admin.post(address("add"), form_of(lat="", lon="", commune="97411", postcode="97400")).status_code == 302
    place = Place.objects.get()
    assert (place.lat, place.time_zone) == (-20.879, "Indian/Reunion")


def test_plain_sentences_are_kept_as_hours(admin):
    admin.post(address("add"), form_of(opening_hours="Le mardi, sur rendez-vous"))
    assert Place.objects.get().opening_hours == "Le mardi, sur rendez-vous"


def test_a_value_that_is_no_longer_in_the_vocabulary_stays(admin):
    place = PlaceFactory(services=["Ancien service"])
    assert admin.post(address("edit", place.pk), form_of(services=["Ancien service"])).status_code == 302
    place.refresh_from_db()
    assert place.services == ["Ancien service"]


def test_search_takes_no_notice_of_case_and_accents(admin):
    PlaceFactory(name="Médiathèque de l’Été")
    PlaceFactory(name="Autre")
    text = admin.get(address("list"), {"q": "mediatheque ETE"}).content.decode()
    assert "Médiathèque" in text
    assert "Autre" not in text


@pytest.mark.parametrize("query", [{"kind": "relay"}, {"departement": "38"}, {"state": "shown"}, {"to_look_at": "any"}, {"q": "x" * 3000}])
def test_filters_of_the_list_answer(admin, query):
    PlaceFactory(flags=["point_far"])
    assert admin.get(address("list"), query).status_code == 200


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_is_exported(admin, form):
    PlaceFactory(name="La Passerelle")
    response = admin.get(address("list"), {"export": form})
    assert response.status_code == 200
    assert b"".join(response.streaming_content if response.streaming else [response.content])


def test_communes_are_only_looked_at(admin):
    assert "Grenoble" in admin.get(address("list", model="commune"), {"q": "grenoble"}).content.decode()
    assert admin.get(address("inspect", "38185", model="commune")).status_code == 200
    assert admin.get(address("edit", "38185", model="commune")).status_code == 302


def test_roles_are_given_in_the_admin(admin):
    place, user = PlaceFactory(), person(username="host")
    response = admin.post(address("add", model="placerole"), {"user": user.pk, "place": place.pk, "role": "host"})
    assert response.status_code == 302
    assert user.place_roles.get().place == place
    assert admin.get(address("list", model="placerole")).status_code == 200


@pytest.mark.parametrize(
    ("group", "role", "sees", "changes"),
    [
        (PLACE_COORDINATOR, "coordinator", True, True),
        (PLACE_COORDINATOR, "host", True, False),
        (PLACE_COORDINATOR, None, False, False),
        (HOST, "host", True, False),
        (HOST, None, False, False),
        (EDITOR, None, True, False),
    ],
)
def test_each_sees_and_changes_their_own_places(tree, communes, client, group, role, sees, changes):
    place = PlaceFactory(name="La Passerelle")
    user = person(group)
    if role:
        PlaceRoleFactory(user=user, place=place, role=role)
    client.force_login(user)
    assert ("La Passerelle" in client.get(address("list")).content.decode()) is sees
    assert (client.get(address("inspect", place.pk)).status_code == 200) is sees
    assert (client.get(address("edit", place.pk)).status_code == 200) is changes
    client.post(address("edit", place.pk), form_of(name="Changé"))
    place.refresh_from_db()
    assert (place.name == "Changé") is changes
    client.post(address("delete", place.pk))
    assert Place.objects.filter(pk=place.pk).exists()

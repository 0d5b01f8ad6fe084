"""Places found by their own name."""

import pytest

from catalogue.places.facets import sync_facets
from catalogue.places.factories import PlaceFactory
from catalogue.places.models import Place, PlaceWord
from catalogue.places.near import find_near
from catalogue.places.searching.names import places_named
from catalogue.places.searching.suggestions import suggestions_for

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]


@pytest.fixture
def libraries():
    return [
        PlaceFactory(name="Médiathèque Louis-Aragon", city="Fontenay", postcode="94120"),
        PlaceFactory(name="Médiathèque Louis Aragon", city="Martigues", postcode="13500"),
        PlaceFactory(name="Médiathèque de l’Étang", city="Saint-Denis", postcode="93200"),
    ]


def names(found):
    return sorted((place.name, place.city) for place in found)


@pytest.mark.parametrize("typed", ["Médiathèque Louis Aragon", "MEDIATHEQUES aragon", "la médiathèque louis-aragon", "aragon"])
def test_a_name_finds_the_places_that_bear_it(libraries, typed):
    assert [place.city for place in places_named(typed, limit=10)] == ["Fontenay", "Martigues"]


def test_the_town_beside_the_name_tells_them_apart(libraries):
    assert [place.city for place in places_named("mediatheque martigues", limit=10)] == ["Martigues"]
    assert [place.city for place in places_named("mediatheque st denis", limit=10)] == ["Saint-Denis"]
    assert [place.city for place in places_named("mediatheque", limit=10, postcode="13500")] == ["Martigues"]


def test_a_town_alone_is_no_name_of_a_place(libraries):
    assert places_named("martigues", limit=10) == []
    assert places_named("saint denis", limit=10) == []


def test_the_beginning_of_a_word_is_enough_while_typing(libraries):
    assert len(places_named("mediath", limit=10, is_typing=True)) == 3
    assert len(places_named("louis ara", limit=10, is_typing=True)) == 2
    assert places_named("m", limit=10, is_typing=True) == []


@pytest.mark.parametrize("typed", ["", "%", "_", "' OR 1=1 --", "a" * 10_000, "😀", "مكتبة", "\\", "a b c d e f g h i j k l"])
def test_odd_words_find_nothing_and_break_nothing(libraries, typed):
    assert places_named(typed, limit=10) == []
    assert places_named(typed, limit=10, is_typing=True) == []
    assert suggestions_for(typed) == []


def test_a_place_that_is_hidden_or_renamed_is_no_longer_found(libraries):
    hidden, renamed, _other = libraries
    hidden.is_listed = False
    hidden.save()
    renamed.name = "Le Phare"
    renamed.save()
    assert places_named("aragon", limit=10) == []
    assert len(places_named("phare", limit=10)) == 1
    assert not PlaceWord.objects.filter(place=hidden).exists()


def test_places_written_in_bulk_have_their_words_and_a_second_time_changes_nothing(libraries, django_assert_max_num_queries):
    Place.objects.bulk_create(PlaceFactory.build(name=f"Espace {number}") for number in range(5))
    sync_facets(Place.objects.all())
    before = list(PlaceWord.objects.order_by("pk").values_list("pk", flat=True))
    with django_assert_max_num_queries(8):
        sync_facets(Place.objects.all())
    assert list(PlaceWord.objects.order_by("pk").values_list("pk", flat=True)) == before
    assert len(places_named("espace", limit=10)) == 5


def test_one_place_of_that_name_is_where_one_looks(libraries):
    answer = find_near("médiathèque de l’étang")
    assert (answer.near.source, answer.near.label) == ("place", "Médiathèque de l’Étang (Saint-Denis)")
    assert answer.named == [libraries[2].pk]


def test_several_places_of_one_name_are_a_choice_that_leads_back(libraries):
    answer = find_near("Médiathèque Louis Aragon")
    assert answer.near is None
    assert answer.choices[1].label == "Médiathèque Louis Aragon · 13500 Martigues"
    chosen = find_near("Médiathèque Louis Aragon", commune=answer.choices[1].code)
    assert chosen.near.label == "Médiathèque Louis Aragon (Martigues)"


@pytest.mark.parametrize(
    "code", ["lieu-999999", "lieu-", "lieu-" + "9" * 18, "lieu-" + "9" * 30, "@1,2", "@999.0,1.0", "@48.0,900.0", "@0.0,0.0"]
)
def test_a_forged_choice_gets_what_was_typed_or_a_sentence(code):
    assert find_near("Grenoble", commune=code).near.commune_code == "38185"
    assert find_near(commune=code).error


def test_what_is_suggested_is_towns_by_population_then_places(libraries):
    found = suggestions_for("saint d")
    assert [(each.code, each.value, each.detail) for each in found] == [
        ("97411", "Saint-Denis", "97400 La Réunion"),
        ("93066", "Saint-Denis", "93200 Seine-Saint-Denis"),
    ]
    assert [each.kind for each in suggestions_for("mediat")] == ["place"] * 3
    assert suggestions_for("Paris")[0].detail == "toute la ville"
    assert suggestions_for("paris 11")[0].code == "75111"


@pytest.mark.parametrize(("typed", "codes"), [("162", ["16230", "16254"]), ("38000", ["38185"]), ("7501", ["75111", "75119"]), ("99", [])])
def test_postcodes_are_suggested(typed, codes):
    assert [each.code for each in suggestions_for(typed)] == codes


def test_suggestions_cost_a_few_queries(libraries, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        suggestions_for("mediatheque lou")


def test_the_address_of_suggestions_may_be_kept_by_anybody(client, libraries):
    response = client.get("/lieux/suggestions", {"q": "greno"})
    assert response.json()["items"][0]["code"] == "38185"
    assert response.headers["Cache-Control"] == "public, max-age=3600"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    for odd in ("", "\x00", "x" * 10_000, "<script>", "😀"):
        assert client.get("/lieux/suggestions", {"q": odd}).json() == {"items": []}
    assert client.get("/ar/lieux/suggestions", {"q": "paris"}).json()["items"][0]["detail"] == "المدينة كلها"

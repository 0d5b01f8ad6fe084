from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from catalogue.places.near import find_near, near_from

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("communes")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Angoulême", "16015"),
        ("ANGOULEME", "16015"),
        ("angoulème", "16015"),
        ("16000", "16015"),
        ("16000 Angoulême", "16015"),
        ("Angoulême (16)", "16015"),
        ("16022 ANGOULEME CEDEX 9", "16015"),
        ("St-Denis 93", "93066"),
        ("st denis (974)", "97411"),
        ("l’hay les roses", "94038"),
        ("Haÿ les Roses", "94038"),
        ("Paris 11", "75111"),
        ("paris 11ème arrondissement", "75111"),
        ("75011", "75111"),
        ("75019 Paris", "75119"),
        ("38100", "38185"),
        ("Equeurdreville Hainneville", "50173"),
        ("  grenoble \t", "38185"),
    ],
)
def test_a_town_is_found_however_it_is_written(typed, code):
    answer = find_near(typed)
    assert answer.near is not None
    assert answer.near.commune_code == code


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Saint-Denis", ["97411", "93066"]),
        ("16220", ["16230", "16254"]),
        ("Paris", ["75056", "75111", "75119"]),
        ("Grenobel", ["38185"]),
        ("angou", ["16015"]),
    ],
)
def test_several_answers_ask_which(typed, codes):
    answer = find_near(typed)
    assert answer.near is None
    assert [choice.code for choice in answer.choices] == codes
    assert answer.typed == typed


def test_a_choice_says_the_departement_and_the_postcode():
    assert find_near("Saint-Denis").choices[1].label == "Saint-Denis · 93200 Seine-Saint-Denis"


def test_the_whole_city_may_be_chosen():
    choices = find_near("Paris").choices
    assert choices[0].label == "Tout Paris"
    near = find_near("Paris", commune=choices[0].code).near
    assert (near.label, near.is_whole_city) == ("Paris (75)", True)


def test_an_arrondissement_does_not_say_its_city_twice():
    assert all(choice.label.count("Paris") == 1 for choice in find_near("Paris").choices)


def test_what_was_found_is_carried_along_and_found_again():
    for answer in (find_near("Grenoble"), find_near(lat="45.19", lon="5.74"), find_near("12 rue des Lilas", lat="45.187", lon="5.736")):
        again = near_from(QueryDict(urlencode(answer.pairs)))
        assert again.near == answer.near


def test_without_the_geocoder_an_address_leads_to_its_town_and_it_is_said():
    for typed in ("12 rue des Lilas Grenoble", "3 bis avenue Foch 38100 Grenoble", "rue du Puits, 93200"):
        answer = find_near(typed)
        assert answer.near.source in ("commune", "postcode")
        assert answer.told
    assert find_near("12 rue des Lilas st denis").choices
    assert find_near("12 rue de Nulle Part").error


@pytest.mark.parametrize("typed", ["zzzzzz", "99999", "😀", "x" * 10_000, "a\x00b", "' OR 1=1", "؟؟؟", "-", "38"])
def test_what_leads_nowhere_gets_a_sentence_and_keeps_what_was_typed(typed):
    answer = find_near(typed)
    assert answer.near is None
    assert answer.choices == []
    assert answer.error
    assert len(answer.typed) <= 100


def test_nothing_asked_is_no_error():
    answer = find_near("   ")
    assert (answer.near, answer.choices, answer.error) == (None, [], "")


@pytest.mark.parametrize("code", ["00000", "'; DROP TABLE", "x" * 5000, "١٢٣٤٥"])
def test_a_forged_code_gets_a_sentence(code):
    assert find_near(commune=code).error


def test_a_position_is_rounded_and_named():
    near = find_near(lat="45.18673", lon="5,73631").near
    assert (near.lat, near.lon, near.source, near.label) == (45.19, 5.74, "position", "Grenoble (38)")


@pytest.mark.parametrize(
    ("lat", "lon"), [("abc", "1"), ("nan", "1"), ("inf", "1"), ("999", "1"), ("1e400", "2"), ("45", ""), ("x" * 9999, "1")]
)
def test_a_position_that_is_none_gets_a_sentence(lat, lon):
    answer = find_near(lat=lat, lon=lon)
    assert answer.near is None
    assert answer.error


def test_a_position_abroad_is_said_plainly():
    assert "hors de France" in find_near(lat="40.4", lon="-3.7").error or "outside France" in find_near(lat="40.4", lon="-3.7").error


def test_names_are_read_from_an_address():
    assert near_from(QueryDict("near=x&commune=38185")).near.commune_code == "38185"
    assert near_from(QueryDict("")).error == ""


def test_the_town_hall_is_given():
    assert find_near("Grenoble").town_hall == ("Grenoble", "04 65 71 12 34")


def test_finding_costs_a_fixed_number_of_queries(django_assert_max_num_queries):
    find_near("Grenobel")  # fills the names kept in memory
    for typed in ("Grenoble", "16220", "Saint-Denis", "Grenobel", "zzzzz"):
        with django_assert_max_num_queries(6):
            find_near(typed)

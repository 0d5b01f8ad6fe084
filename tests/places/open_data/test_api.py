"""The read-only API: filters, pages, validators for caches, and a sentence for each mistake."""

import json

import pytest
from django.urls import reverse

from catalogue.places.facets import sync_facets
from catalogue.places.factories import PlaceFactory
from catalogue.places.models import Place
from catalogue.places.open_data.openapi import description
from catalogue.places.open_data.questions import FAMILIES

pytestmark = pytest.mark.django_db

PAPERS, DEVICES = "Aide aux démarches administratives", "Acquisition de matériel informatique à prix solidaire"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ask(client, query=""):
    return client.get(f"/api/lieux/{query}")


def test_a_list_goes_on_page_after_page_and_gives_every_place_once(client):
    made = [PlaceFactory().pk for _ in range(7)]
    seen, url = [], "/api/lieux/?limit=3"
    while url:
        data = client.get(url.replace("http://testserver", "")).json()
        seen += [place["key"] for place in data["places"]]
        url = (data["next"] or "").partition("/api/")[2] and "/api/" + data["next"].partition("/api/")[2]
    assert seen == made


def test_by_distance_the_nearest_comes_first_with_its_kilometres(client):
    far, near = PlaceFactory(lat=45.80, lon=0.16), PlaceFactory(lat=45.66, lon=0.16)
    data = ask(client, "?lat=45.65&lon=0.16").json()
    assert [place["key"] for place in data["places"]] == [near.pk, far.pk]
    assert data["places"][0]["distance_km"] == pytest.approx(1.112, abs=0.01)
    assert [place["key"] for place in ask(client, "?lat=45.65&lon=0.16&radius_km=5").json()["places"]] == [near.pk]


def test_a_list_by_distance_is_paged_too(client):
    made = [PlaceFactory(lat=45.66 + number / 100, lon=0.16).pk for number in range(5)]
    first = ask(client, "?lat=45.65&lon=0.16&limit=2").json()
    second = client.get("/api/" + first["next"].partition("/api/")[2]).json()
    assert [place["key"] for place in first["places"] + second["places"]] == made[:4]


@pytest.mark.parametrize("point", ["", "&lat=45.19&lon=5.72"])
def test_filters_keep_the_places_that_have_all_of_them(client, point):
    both = PlaceFactory(services=[PAPERS, DEVICES], kind="relay")
    PlaceFactory(services=[PAPERS], kind="relay")
    PlaceFactory(services=[PAPERS, DEVICES], kind="partner")
    data = ask(client, f"?service=procedures&service=equipment&kind=relay{point}").json()
    assert [place["key"] for place in data["places"]] == [both.pk]
    assert set(data["places"][0]["services"]) == {PAPERS, DEVICES}


def test_hidden_places_are_never_given(client):
    hidden = PlaceFactory(is_listed=False)
    assert ask(client).json()["places"] == []
    assert client.get(f"/api/lieux/{hidden.pk}/").status_code == 404


def test_one_place_by_its_key_links_to_its_page(client):
    place = PlaceFactory(name="Maison ouverte")
    data = client.get(f"/api/lieux/{place.pk}/").json()
    assert data["nom"] == "Maison ouverte"
    assert data["url"].endswith(f"/lieux/{place.pk}-maison-ouverte/")


@pytest.mark.parametrize(
    "query, named",
    [
        ("?lat=abc&lon=1", "lat"),
        ("?lat=nan&lon=1", "lat"),
        ("?lat=inf&lon=1", "lat"),
        ("?lat=91&lon=1", "lat"),
        ("?lat=45", "lon"),
        ("?limit=0", "limit"),
        ("?limit=101", "limit"),
        ("?limit=" + "9" * 5000, "limit"),
        ("?after=-1", "after"),
        ("?after=٣", "after"),
        ("?service=cooking", "service"),
        ("?kind=%00", "kind"),
        ("?departement=99", "departement"),
        ("?commune=Paris", "commune"),
        ("?updated_since=demain", "updated_since"),
        ("?radius_km=5", "radius_km"),
        ("?lat=45&lon=1&departement=16", "departement"),
        ("?lat=45&lon=1&after=501", "after"),
        ("?format=xml", "format"),
        ("?nothing=1", "nothing"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(client, query, named):
    response = ask(client, query)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [named]
    assert "no-store" in response["Cache-Control"]


def test_a_key_larger_than_the_database_knows_is_not_found(client):
    assert client.get(f"/api/lieux/{10**30}/").status_code == 404


def test_an_answer_may_be_kept_and_is_not_sent_again_when_it_is_the_same(client):
    PlaceFactory()
    first = ask(client)
    assert "public" in first["Cache-Control"] and "max-age=300" in first["Cache-Control"]
    assert first["Access-Control-Allow-Origin"] == "*"
    assert not first.cookies
    again = client.get("/api/lieux/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    PlaceFactory()
    assert client.get("/api/lieux/", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_nothing_can_be_written(client):
    assert client.post("/api/lieux/", {}).status_code == 405


def test_geojson_on_demand(client):
    PlaceFactory(lat=45.65, lon=0.16)
    response = ask(client, "?lat=45.65&lon=0.16&format=geojson")
    assert response["Content-Type"] == "application/geo+json"
    [feature] = response.json()["features"]
    assert feature["geometry"]["coordinates"] == [0.16, 45.65]


@pytest.mark.parametrize(("query", "most"), [("?limit=100", 2), ("?lat=45.19&lon=5.72&limit=100&service=procedures", 10)])
def test_the_number_of_queries_does_not_grow_with_the_places(client, django_assert_max_num_queries, query, most):
    places = [PlaceFactory.build(services=[PAPERS], lat=45.19 + number / 1000) for number in range(60)]
    Place.objects.bulk_create(places)
    sync_facets(places)
    query += "&kind=partner&kind=relay&kind=reception_point"
    ask(client, query)
    with django_assert_max_num_queries(most):
        assert len(ask(client, query).json()["places"]) == 60


def test_the_description_names_every_parameter(client):
    served = client.get("/api/openapi.json").json()
    assert served == json.loads(json.dumps(description()))
    names = {one["name"] for one in served["paths"]["/api/lieux/"]["get"]["parameters"]}
    assert names == {"lat", "lon", "radius_km", "kind", "commune", "departement", "updated_since", "limit", "after", "format", *FAMILIES}


@pytest.mark.parametrize("format", ["csv", "json", "geojson"])
def test_a_file_is_served_with_its_validator_and_without_a_cookie(client, media, format):
    PlaceFactory()
    response = client.get(f"/donnees/lieux.{format}")
    body = b"".join(response.streaming_content)
    assert body
    assert f'filename="lieux.{format}"' in response["Content-Disposition"]
    assert not response.cookies
    again = client.get(f"/donnees/lieux.{format}", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_the_page_tells_how_in_each_language(client, tree, media):
    PlaceFactory()
    b"".join(client.get("/donnees/lieux.csv").streaming_content)
    for address, words in (("/donnees/", "Licence Ouverte"), ("/en/donnees/", "Licence Ouverte"), ("/ar/donnees/", "Licence Ouverte")):
        response = client.get(address)
        assert response.status_code == 200
        assert words in response.content.decode()
        assert reverse("open_data:places") in response.content.decode()
        assert not response.cookies

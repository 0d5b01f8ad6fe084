"""Which pages may show the images of the map, and what the map's template asks before it does."""

import re

import pytest
from django.http import HttpResponse
from wagtail.models import Locale

from catalogue.places.cards import place_url
from catalogue.places.factories import PlaceFactory, ReceptionPointFactory
from catalogue.places.map_tiles import allow_in_admin, tiles_origin
from catalogue.places.models import PlaceIndexPage

IGN = "https://data.geopf.fr"


@pytest.fixture
def site(tree, communes, client):
    page = tree.home["fr"].add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux"))
    page.copy_for_translation(Locale.objects.get(language_code="ar")).save_revision().publish()
    return client


def images_of(response) -> str:
    """Return what the policy of an answer allows as images."""
    return re.search(r"img-src ([^;]*)", response.headers["Content-Security-Policy"]).group(1)


def test_only_pages_with_a_map_allow_its_images(site):
    place = ReceptionPointFactory()
    assert IGN in images_of(site.get("/lieux/"))
    assert IGN in images_of(site.get("/ar/lieux/", {"near": "Grenoble"}))
    assert IGN in images_of(site.get(place_url(place)))
    assert images_of(site.get("/")) == "'self' data:"
    assert images_of(site.get("/nulle-part/")) == "'self' data:"


def test_the_policy_follows_the_address_of_the_images(site, settings):
    settings.MAP_TILES_URL = "https://{s}.cartes.example:8443/{z}/{x}/{y}.png"
    assert tiles_origin() == "https://*.cartes.example:8443"
    assert images_of(site.get("/lieux/")).endswith(" https://*.cartes.example:8443")


def test_without_an_address_there_is_no_map(site, settings):
    settings.MAP_TILES_URL = ""
    place = ReceptionPointFactory()
    for address in ("/lieux/", place_url(place)):
        response = site.get(address)
        assert images_of(response) == "'self' data:"
        assert "data-map-show" not in response.content.decode()


def test_the_button_says_who_will_see_what(site):
    ReceptionPointFactory()
    text = site.get("/lieux/").content.decode()
    assert "Afficher la carte" in text
    assert "Les images de la carte viennent de l’IGN, un service public. L’IGN verra votre adresse internet." in text
    arabic = site.get("/ar/lieux/").content.decode()
    assert "عرض الخريطة" in arabic
    assert 'data-comma="، "' in arabic


def test_the_page_loads_nothing_of_the_map_by_itself(site):
    ReceptionPointFactory()
    text = site.get("/lieux/").content.decode()
    assert not re.search(r"<(script|link|img)[^>]*(leaflet|map\.js|map\.css|geopf)", text)


def test_coordinates_are_written_with_a_point_in_every_language(site):
    place = PlaceFactory(lat=45.5, lon=5.25)
    for prefix in ("", "/ar"):
        text = site.get(f"{prefix}/lieux/", {"near": "Grenoble"}).content.decode()
        assert f'id="place-{place.pk}" data-lat="45.50000" data-lon="5.25000"' in text
        assert re.search(r'data-here-lat="\d+\.\d{5}" data-here-lon="\d+\.\d{5}"', text)


def test_a_place_without_a_point_is_left_out_of_the_map(site):
    place = PlaceFactory(lat=None, lon=None)
    assert "data-map-show" not in site.get(place_url(place)).content.decode()


def test_the_admin_may_allow_the_images_on_one_page():
    response = allow_in_admin(HttpResponse())
    assert f"img-src 'self' {IGN} data:" in response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]

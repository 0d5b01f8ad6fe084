"""A public page is made once for a crowd, and anew for whoever is signed in."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tree):
    settings.PUBLIC_PAGE_SECONDS = 10
    caches["pages"].clear()
    yield tree
    caches["pages"].clear()


def test_the_second_visitor_costs_no_query_and_gets_the_same_page(client, kept):
    first = client.get("/")
    with CaptureQueriesContext(connection) as queries:
        second = client.get("/")
    assert len(queries) == 0
    assert second.content == first.content
    for header in ("Content-Security-Policy", "Content-Language", "Content-Type", "X-Frame-Options", "Referrer-Policy"):
        assert second.headers.get(header) == first.headers.get(header), header


def test_each_address_and_language_is_kept_by_itself(client, kept):
    assert client.get("/").content != client.get("/ar/").content
    assert b'lang="ar"' in client.get("/ar/").content
    assert b'lang="fr"' in client.get("/").content


def test_who_is_signed_in_sees_what_was_just_published(client, kept):
    client.get("/")
    page = kept.home["fr"]
    page.title = "Un titre tout neuf"
    page.seo_title = ""
    page.save_revision().publish()
    assert "Un titre tout neuf" not in client.get("/").content.decode()
    client.force_login(User.objects.create_user("editor"))
    assert "Un titre tout neuf" in client.get("/").content.decode()


def test_what_a_signed_in_person_was_shown_is_kept_for_nobody(client, kept):
    client.force_login(User.objects.create_user("editor"))
    client.get("/")
    client.logout()
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    assert len(queries) > 0


def test_a_page_that_may_show_a_map_still_may(client, kept, settings):
    from catalogue.places.models import PlaceIndexPage

    settings.MAP_TILES_URL = "https://images.example.org/{z}/{x}/{y}.png"
    kept.home["fr"].add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux"))
    first, second = client.get("/lieux/"), client.get("/lieux/")
    assert "images.example.org" in first.headers["Content-Security-Policy"]
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/nulle-part/", "/?" + "x" * 400, "/reserver/retrouver/"])
def test_a_missing_page_a_form_and_a_very_long_address_are_not_kept(client, kept, address):
    client.get(address)
    assert not caches["pages"]._cache
    client.get("/")
    assert caches["pages"]._cache

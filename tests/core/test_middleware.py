"""The address says the language; public pages are the same for everyone."""

import pytest

from core.middleware import is_private


@pytest.mark.parametrize(
    "path", ["/reserver/12/", "/en/reserver/r/abc/", "/ar/inscription/3/", "/diagnostic/etape/", "/en/diagnostic/resultat/x/"]
)
def test_personal_addresses_are_known_in_every_language(path):
    assert is_private(path)


@pytest.mark.parametrize("path", ["/", "/ateliers/", "/en/", "/diagnostic/", "/lieux/12-lyon/"])
def test_public_addresses_are_not_personal(path):
    assert not is_private(path)


def test_a_public_page_sets_no_cookie_and_varies_on_no_visitor(tree, client):
    answer = client.get("/", headers={"accept-language": "ar"})
    assert not answer.cookies
    assert 'lang="fr"' in answer.content.decode()
    vary = answer.headers.get("Vary", "").lower()
    assert "cookie" not in vary and "accept-language" not in vary


def test_public_pages_allow_nothing_from_elsewhere(tree, client):
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy


def test_a_page_asked_for_under_another_language_goes_to_its_own_address(tree, client):
    from wagtail.models import Locale

    from catalogue.places.models import PlaceIndexPage

    tree.home["fr"].add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=Locale.objects.get(language_code="fr")))
    page = tree.home["ar"].add_child(instance=PlaceIndexPage(title="أماكن", slug="lieux", locale=Locale.objects.get(language_code="ar")))
    assert client.get("/ar/lieux/").status_code == 200
    page.locale = Locale.objects.get(language_code="fr")
    page.translation_key = "00000000-0000-0000-0000-000000000001"
    page.save(clean=False)
    assert client.get("/ar/lieux/").status_code == 302

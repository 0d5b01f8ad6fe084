"""What went otherwise than expected is said in plain words, with a next step."""

import pytest
from django.http import Http404
from django.test import RequestFactory

from config.errors import OwnNotFoundMiddleware


@pytest.mark.parametrize(("path", "words"), [("/nulle-part/", "01 99 00 12 34"), ("/ar/nulle-part/", "01 99 00 12 34")])
def test_a_lost_address_offers_a_next_step_and_a_phone_number(tree, client, path, words):
    answer = client.get(path)
    assert answer.status_code == 404
    assert words in answer.content.decode()


def test_a_development_site_shows_our_own_page_for_a_lost_address(tree):
    lost = OwnNotFoundMiddleware(lambda request: None)
    request = RequestFactory().get("/nulle-part/")
    answer = lost.process_exception(request, Http404("no such page"))
    assert answer.status_code == 404
    assert "01 99 00 12 34" in answer.content.decode()
    assert lost.process_exception(request, ValueError("a bug stays in sight")) is None

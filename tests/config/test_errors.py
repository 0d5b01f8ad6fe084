"""What went otherwise than expected is said in plain words, with a next step."""

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import RequestFactory

from config.errors import OwnNotFoundMiddleware, server_error
from core import helpline
from core.models import SiteSettings


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


@pytest.mark.parametrize("phone", ["01 99 00 12 34", "05 36 49 77 88"])
def test_an_error_page_shows_the_phone_of_the_settings_without_asking_the_database(tree, client, django_assert_num_queries, phone):
    SiteSettings.objects.update_or_create(site=tree.site, defaults={"helpline_phone": phone, "brand_name": "Maison du Fleuve"})
    client.get("/nulle-part/")  # any page reads it
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/"))
    page = answer.content.decode()
    assert answer.status_code == 500
    assert page.count(phone) == 3 and page.count("tel:+33" + phone[1:].replace(" ", "")) == 3
    assert "Maison du Fleuve" in page and "du lundi au vendredi" in page and "Monday to Friday" in page


def test_the_first_error_of_a_process_shows_the_phone_too(tree, monkeypatch, django_assert_num_queries):
    SiteSettings.objects.update_or_create(site=tree.site, defaults={"helpline_phone": "05 36 49 77 88"})
    monkeypatch.setattr(helpline, "_last_read", None)
    helpline.read_ahead()
    assert "05 36 49 77 88" in server_error(RequestFactory().get("/")).content.decode()
    monkeypatch.setattr(helpline, "_last_read", None)
    with django_assert_num_queries(0):  # the database was down from the start
        assert "01 99 00 12 34" in server_error(RequestFactory().get("/")).content.decode()


def test_a_database_that_is_down_stops_no_process_from_starting(monkeypatch):
    def down():
        raise OperationalError

    monkeypatch.setattr(helpline, "_of_default_site", down)
    helpline.read_ahead()

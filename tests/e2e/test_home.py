"""The home page and the pages of the team, seen by a browser: three languages, a phone and a desk."""

import random
from datetime import date

import pytest

from tests.e2e.conftest import DESK, PHONE


@pytest.fixture(scope="module")
def pages(live, in_database):
    """The demonstration's own pages, without its places and sessions."""
    from home import demo

    in_database(lambda: demo.build(random.Random(1), date(2026, 11, 24)))


def test_the_home_page_and_the_team_s_pages_are_readable_by_everyone(visit, pages, axe, scrolls_sideways):
    """One test, for the pages are built once: axe, no sideways scroll, one main heading."""
    at_each_width = [(path, width) for path in ("/", "/en/", "/ar/") for width in (PHONE, DESK)]
    on_a_phone = [
        (path, PHONE)
        for path in ("/s-equiper/", "/ar/se-connecter/", "/etre-accompagne/", "/en/about-us/", "/donnees-personnelles/", "/contact/")
    ]
    for path, width in at_each_width + on_a_phone:
        page = visit(path, width=width)
        axe(page)
        assert not scrolls_sideways(page), (path, width)
        assert page.locator("h1").count() == 1, path
    for path in ("/", "/ar/", "/s-equiper/", "/en/personal-data/"):
        assert not scrolls_sideways(visit(path, width=320)), f"{path} at 320 pixels"


def test_languages_and_answers_need_no_javascript(visit, pages):
    for javascript in (True, False):
        page = visit("/s-equiper/", javascript=javascript)
        page.locator("details.langs > summary").click()
        page.get_by_role("link", name="العربية").click()
        page.wait_for_url("**/ar/s-equiper/")
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert page.locator("h1").inner_text() == "الحصول على جهاز"
    page = visit("/s-equiper/", javascript=False)
    answer = page.get_by_text("Apportez-le")
    assert not answer.is_visible()
    page.get_by_text("Mon appareil est en panne").click()
    assert answer.is_visible()

"""The header's and footer's links, in the visitor's language."""

import pytest

from core.translating import translate
from home.factories import ContentPageFactory, FooterFactory, NavigationFactory
from home.navigation import menus


@pytest.fixture
def page(tree):
    return ContentPageFactory(parent=tree.home["fr"], title="Devenir bénévole", slug="benevole")


@pytest.fixture
def menu(page):
    return NavigationFactory(
        items=[
            {"type": "link", "value": {"label": "", "page": page.pk, "address": ""}},
            {"type": "link", "value": {"label": "Lieux", "page": None, "address": "/lieux/"}},
        ]
    )


def test_a_link_without_words_has_the_title_of_its_page(menu):
    assert [(link.title, link.url) for link in menus("fr").main] == [("Devenir bénévole", "/benevole/"), ("Lieux", "/lieux/")]


def test_a_page_is_followed_to_its_translation(menu, page):
    translate(page, "en", title="Volunteer", slug="volunteer")
    assert (menus("en").main[0].title, menus("en").main[0].url, menus("en").main[0].language) == ("Volunteer", "/en/volunteer/", "")


def test_a_page_that_is_not_translated_is_offered_in_french_and_says_so(menu):
    assert menus("ar").main[0].language == "fr"


def test_a_page_taken_offline_leaves_the_menu(menu, page):
    assert len(menus("fr").main) == 2
    page.unpublish()
    assert [link.title for link in menus("fr").main] == ["Lieux"]


def test_what_an_editor_saves_is_there_at_once(menu):
    menus("fr")
    menu.items = [{"type": "link", "value": {"label": "Ateliers", "address": "/ateliers/"}}]
    menu.save()
    assert [link.title for link in menus("fr").main] == ["Ateliers"]


def test_the_menus_take_two_queries_then_none(menu, page, django_assert_num_queries):
    FooterFactory(columns=[{"type": "column", "value": {"heading": "Agir", "links": [{"type": "item", "value": {"page": page.pk}}]}}])
    page.get_url()  # Wagtail keeps the roots of its sites from the first address on
    with django_assert_num_queries(2):
        assert menus("fr").footer.columns[0].links[0].title == "Devenir bénévole"
    with django_assert_num_queries(0):
        menus("fr")


def test_a_site_without_menus_links_to_the_lists_that_never_move(tree):
    assert [link.url for link in menus("en").main] == ["/en/ateliers/", "/en/lieux/", "/en/formations/"]
    assert menus("fr").footer.columns == ()

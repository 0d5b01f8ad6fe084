"""Suggestions as one types where to go: by keyboard, in Arabic, and without JavaScript."""

import pytest

from tests.e2e.conftest import DESK, PHONE, follow


@pytest.fixture(scope="module", autouse=True)
def content(live, in_database):
    def plant():
        from wagtail.models import Locale, Page

        from catalogue.places.factories import PlaceFactory
        from catalogue.places.models import PlaceIndexPage
        from tests.places.communes import plant_communes

        plant_communes()
        home = Page.objects.get(depth=2, locale__language_code="fr")
        page = home.add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=home.locale))
        page.copy_for_translation(Locale.objects.get(language_code="ar")).save_revision().publish()
        PlaceFactory(name="Médiathèque Louis Aragon", city="Grenoble", postcode="38000", lat=45.19, lon=5.73)

    in_database(plant)


def type_in(page, text):
    page.focus("#near")
    page.keyboard.type(text)
    page.wait_for_selector(".suggestions li")


@pytest.mark.parametrize("address", ["/lieux/", "/ar/lieux/"])
def test_a_town_is_chosen_by_keyboard_and_nothing_is_sent_before_the_button(visit, axe, scrolls_sideways, address):
    page = visit(address, width=PHONE)
    field = page.locator("#near")
    assert (field.get_attribute("role"), field.get_attribute("aria-expanded")) == ("combobox", "false")
    type_in(page, "saint d")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    marked = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert (marked.get_attribute("role"), marked.get_attribute("aria-selected")) == ("option", "true")
    assert "93200" in marked.inner_text()
    axe(page)
    assert not scrolls_sideways(page)
    page.keyboard.press("Enter")
    assert field.get_attribute("aria-expanded") == "false"
    assert field.input_value() == "Saint-Denis"
    assert "commune=" not in page.url
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "commune=93066" in page.url


def test_typing_again_forgets_the_choice_and_escape_closes(visit):
    page = visit("/lieux/", width=DESK)
    type_in(page, "greno")
    page.locator(".suggestions li").first.click()
    page.keyboard.type("x")
    assert page.locator("[data-suggest-code]").is_disabled()
    page.fill("#near", "")
    type_in(page, "angou")
    page.keyboard.press("Escape")
    assert page.locator(".suggestions").is_hidden()
    assert page.input_value("#near") == "angou"


def test_a_place_is_suggested_by_its_name(visit):
    page = visit("/lieux/", width=DESK)
    type_in(page, "aragon")
    page.locator(".suggestions li").first.click()
    follow(page, ".search .button")
    assert "Médiathèque Louis Aragon" in page.locator(".place h3").first.inner_text()


def test_without_javascript_the_field_is_a_plain_one_and_filters_stay_in_sight(visit, axe):
    page = visit("/lieux/", width=PHONE, javascript=False)
    assert page.locator("#near").get_attribute("role") is None
    assert page.locator(".suggestions").is_hidden()
    assert page.locator(".pill").first.is_visible()
    page.fill("#near", "Grenoble")
    follow(page, ".search .button")
    assert "Grenoble (38)" in page.locator(".here").inner_text()
    page.locator("label.pill", has_text="Gratuit").click()
    follow(page, ".asks .button")
    assert "free=1" in page.url
    assert "commune=38185" in page.url

"""What every page shows, in a browser: the home page and the page that is not there."""

import pytest


@pytest.mark.parametrize("path", ["/", "/en/", "/ar/"])
def test_the_home_page_is_accessible_and_fits_the_narrowest_phone(visit, axe, scrolls_sideways, path):
    page = visit(path, width=320)
    assert not scrolls_sideways(page)
    axe(page)


@pytest.mark.parametrize("path", ["/nulle-part/", "/ar/nulle-part/"])
def test_a_missing_page_is_accessible_and_leads_on(visit, axe, path):
    page = visit(path, width=360)
    visit.faults.clear()  # the browser logs the 404 itself
    axe(page)
    assert page.locator("main .button").count() >= 2
    assert page.locator("main a[href^='tel:']").first.is_visible()


def test_the_language_menu_leads_to_the_same_page(visit):
    page = visit("/", width=360)
    page.locator("details.langs > summary").click()
    page.locator("details.langs a[lang=ar]").click()
    page.wait_for_url("**/ar/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.locator("details.langs a[lang=ar]").get_attribute("aria-current") == "true"

"""The diagnostic in a real browser, beside the main job (test_by_keyboard.py): narrow phones, the urgent door, languages, erasing."""

import pytest

from tests.e2e.conftest import follow

MOST_SCREENS = 30


@pytest.fixture(scope="module")
def scene(live, in_database):
    """A bank, a town, a workshop with a free seat and a relay."""

    def build() -> None:
        from catalogue.agenda.factories import SessionFactory
        from catalogue.agenda.skills import load_skills
        from catalogue.places.factories import CommuneFactory, ReceptionPointFactory, RelayFactory
        from catalogue.workshops.factories import WorkshopPageFactory
        from diagnostic.factories import DiagnosticPageFactory
        from tests.diagnostic.conftest import write_bank

        load_skills()
        write_bank()
        DiagnosticPageFactory()
        CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])
        place = ReceptionPointFactory(name="Emmaüs Connect Grenoble")
        RelayFactory(name="La Passerelle")
        for level in ("beginner", "intermediate", "advanced"):
            SessionFactory(offer=WorkshopPageFactory(level=level, title=f"Atelier {level}"), place=place)
        SessionFactory(offer=WorkshopPageFactory(format="individual", title="Tête-à-tête"), place=place, capacity=1)

    in_database(build)
    return live


def name_of(page) -> str:
    return page.url.split("?")[0].split("/diagnostic/")[1].strip("/").removeprefix("etape/").split("/")[0]


def go_on(page, *, near: str = "38000") -> None:
    """Answer the screen in view, press the main button, and wait for the next screen."""
    before = page.url
    if name_of(page) == "pres-de":
        page.fill("#near", near)
        page.click("form.ask button.button")
    else:
        page.locator("form.ask label.choice").first.click()
        page.click("form.ask button.button.wide")
    page.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_screen_fits_the_narrowest_phone(visit, scene, scrolls_sideways, prefix):
    page = visit(f"{prefix}/diagnostic/etape/pour-qui/", width=320)
    for _screen in range(MOST_SCREENS):
        assert not scrolls_sideways(page), name_of(page)
        if name_of(page) == "resultat":
            return
        go_on(page)
    pytest.fail("the journey does not end")


def test_the_start_the_urgent_door_and_the_pages_that_say_sorry_are_accessible(visit, scene, axe):
    axe(visit("/diagnostic/"))
    axe(visit("/diagnostic/etape/question/3/"))
    page = visit("/diagnostic/etape/pour-qui/")
    go_on(page)
    page.locator("#answer-device").check()
    follow(page, "form.ask button.button.wide")
    axe(page)
    page.fill("#near", "Grenoble")
    follow(page, "form.ask button.button:not(.plain)")
    assert page.locator(".door").count() >= 1
    axe(page)


def test_the_language_changed_on_the_way_keeps_the_answers(visit, scene):
    page = visit("/diagnostic/etape/pour-qui/")
    for _screen in range(4):
        go_on(page)
    before = page.url.split("/etape/")[1]
    page.locator("details.langs summary").click()
    follow(page, "details.langs a[lang=ar]")
    assert "/ar/diagnostic/etape/" in page.url
    assert page.url.split("/etape/")[1].split("?")[0] == before
    assert page.locator("html[dir=rtl]").count() == 1


def test_nothing_of_the_answers_stays_after_erasing(visit, scene):
    page = visit("/diagnostic/etape/pour-qui/")
    go_on(page)
    follow(page, "form[action$='effacer/'] button")
    assert page.url.endswith("/diagnostic/")
    assert page.context.cookies() == []

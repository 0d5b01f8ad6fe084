"""Booking in a real browser: without JavaScript, by keyboard, from right to left, and looked at by axe."""

import pytest

from tests.e2e.conftest import PHONE, follow, tab_to


@pytest.fixture(scope="module")
def scene(live, in_database):
    """/ateliers/ in French and Arabic, one workshop, a session with seats and a full one."""

    def build() -> None:
        from wagtail.models import Locale

        from catalogue.agenda import seats
        from catalogue.agenda.factories import SessionFactory, in_days
        from catalogue.places.factories import CommuneFactory, ReceptionPointFactory
        from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
        from tests.trees import plant

        index = WorkshopIndexPageFactory(parent=plant().home["fr"])
        page = WorkshopPageFactory(parent=index, title="Premiers pas", slug="premiers-pas")
        arabic = Locale.objects.get(language_code="ar")
        index.copy_for_translation(arabic).save_revision().publish()
        page.copy_for_translation(arabic).save_revision().publish()
        CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])
        place = ReceptionPointFactory(name="Emmaüs Connect Grenoble")
        SessionFactory(offer=page, place=place, starts_at=in_days(5))
        full = SessionFactory(offer=page, place=place, starts_at=in_days(6), capacity=1)
        seats.reserve(full.pk, key="somebody")
        grown = WorkshopPageFactory(parent=index, title="Mes achats", slug="mes-achats", minimum_age=16)
        SessionFactory(offer=grown, place=place, starts_at=in_days(70))

    in_database(build)
    return live


def press(page, selector: str) -> None:
    """Reach something with Tab and press Enter on it, then wait for what comes."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_seat_is_booked_and_cancelled_by_keyboard_without_javascript(visit, scene):
    page = visit("/ateliers/?near=38000", width=PHONE, javascript=False)
    press(page, "article.session h3 a")
    press(page, "main form button.wide")
    tab_to(page, "[name=first_name]")
    page.keyboard.type("Awa")
    tab_to(page, "[name=phone]")
    page.keyboard.type("06 39 98 12 34")
    press(page, "main form button.wide")
    press(page, "main form button.wide")
    assert "Awa" in page.locator("h1").inner_text()
    assert page.locator(".ticket").count() == 1
    press(page, "a[href$='annuler/']")
    press(page, "main form button.danger")
    assert "annulée" in page.locator("h1").inner_text()


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_screen_is_accessible_and_fits_the_phone(visit, scene, axe, scrolls_sideways, prefix):
    def look(page) -> None:
        assert not scrolls_sideways(page), page.url
        axe(page)

    page = visit(f"{prefix}/ateliers/?near=38000", width=320)
    look(page)
    page.goto(f"{scene.url}{prefix}/ateliers/premiers-pas/")
    look(page)
    follow(page, "article.session h3 a")
    look(page)
    follow(page, "main form button.wide")
    look(page)
    follow(page, "main form button.wide")  # nothing typed: sentences
    look(page)
    page.fill("[name=first_name]", "فاطمة")
    page.fill("[name=phone]", "06 39 98 12 34")
    follow(page, "main form button.wide")
    look(page)
    follow(page, "main form button.wide")
    look(page)
    page.goto(f"{page.url}annuler/")
    look(page)
    follow(page, "main form button.danger")
    look(page)
    page.goto(f"{scene.url}{prefix}/reserver/retrouver/")
    look(page)


def test_an_adult_is_asked_once_the_box_is_ticked_without_javascript(visit, scene, scrolls_sideways):
    page = visit("/ateliers/mes-achats/", width=320, javascript=False)
    follow(page, "article.session h3 a")
    follow(page, "main form button.wide")
    adult = page.locator("[name=adult_phone]")
    assert page.locator("[name=under_age]").is_visible() and not adult.is_visible()
    page.check("[name=under_age]")
    assert adult.is_visible() and not scrolls_sideways(page)
    follow(page, "main form button.wide")  # what is to correct shows
    assert adult.is_visible() and page.locator("[name=under_age]").is_checked()


def test_somebody_asks_to_be_called_and_is_told_when(visit, scene, axe, scrolls_sideways):
    for prefix, javascript in (("", False), ("/ar", True)):
        page = visit(f"{prefix}/reserver/rappel/", width=320, javascript=javascript)
        follow(page, "main form button.wide")  # nothing typed: sentences
        assert page.locator(".errors a").count() == 2 and not scrolls_sideways(page)
        if javascript:
            axe(page)
        page.fill("[name=first_name]", "فاطمة")
        page.fill("[name=phone]", "04 65 71 00 00")
        page.locator("label:has([name=suits][value=morning])").click()
        page.select_option("[name=language]", "uk")
        follow(page, "main form button.wide")
        assert page.url.endswith("/promis/morning/") and page.locator(".leaf").count() == 1 and not scrolls_sideways(page)
        if javascript:
            axe(page)


def test_two_people_book_together_and_come_another_day(visit, scene, axe, in_database):
    def another_day() -> None:
        from catalogue.agenda.factories import SessionFactory, in_days
        from catalogue.agenda.models import Session

        first = Session.objects.filter(capacity__gt=1, offer__title="Premiers pas").order_by("starts_at").first()
        SessionFactory(offer=first.offer, place=first.place, starts_at=in_days(12))

    in_database(another_day)
    page = visit("/ateliers/premiers-pas/", width=PHONE)
    follow(page, "article.session h3 a")
    follow(page, "main form button.wide")
    page.fill("[name=first_name]", "Awa")
    follow(page, "button[name=people]")
    assert page.input_value("[name=first_name]") == "Awa"
    page.fill("[name^=first_name_]", "يوسف")
    page.fill("[name=phone]", "06 39 98 12 34")
    for fold in page.locator("details.fold > summary").all():
        fold.click()
    page.check("[name=arrangements][value=near_the_door]")
    axe(page)
    assert all(box["height"] >= 48 for one in page.locator(".fold summary, .fold .check").all() if (box := one.bounding_box()))
    page.focus("[name=phone]")
    with page.expect_navigation():
        page.keyboard.press("Enter")  # checks the booking: it neither adds nor takes out anybody
    assert page.url.endswith("/verifier/")
    axe(page)
    follow(page, "main form button.wide")
    assert "Awa" in page.locator("h1").inner_text() and "يوسف" in page.locator("h1").inner_text()
    axe(page)
    when = page.locator(".pass-day").inner_text()
    follow(page, "a[href$='deplacer/']")
    axe(page)
    follow(page, "main form button.wide")
    assert page.locator(".pass-day").inner_text() != when

"""The site's main job, on a phone, in French: from the home page to a booked seat, and the team sees it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.e2e.conftest import DESK, follow

FIRST_NAME, PHONE = "Awa", "06 39 98 12 34"
PASSWORD = "un-mot-de-passe-de-test-42"


@pytest.fixture(scope="module")
def angouleme(live, in_database):
    """One reception point at Angoulême with a session of each kind, a host, and a site around it."""
    in_database(_build)


def _build() -> None:
    from django.contrib.auth.models import Group
    from wagtail.models import Site

    from catalogue.agenda.factories import SessionFactory
    from catalogue.agenda.models import Level, Skill
    from catalogue.agenda.skills import load_skills
    from catalogue.places.factories import CommuneFactory, ReceptionPointFactory
    from catalogue.places.models import PlaceIndexPage, PlaceRole
    from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
    from core import access
    from core.models import User
    from diagnostic.factories import DiagnosticPageFactory
    from diagnostic.loading import load_questions

    access.sync_groups()
    home = Site.objects.get(is_default_site=True).root_page.specific
    load_skills()
    load_questions()
    start = DiagnosticPageFactory(parent=home)
    home.add_child(instance=PlaceIndexPage(title="Lieux", slug="lieux", locale=home.locale))
    commune = CommuneFactory(code="16015", name="Angoulême", postcodes=["16000"], lat=45.65, lon=0.16)
    place = ReceptionPointFactory(
        name="Emmaüs Connect Angoulême",
        commune=commune,
        city="Angoulême",
        postcode="16000",
        address="3 rue des Acacias",
        lat=45.65,
        lon=0.16,
    )
    index = WorkshopIndexPageFactory(parent=home)
    kinds = [("Aide en tête-à-tête", "individual", Level.BEGINNER)]
    kinds += [(f"Atelier {level.value}", "group", level) for level in Level]
    for number, (title, form, level) in enumerate(kinds):
        workshop = WorkshopPageFactory(parent=index, title=title, format=form, level=level)
        workshop.skills.set(Skill.objects.all())
        workshop.save()
        starts = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3 + number)
        SessionFactory(offer=workshop, place=place, capacity=1 if form == "individual" else 8, starts_at=starts)
    home.main_label, home.main_page = "Faire le point", start
    home.second_label, home.second_page = "Voir tous les ateliers", index
    home.save_revision().publish()
    host = User.objects.create_user("accueil", password=PASSWORD)
    host.groups.add(Group.objects.get(name=access.HOST))
    PlaceRole.objects.create(user=host, place=place, role="host")


def answer_everything(page) -> None:
    """Press one tile a screen and go on, until the result: the questions asked depend on the answers."""
    for _screen in range(40):
        if "/resultat/" in page.url:
            return
        if page.locator("#near").count():
            page.locator("#near").fill("Angoulême")
        elif page.locator("input[name=answer]").count():
            page.locator("label.choice").nth(0 if "/question/" not in page.url else 1).click()
        follow(page, "form.ask button.button")
    pytest.fail("the journey does not end")


def book(page) -> None:
    """From the first screen of the booking to its confirmation."""
    page.wait_for_url("**/reserver/**")
    follow(page, page.get_by_role("button", name="Réserver ma place"))
    page.get_by_label("prénom").first.fill(FIRST_NAME)
    page.locator("input[name=phone]").fill(PHONE)
    follow(page, page.get_by_role("button", name=re.compile("Vérifier")))
    follow(page, page.get_by_role("button", name="Réserver ma place"))
    ticket = page.locator(".ticket")
    ticket.wait_for()
    words = ticket.inner_text()
    assert "Emmaüs Connect Angoulême" in words
    assert "3 rue des Acacias" in words
    assert "01 99 00 12 34" in words
    assert re.search(r"(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)", words.lower())


def test_from_the_home_page_by_the_diagnostic_to_a_seat_the_host_sees(visit, angouleme, axe, scrolls_sideways):
    page = visit("/")
    follow(page, page.get_by_role("link", name="Faire le point"))
    follow(page, page.get_by_role("link", name="Commencer"))
    answer_everything(page)
    axe(page)
    assert not scrolls_sideways(page)
    follow(page, ".door.brand a.button")
    book(page)
    axe(page)
    assert_the_host_sees_it(visit)


def assert_the_host_sees_it(visit) -> None:
    """On the list of sessions, then on the session itself."""
    page = visit("/admin/login/", width=DESK)
    page.locator("input[name=username]").fill("accueil")
    page.locator("input[name=password]").fill(PASSWORD)
    follow(page, "button[type=submit]")
    page.wait_for_url("**/admin/")
    page.goto(page.url + "session/")
    row = page.locator("tr", has_text=re.compile(r"1 (/|sur) [18]"))
    follow(page, row.locator("a"))
    assert FIRST_NAME in page.locator("main").inner_text()


def test_from_the_list_of_workshops_to_a_seat(visit, angouleme):
    page = visit("/ateliers/?near=16000")
    follow(page, "article.session h3 a")
    if "/reserver/" not in page.url:
        follow(page, "a[href*='/reserver/']")
    book(page)


def test_from_the_list_of_places_to_a_seat_without_javascript(visit, angouleme):
    page = visit("/lieux/", javascript=False)
    page.locator("input[name=near]").first.fill("Angoulême")
    follow(page, "form.search button.button")
    follow(page, "article.place h3 a")
    follow(page, "article.session h3 a")
    if "/reserver/" not in page.url:
        follow(page, "a[href*='/reserver/']")
    book(page)

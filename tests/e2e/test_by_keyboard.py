"""The main job by keyboard only and without JavaScript, in French and in Arabic; axe looks at every page on the way."""

import pytest

from tests.e2e.conftest import DESK, PHONE, tab_to

MOST_SCREENS = 30


@pytest.fixture(scope="module")
def grenoble(live, in_database):
    """A home page that leads to the diagnostic, and one place with a session of every kind, in French and in Arabic."""
    in_database(_build)
    return live


def _build() -> None:
    from wagtail.models import Locale

    from catalogue.agenda.factories import SessionFactory, in_days
    from catalogue.agenda.models import Level, Skill
    from catalogue.agenda.skills import load_skills
    from catalogue.places.factories import CommuneFactory, ReceptionPointFactory
    from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
    from diagnostic.factories import DiagnosticPageFactory
    from tests.diagnostic.conftest import write_bank
    from tests.trees import plant

    homes = plant().home
    arabic = Locale.objects.get(language_code="ar")
    load_skills()
    write_bank()
    starts = {"fr": DiagnosticPageFactory(parent=homes["fr"])}
    index = WorkshopIndexPageFactory(parent=homes["fr"])
    CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])
    place = ReceptionPointFactory(name="Emmaüs Connect Grenoble")
    workshops = [WorkshopPageFactory(parent=index, title=f"Atelier {level}", level=level) for level in Level.values]
    workshops.append(WorkshopPageFactory(parent=index, title="Tête-à-tête", format="individual"))
    for number, workshop in enumerate(workshops):
        workshop.skills.set(Skill.objects.all())
        workshop.save()
        capacity = 1 if workshop.format == "individual" else 8
        for days in (3 + number, 10 + number):
            SessionFactory(offer=workshop, place=place, capacity=capacity, starts_at=in_days(days))
    for page in (starts["fr"], index, *workshops):
        page.copy_for_translation(arabic).save_revision().publish()
    starts["ar"] = starts["fr"].get_translation(arabic)
    for code, label in (("fr", "Faire le point"), ("ar", "اعرفوا مستواكم")):
        homes[code].refresh_from_db()
        homes[code].main_label, homes[code].main_page = label, starts[code]
        homes[code].save_revision().publish()


def press(page, selector: str) -> None:
    """Reach something with Tab, press Enter, and wait for what comes."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def answer(page) -> None:
    """Answer the screen of the diagnostic in view, by keyboard."""
    if page.locator("#near").count():
        tab_to(page, "#near")
        page.keyboard.type("38000")
    else:
        tab_to(page, "form.ask input[name=answer]")
        page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_from_the_home_page_to_a_booked_seat(visit, grenoble, axe, scrolls_sideways, prefix):
    page = visit(f"{prefix}/", javascript=False)
    beside = visit(f"{prefix}/")  # the same addresses in a browser that runs axe: showing a page changes nothing
    seen: dict[str, int] = {}

    def look(name: str) -> None:
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            return
        beside.goto(page.url)
        for width in (PHONE, DESK):
            beside.set_viewport_size({"width": width, "height": 760})
            axe(beside)
            assert not scrolls_sideways(beside), (name, width)
        assert beside.locator("h1").count() == 1, name

    look("home")
    press(page, "main .hero a.button")
    look("start")
    press(page, "main a.button")
    for _screen in range(MOST_SCREENS):
        if "/resultat/" in page.url:
            break
        look(page.url.split("/etape/")[1].split("/")[0])
        answer(page)
    look("result")
    press(page, ".door.brand a.button")
    look("when and where")
    press(page, "main form button.wide")
    look("who")
    press(page, "main form button.wide")  # nothing typed: what is missing is said, and what comes next is typed
    assert page.locator(".errors a").count() == 2
    tab_to(page, "[name=first_name]")
    page.keyboard.type("أمينة" if prefix else "Awa")
    tab_to(page, "[name=phone]")
    page.keyboard.type("06 39 98 12 34")
    press(page, "main form button.wide")
    look("check")
    press(page, "main form button.wide")
    look("booked")
    assert "Emmaüs Connect Grenoble" in page.locator(".ticket").inner_text()
    assert page.url.startswith(f"{grenoble.url}{prefix}/reserver/r/")
    assert {"pour-qui", "urgent", "question", "equipement", "langues", "pres-de"} <= set(seen)
    assert 6 <= seen["question"] <= 12

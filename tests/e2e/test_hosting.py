"""A host's day on a phone whose network goes away: the list stays readable, no press is lost, and nothing stays once the shift is over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.e2e.conftest import follow

PASSWORD = "trois mots sans rapport"


@pytest.fixture(scope="module")
def today(live, in_database):
    def build() -> None:
        from django.contrib.auth.models import Group

        from catalogue.agenda.factories import SessionFactory
        from catalogue.places.factories import PlaceRoleFactory, ReceptionPointFactory
        from catalogue.workshops import front_desk
        from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
        from core.access import HOST, sync_groups
        from core.models import User
        from tests.trees import plant

        index = WorkshopIndexPageFactory(parent=plant().home["fr"])
        place = ReceptionPointFactory(name="Emmaüs Connect Grenoble")
        page = WorkshopPageFactory(parent=index, title="Premiers pas")
        session = SessionFactory(offer=page, place=place, starts_at=timezone.now() - timedelta(minutes=5), capacity=5)
        for name in ("Awa", "Jean", "سميرة"):
            front_desk.add_person(session.pk, key=name, first_name=name)
        sync_groups()
        host = User.objects.create_user("nadia", password=PASSWORD, first_name="Nadia")
        host.groups.add(Group.objects.get(name=HOST))
        PlaceRoleFactory(user=host, place=place)

    in_database(build)


def marks() -> dict[str, str]:
    from catalogue.agenda.models import Attendance

    return dict(Attendance.objects.values_list("seat__participant__first_name", "presence"))


def until(page, script: str) -> None:
    """Ask the page again until it says so: its policy lets no script be made of words, as ``wait_for_function`` does."""
    for _time in range(150):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def test_no_press_is_lost_without_a_network_and_nothing_stays_after_the_shift(visit, today, axe, scrolls_sideways, in_database):
    page = visit("/accueil/")
    axe(page)
    page.locator("[name=username]").fill("nadia")
    page.locator("summary", has_text="mot de passe").click()
    page.locator("[name=password]").fill(PASSWORD)
    follow(page, "button[value=password]")
    guests = page.locator(".guest")
    assert guests.count() == 3
    axe(page)
    assert not scrolls_sideways(page)

    guests.nth(0).locator("[data-mark=present]").click()
    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('accueil.press.'))")
    assert in_database(marks) == {"Awa": "present"}

    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.reload()  # now the phone keeps the list
    until(page, "caches.has('accueil-list')")
    page.context.set_offline(True)
    guests.nth(1).locator("[data-mark=no_show]").click()
    guests.nth(2).locator("[data-mark=no_show]").click()
    guests.nth(2).locator("[data-mark=present]").click()
    page.reload()
    assert [guests.nth(n).get_attribute("data-presence") for n in range(3)] == ["present", "no_show", "present"]
    page.locator("[data-banner]", has_text="Rien n’est perdu").wait_for()
    # Whether the server heard them or only its answer was lost, the phone keeps them until it is told.
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('accueil.press.')).length") == 2
    page.goto(page.url + "appels/")
    assert "Pas de réseau" in page.locator("h1").inner_text()

    page.context.set_offline(False)
    page.goto(page.url.replace("appels/", ""))
    until(page, "!Object.keys(localStorage).some((key) => key.startsWith('accueil.press.'))")
    assert in_database(marks) == {"Awa": "present", "Jean": "no_show", "سميرة": "present"}

    page.evaluate("localStorage.setItem('accueil.clock', String(24 * 3600 * 1000)); document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("[data-banner]", has_text="n’est plus sur ce téléphone").wait_for()
    assert guests.count() == 0 and not page.evaluate("caches.has('accueil-list')"), "that night the list is gone"

    page.goto(page.url)
    follow(page, "[data-sign-out] button")
    until(page, "caches.keys().then((names) => !names.length)")
    assert page.evaluate("Object.keys(localStorage)") == []
    visit.faults[:] = [fault for fault in visit.faults if "ERR_INTERNET_DISCONNECTED" not in fault]  # what was asked for

"""A social worker books for one person after the other, then for a list, on a phone and without JavaScript; every screen passes axe."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.e2e.conftest import follow


@pytest.fixture(scope="module")
def space(live, in_database) -> str:
    def build() -> str:
        from catalogue.agenda.factories import SessionFactory
        from catalogue.places.factories import ReceptionPointFactory
        from catalogue.workshops.factories import HelperFactory, WorkshopIndexPageFactory, WorkshopPageFactory
        from tests.trees import plant

        index = WorkshopIndexPageFactory(parent=plant().home["fr"])
        place = ReceptionPointFactory(name="Emmaüs Connect Grenoble")
        page = WorkshopPageFactory(parent=index, title="Premiers pas")
        for day in (3, 4):
            SessionFactory(offer=page, place=place, starts_at=timezone.now() + timedelta(days=day), capacity=6)
        return f"/reserver/aidants/{HelperFactory().token}/"

    return in_database(build)


def bookings() -> int:
    from catalogue.workshops.models import Booking

    return Booking.objects.filter(helper__isnull=False).count()


def test_five_people_take_few_presses(visit, space, axe, scrolls_sideways, in_database):
    axe(visit("/reserver/aidants/"))
    page = visit(space)
    axe(page)
    follow(page, page.locator(".seat-line").first)
    axe(page)
    presses = 1
    for name in ("Awa", "K. B."):
        page.locator("[name=first_name]").fill(name)
        follow(page, page.get_by_role("button", name="Réserver pour cette personne"))
        presses += 1
        assert page.locator(".notice.good").inner_text().startswith(f"C’est réservé pour {name}")
        assert page.locator("[name=first_name]").input_value() == ""
    axe(page)
    follow(page, page.get_by_role("link", name="Plusieurs personnes : coller une liste"))
    page.locator("#text").fill("Karim ; 06 39 98\nسميرة، 06 39 98 00 12، arabe\nMei")
    follow(page, page.get_by_role("button", name="Vérifier la liste"))
    axe(page)
    assert not scrolls_sideways(page)
    page.locator("[name=r0-phone]").fill("06 39 98 00 11")
    follow(page, page.get_by_role("button", name="Réserver pour les personnes cochées"))
    presses += 3
    assert in_database(bookings) == 5 and presses == 6
    axe(page)
    axe(visit(f"{space}orientations/"))
    axe(visit(f"/ar{space}", width=1280))
    plain = visit(space, javascript=False)
    follow(plain, plain.locator(".seat-line").first)
    plain.locator("[name=first_name]").fill("Yvonne")
    follow(plain, plain.get_by_role("button", name="Réserver pour cette personne"))
    assert in_database(bookings) == 6

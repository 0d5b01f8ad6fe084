"""A structure asks for a workshop in its premises, on a phone and without JavaScript; both screens are accessible, in both directions."""

import pytest

from tests.e2e.conftest import DESK, follow


@pytest.fixture(scope="module")
def town(live, in_database):
    return in_database(_build)


def _build() -> str:
    from catalogue.places.factories import CommuneFactory

    return CommuneFactory(code="16015", name="Angoulême", postcodes=["16000"], lat=45.65, lon=0.16).name


def test_a_structure_asks_for_a_workshop_and_follows_its_request(visit, axe, town, scrolls_sideways):
    page = visit("/reserver/hors-les-murs/", javascript=False)
    follow(page, "main form button.wide")
    assert page.locator(".errors").count()
    typed = {
        "structure": "Mission locale",
        "contact_name": "Claire Petit",
        "contact_email": "claire@exemple.invalid",
        "contact_phone": "05 36 49 12 34",
        "audience": "Des jeunes",
        "people": "8",
        "wished_days": "Un mardi en janvier",
        "address": "12 rue des Ateliers",
        "postcode": "16000",
        "city": town,
    }
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_label("Wi-Fi pour les visiteurs").check()
    follow(page, "main form button.wide")
    assert "Nous avons reçu votre demande" in page.locator("h1").inner_text()
    private = page.url.split("//", 1)[1].split("/", 1)[1]
    for path in ("reserver/hors-les-murs/", private):
        for prefix in ("/", "/ar/"):
            for width in (320, DESK):
                seen = visit(prefix + path, width=width)
                assert not scrolls_sideways(seen), seen.url
                axe(seen)
    follow(page, page.get_by_role("button", name="retirer la demande"))
    assert "Votre demande est retirée" in page.locator("h1").inner_text()

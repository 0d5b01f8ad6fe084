"""A structure becomes a relay without JavaScript, on a phone; every screen of it is accessible, in both directions."""

from typing import Any

import pytest

from tests.e2e.conftest import follow
from tests.e2e.test_accessibility import look


@pytest.fixture(scope="module")
def names(live, in_database) -> dict[str, Any]:
    return in_database(_build)


def _build() -> dict[str, Any]:
    from catalogue.places.factories import CommuneFactory, RelayFactory
    from catalogue.places.joining import inviting
    from catalogue.places.joining.factories import HostInvitationFactory, PlaceLinkFactory, RelayApplicationFactory

    CommuneFactory(code="38185", name="Grenoble", lat=45.19, lon=5.72, postcodes=["38000"])
    link = PlaceLinkFactory(place=RelayFactory(name="La Passerelle", opening_hours="Mo-Fr 09:00-12:00; 2099 Dec 24-2099 Dec 31 off"))
    invitation = inviting.invite(HostInvitationFactory(place=link.place), by=None)
    return {
        "draft": RelayApplicationFactory().token,
        "missing": RelayApplicationFactory(state="to_complete", missing="– Horaires").token,
        "link": link.token,
        "place": link.place_id,
        "access": invitation.token,
    }


def test_a_structure_applies_on_a_phone_without_javascript(visit, names):
    page = visit("/relais/devenir/", javascript=False)
    follow(page, page.get_by_role("link", name="Commencer la demande"))
    page.get_by_label("Votre mail professionnel").fill("claire@exemple.invalid")
    follow(page, "main form button.wide")

    def go_on(**typed: str) -> None:
        for name, value in typed.items():
            page.locator(f"[name={name}]").fill(value)
        follow(page, "main form button.wide")

    go_on(organisation_name="Centre social du Grand-Pré", siret="732 829 320 00075")
    assert "Un de ces chiffres" in page.locator(".errors").inner_text()
    assert page.locator("[name=organisation_name]").input_value() == "Centre social du Grand-Pré"
    go_on(siret="732 829 320 00074")
    go_on(place_name="La Halte", address="12 rue des Glycines", postcode="38000", city="Grenoble")
    go_on(phone="05 36 49 12 34")
    go_on(contact_name="Claire Marchand", contact_phone="06 39 98 12 34")
    page.get_by_label("Être aidé pour vos démarches").check()
    go_on()
    page.locator("[name=modes]").nth(1).check()
    page.locator("[name=fee]").first.check()
    go_on()
    page.locator("[name=has_wifi]").first.check()
    page.locator("[name=step_free]").first.check()
    go_on(people="12", devices="0")
    page.get_by_label("de (Lundi)", exact=True).fill("9h")
    page.get_by_label("à (Lundi)", exact=True).fill("12h")
    follow(page, page.get_by_role("button", name="Recopier le lundi"))
    assert page.get_by_label("de (Vendredi)", exact=True).input_value() == "9h"
    go_on()
    page.locator("[name=booking_mode]").nth(1).check()
    go_on()
    go_on()
    go_on(motivation="Les gens viennent avec leur téléphone, nous voulons mieux les aider.")
    page.get_by_label("Je suis d’accord").check()
    go_on()
    assert page.locator("h1").inner_text().replace("\u00a0", " ") == "Tout est juste ?"
    follow(page, "main form button.wide")
    assert page.locator("h1").inner_text() == "Nous avons reçu votre demande"


SCREENS = (
    "/relais/devenir/",
    "/relais/candidature/",
    "/relais/candidature/lien/",
    *(f"/relais/candidature/{{draft}}/{slug}/" for slug in ("adresse", "aide", "locaux", "horaires", "rendez-vous", "donnees", "verifier")),
    "/relais/candidature/{missing}/",
    "/relais/espace/{link}/",
    *(f"/relais/espace/{{link}}/{slug}/" for slug in ("horaires", "fermetures", "textes/fr", "acces", "stock", "services")),
    "/relais/acces/{access}/",
    "/signaler/{place}/",
)


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_screen_is_accessible(visit, live, names, axe, prefix):
    page = visit(f"{prefix}/relais/devenir/")
    for address in SCREENS[:: 1 if not prefix else 2]:
        page.goto(f"{live.url}{prefix}{address.format(**names)}")
        look(page, axe)


def test_a_mistake_in_the_week_is_reached_by_the_keyboard(visit, names):
    page = visit(f"/relais/candidature/{names['draft']}/horaires/")
    page.locator("#id_sa_1_opens").fill("abc")
    follow(page, "main form button.wide")
    assert page.evaluate("document.activeElement.matches('.errors')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_sa_1_opens"
    assert page.locator("#id_sa_1_opens_error").count() == 1


def test_enter_in_the_week_saves_it_and_copies_nothing(visit, names):
    page = visit(f"/relais/espace/{names['link']}/horaires/", javascript=False)
    page.locator("#id_mo_1_closes").fill("11h")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert "C’est enregistré" in page.locator(".notice.good").inner_text()

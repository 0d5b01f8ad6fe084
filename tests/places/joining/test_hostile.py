"""Every screen of this package, with garbage in every field: a page or a sentence, never an error of ours."""

from html import unescape

import pytest
from django.test import Client

from catalogue.places.joining import inviting
from catalogue.places.joining.factories import HostInvitationFactory, RelayApplicationFactory
from catalogue.places.joining.screens import BY_SLUG
from tests.config.test_hostile_input import FIELD, GARBAGE, NUMBERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def screens(link):
    application, again = RelayApplicationFactory(), RelayApplicationFactory(state="to_complete")
    invitation = inviting.invite(HostInvitationFactory(place=link.place), by=None)
    space = f"/relais/espace/{link.token}/"
    slugs = (
        "horaires",
        "public",
        "rendez-vous",
        "services",
        "aide",
        "publics",
        "fermetures",
        "textes/fr",
        "textes/ar",
        "acces",
        "stock",
        "stock/tablette",
    )
    return [
        "/relais/candidature/",
        "/relais/candidature/lien/",
        *(f"/relais/candidature/{application.token}/{slug}/" for slug in BY_SLUG),
        f"/relais/candidature/{again.token}/",
        space,
        f"{space}juste/",
        *(f"{space}{slug}/" for slug in slugs),
        f"/relais/acces/{invitation.token}/",
        f"/signaler/{link.place_id}/",
    ]


def test_garbage_in_every_field_is_never_an_error(screens):
    stranger = Client(raise_request_exception=False)
    broken = []
    for path in screens:
        html = stranger.get(path).content.decode()
        names = {*map(unescape, FIELD.findall(html)), "key", "say", "drop", "stop", "copy"}
        tries = [dict.fromkeys(names, value) for value in GARBAGE]
        tries += [{name: value for name, value in data.items() if name not in ("copy", "stop", "drop")} for data in tries[:6]]
        tries += [{}, {name: ["1", "\x00", "2"] for name in names}]
        broken += [(path, str(data)[:80]) for data in tries if stranger.post(path, data).status_code >= 500]
        broken += [(path, "json")] if stranger.post(path, b"\xff\xfe{", content_type="application/json").status_code >= 500 else []
    assert broken == []


def test_garbage_in_an_address_is_never_an_error(tree):
    stranger = Client(raise_request_exception=False)
    shapes = (
        "/relais/{}/",
        "/relais/candidature/{}/",
        "/relais/espace/{}/",
        "/relais/espace/{}/stock/x/",
        "/relais/acces/{}/",
        "/signaler/{}/",
    )
    assert [path for path in (shape.format(n) for shape in shapes for n in NUMBERS) if stranger.get(path).status_code >= 500] == []


def test_a_name_in_a_message_is_one_line(communes):
    """Whoever fills in the form chooses to whom "received" goes: a name is no room for a letter of theirs."""
    form = BY_SLUG["contact"].form(
        {"contact_name": "Claire\r\n\r\nGagnez\u202e 1 000 €", "contact_email": "a@exemple.invalid", "contact_phone": "01 99 00 12 34"}
    )
    assert form.is_valid(), form.errors
    assert form.values["contact_name"] == "Claire Gagnez 1 000 €"

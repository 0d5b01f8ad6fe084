"""A structure applies: small screens, a private link, and nothing lost on the way."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from catalogue.places.joining import applying
from catalogue.places.joining.factories import RelayApplicationFactory
from catalogue.places.joining.screens import SCREENS
from catalogue.places.models import ApplicationState, RelayApplication
from core.models import Message, SiteSettings
from core.tokens import new_token

pytestmark = pytest.mark.django_db

WEEK = {"mo_1_opens": "9h", "mo_1_closes": "12 h", "closed_on_holidays": "on"}
TYPED = {
    "organisation": {"organisation_name": "Centre social du Grand-Pré", "siret": "732 829 320 00074"},
    "address": {"place_name": "La Passerelle", "address": "12 rue des Glycines", "postcode": "38 000", "city": "Grenoble"},
    "public": {"phone": "05 36 49 12 34", "email": "bonjour@exemple.invalid", "website": "centre.example.org"},
    "contact": {
        "contact_name": "Claire Marchand",
        "contact_role": "Directrice",
        "contact_email": "claire@exemple.invalid",
        "contact_phone": "06 39 98 12 34",
    },
    "services": {"services": ["Aide aux démarches administratives"]},
    "help": {"modes": ["Accompagnement individuel"], "fee": "Gratuit", "languages": ["fr"]},
    "rooms": {"people": "12", "devices": "0", "has_wifi": "yes", "step_free": "partly"},
    "hours": WEEK,
    "booking": {"booking_mode": "own_site", "booking_url": "https://centre.example.org/rdv"},
    "audiences": {"special_care": ["Illettrisme"]},
    "motivation": {"motivation": "Les gens viennent avec leur téléphone, nous voulons mieux les aider."},
    "agreement": {"agreement_name": "Claire Marchand", "agreed": "on"},
}


def begin(client, email="claire@exemple.invalid", key=None):
    response = client.post(reverse("joining:begin"), {"email": email, "key": key or new_token()})
    assert response.status_code == 302, response.content.decode()[:500]
    return RelayApplication.objects.latest("pk")


def step_url(application, name):
    return reverse("joining:step", args=[application.token, SCREENS[name].slug])


@pytest.mark.both
def test_a_structure_applies_screen_by_screen_and_both_sides_are_told(client, tree, communes):
    SiteSettings.objects.update_or_create(site=tree.site, defaults={"contact_email": "equipe@exemple.invalid"})
    assert client.get(reverse("joining:about")).status_code == 200
    application = begin(client)
    assert application.get_absolute_url() in Message.objects.get(kind="relay_application_link").body
    url = step_url(application, "organisation")
    for name in SCREENS:
        assert url == step_url(application, name)
        assert client.get(url).status_code == 200
        response = client.post(url, TYPED[name])
        assert response.status_code == 302, (name, response.context["form"].errors)
        url = response.url
    assert url == reverse("joining:check", args=[application.token])
    page = client.get(url).content.decode()
    for said in ("732 829 320 00074", "La Passerelle", "05 36 49 12 34", "Lundi", "Wi-Fi"):
        assert said in page
    assert client.post(url).status_code == 302
    application.refresh_from_db()
    assert application.state == ApplicationState.RECEIVED and application.sent_at
    assert (application.commune_id, application.departement, application.opening_hours) == ("38185", "38", "Mo 09:00-12:00; PH off")
    assert application.agreement_version and application.agreed_at and application.agreement_name == "Claire Marchand"
    assert set(Message.objects.values_list("kind", flat=True)) == {
        "relay_application_link",
        "relay_application_received",
        "relay_team_notice",
    }
    assert [(move.from_state, move.to_state, move.by) for move in application.moves.all()] == [("draft", "received", None)]
    assert "Nous avons reçu votre demande" in client.get(application.get_absolute_url()).content.decode()


def test_a_double_press_begins_one_application_and_sends_once(client, tree):
    key = new_token()
    assert begin(client, key=key) == begin(client, key=key)
    assert Message.objects.count() == 1


def test_reading_a_private_address_changes_nothing_and_is_kept_by_no_cache(client, application):
    before = RelayApplication.objects.values().get()
    for name in ("application", "check", "erase"):
        response = client.get(reverse(f"joining:{name}", args=[application.token]))
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"] and 'content="noindex' in response.content.decode()
    assert RelayApplication.objects.values().get() == before


def test_the_public_page_is_the_same_for_everyone(client, tree):
    response = client.get(reverse("joining:about"))
    assert not response.cookies and "csrfmiddlewaretoken" not in response.content.decode()
    assert "no-store" not in response.get("Cache-Control", "")


def test_one_comes_back_by_the_link_and_finds_what_was_typed(client, application):
    page = client.get(step_url(application, "organisation")).content.decode()
    assert application.organisation_name in page
    assert "9 h" in client.get(step_url(application, "hours")).content.decode()


@pytest.mark.parametrize(
    ("step", "field", "value", "words"),
    [
        ("organisation", "siret", "732 829 320 00075", "Un de ces chiffres"),
        ("organisation", "siret", "12", "14 chiffres"),
        ("organisation", "organisation_name", "x" * 10_000, "trop long"),
        ("address", "postcode", "380", "5 chiffres"),
        ("public", "phone", "12", "10 chiffres"),
        ("public", "website", "javascript:alert(1)", "adresse"),
        ("public", "website", "ftp://example.org", "https://"),
        ("contact", "contact_email", "claire", "adresse"),
        ("services", "services", [], "Choisissez"),
        ("services", "services", ["Danser"], "Choisissez"),
        ("help", "fee", "Troc", "Choisissez"),
        ("rooms", "people", "9" * 5_000, "chiffres"),
        ("rooms", "people", "٣٠٠٠", "1000"),
        ("rooms", "devices", "-1", "0"),
        ("booking", "booking_url", "http://centre.example.org", "https://"),
        ("booking", "booking_url", "https://admin:x@centre.example.org", "https://"),
        ("booking", "booking_url", "https://127.0.0.1/", "https://"),
        ("booking", "booking_url", "https://[::1]/", "https://"),
        ("booking", "booking_url", "", "https://"),
        ("motivation", "motivation", "Oui.", "trop court"),
        ("motivation", "motivation", "a\x00b" * 20, "signe"),
        ("agreement", "agreed", "", "Cochez"),
    ],
)
def test_a_mistake_gets_a_sentence_and_keeps_what_was_typed(client, application, step, field, value, words):
    response = client.post(step_url(application, step), TYPED[step] | {field: value})
    assert response.status_code == 200
    assert words in " ".join(str(error) for error in response.context["form"].errors[field])
    others = [typed for name, typed in TYPED[step].items() if name != field and isinstance(typed, str) and typed != "on"]
    assert all(typed in response.content.decode() for typed in others)


def test_a_town_that_nobody_knows_gets_a_sentence(client, application):
    response = client.post(step_url(application, "address"), TYPED["address"] | {"postcode": "99999", "city": "Zzzzzzz"})
    assert response.context["form"].errors["city"] and "Zzzzzzz" in response.content.decode()


def test_when_several_towns_fit_one_chooses(client, application):
    typed = TYPED["address"] | {"postcode": "16220", "city": "Montbrun"}
    response = client.post(step_url(application, "address"), typed)
    assert "commune" in response.context["form"].errors
    codes = [code for code, _label in response.context["form"].fields["commune"].choices]
    assert set(codes) == {"16230", "16254"}
    assert client.post(step_url(application, "address"), typed | {"commune": "38185"}).status_code == 200
    assert client.post(step_url(application, "address"), typed | {"commune": "16230"}).status_code == 302
    application.refresh_from_db()
    assert (application.commune_id, application.departement) == ("16230", "16")


def test_copying_monday_saves_nothing_yet(client, application):
    response = client.post(step_url(application, "hours"), {"mo_1_opens": "8h", "mo_1_closes": "11h", "copy": "1"})
    assert response.status_code == 200 and response.content.decode().count('value="8h"') == 5
    application.refresh_from_db()
    assert application.opening_hours.startswith("Mo-Fr 09:00")


def test_nothing_is_sent_before_every_screen_is_filled_in(client, tree):
    application = begin(client)
    assert client.get(reverse("joining:check", args=[application.token])).status_code == 302
    with pytest.raises(applying.Incomplete):
        applying.send(application.pk)


def test_what_was_sent_no_longer_changes_and_twice_is_once(client, application):
    applying.send(application.pk)
    applying.send(application.pk)
    assert client.post(step_url(application, "organisation"), TYPED["organisation"]).status_code == 302
    application.refresh_from_db()
    assert application.organisation_name != "Centre social du Grand-Pré"
    assert application.moves.count() == 1
    with pytest.raises(applying.NotWritable):
        applying.fill_in(application.pk, "organisation", {"organisation_name": "X", "siret": ""})


def test_a_strangers_mailbox_is_not_flooded(client, tree):
    for _time in range(6):
        begin(client, email="victime@exemple.invalid")
    client.post(reverse("joining:link_again"), {"email": "victime@exemple.invalid"})
    assert Message.objects.filter(recipient="victime@exemple.invalid").count() == 3


def test_the_same_contact_is_not_thanked_without_end(tree, communes):
    for _time in range(6):
        applying.send(RelayApplicationFactory(contact_email="victime@exemple.invalid").pk)
    assert Message.objects.filter(kind="relay_application_received").count() == 3


def test_one_address_may_not_begin_without_end(client, tree):
    answers = [
        client.post(reverse("joining:begin"), {"email": f"a{n}@exemple.invalid"}, REMOTE_ADDR="92.184.105.9").status_code for n in range(12)
    ]
    assert answers.count(302) == 10 and answers[-1] == 429


def test_asking_for_the_link_again_says_the_same_to_everybody(client, application):
    known = client.post(reverse("joining:link_again"), {"email": application.contact_email}).content.decode()
    unknown = client.post(reverse("joining:link_again"), {"email": "personne@exemple.invalid"}).content.decode()
    hidden = re.compile(r'value="[^"]{60,}"')
    assert hidden.sub("", known).replace(application.contact_email, "") == hidden.sub("", unknown).replace("personne@exemple.invalid", "")
    assert Message.objects.filter(recipient=application.contact_email).count() == 1


def test_a_structure_erases_what_it_never_sent(client, application):
    url = reverse("joining:erase", args=[application.token])
    assert client.get(url).status_code == 200 and RelayApplication.objects.exists()
    assert client.post(url).status_code == 302
    assert not RelayApplication.objects.exists()


@pytest.mark.parametrize("token", ["x", "x" * 22, "x" * 500, "é" * 22, "%00"])
def test_a_link_that_opens_nothing_says_how_to_get_another(client, tree, token):
    for address in (f"/relais/candidature/{token}/", f"/relais/candidature/{token}/structure/", f"/relais/candidature/{token}/verifier/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "lien" in response.content.decode()


def test_screens_in_arabic_are_translated_and_run_right_to_left(client, application):
    for name in SCREENS:
        page = client.get("/ar" + step_url(application, name)).content.decode()
        with translation.override("fr"):
            french = str(SCREENS[name].title)
        assert 'dir="rtl"' in page and french not in page


def test_a_screen_costs_a_fixed_number_of_queries(client, application, django_assert_max_num_queries):
    client.get(step_url(application, "hours"))
    for name in SCREENS:
        with django_assert_max_num_queries(8):
            client.get(step_url(application, name))
    with django_assert_max_num_queries(8):
        client.get(application.get_absolute_url())

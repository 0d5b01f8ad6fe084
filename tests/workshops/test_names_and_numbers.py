"""Names with a link or a formula in them, numbers that cost extra, screens by phone: said clearly, nothing lost."""

import pytest
from django.urls import reverse

from catalogue.workshops import reserving
from catalogue.workshops.models import Booking, Participant
from core.tokens import new_token

from .conftest import PHONE


@pytest.fixture
def draft(scene) -> Booking:
    return reserving.start(scene.session.pk, key=new_token(), language="fr")


@pytest.fixture
def who(draft) -> str:
    return reverse("workshops:who", args=[draft.token])


@pytest.mark.parametrize(
    "name",
    [
        "https://gagnez.example/x",
        "www.gagnez.example",
        "gagnez.com",
        "Gagnez.FR maintenant",
        '=HYPERLINK("x")',
        "+1",
        "-2+3",
        "@SUM(A1)",
        "awa@exemple.invalid",
    ],
)
def test_a_name_with_a_link_or_a_formula_is_asked_again_in_words(client, who, name):
    response = client.post(who, {"first_name": name, "phone": PHONE})
    assert response.status_code == 200
    assert "Écrivez seulement le prénom, en lettres, par exemple Awa." in response.content.decode()
    assert response.context["form"]["first_name"].value() == name
    assert Participant.objects.get().first_name == ""


@pytest.mark.parametrize("name", ["فاطمة الزهراء", "🙂", "Jean-Éloi", "J.P.", "M. Comte", "李小龙", "Anne‑Marie", "O’Brien"])
def test_a_name_of_any_script_is_taken(client, who, name):
    assert client.post(who, {"first_name": name, "phone": PHONE}).status_code == 302
    assert Participant.objects.get().first_name == name


@pytest.mark.parametrize("phone", ["08 99 70 00 00", "0891 67 00 00", "+33 8 99 70 00 00", "0825 00 00 00", "+44 909 879 0000"])
def test_a_premium_number_is_refused_with_a_sentence(client, who, phone):
    response = client.post(who, {"first_name": "Awa", "phone": phone})
    assert response.status_code == 200
    assert "Ce numéro est surtaxé." in response.content.decode() and "Awa" in response.content.decode()


def test_a_known_number_is_treated_like_any_other(client, scene, draft, who):
    scene.booked(first_name="Fatima")
    page = client.get(client.post(who, {"first_name": "Awa", "phone": PHONE}).url).content.decode()
    assert "Fatima" not in page
    other = reserving.start(scene.session.pk, key=new_token(), language="fr")
    same = client.get(client.post(reverse("workshops:who", args=[other.token]), {"first_name": "Awa", "phone": "06 39 98 77 77"}).url)
    assert page.count("<dt>") == same.content.decode().count("<dt>")


def test_a_shared_phone_is_noted_only_with_a_phone(client, draft, who):
    client.post(who, {"first_name": "Awa", "phone": PHONE, "phone_is_shared": "on"})
    draft.refresh_from_db()
    assert draft.phone_is_shared
    client.post(who, {"first_name": "Awa", "phone": "", "has_no_phone": "on", "phone_is_shared": "on"})
    draft.refresh_from_db()
    assert not draft.phone_is_shared


def test_every_screen_reads_itself_aloud_and_gives_a_human_to_call(client, scene, draft):
    reserving.describe(draft, first_name="Awa", phone="+33639981234")
    addresses = [reverse("workshops:book", args=[scene.session.pk])]
    addresses += [reverse(f"workshops:{name}", args=[draft.token]) for name in ("who", "check", "cancel")]
    reserving.submit(draft)
    pages = [client.get(address).content.decode() for address in addresses[:1]]
    other = reserving.start(scene.session.pk, key=new_token(), language="fr")
    reserving.describe(other, first_name="Awa", phone="+33639981234")
    pages += [client.get(reverse(f"workshops:{name}", args=[other.token])).content.decode() for name in ("who", "check", "cancel")]
    pages += [client.get(reverse(f"workshops:{name}", args=[draft.token])).content.decode() for name in ("booking", "move", "cancel")]
    for page in pages:
        assert "data-listen" in page and 'class="button plain wide" href="tel:' in page

"""What visitors and helpers ask: to be told, and a paper to print."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda.factories import SessionFactory, in_days
from catalogue.places.factories import StockAlertFactory, StockItemFactory, StockReferralFactory
from catalogue.places.models import StockAlert, StockReferral
from catalogue.places.stock import waiting_line
from catalogue.places.stock.retention import purge_referrals
from catalogue.workshops.factories import WorkshopIndexPageFactory, WorkshopPageFactory
from core.middleware import is_private
from core.models import Message

PHONE = "06 39 98 12 34"


@pytest.fixture
def shelf(place):
    return StockItemFactory(place=place, level="none")


def ask(client, place, **typed):
    return client.post(f"/lieux/alerte/{place.pk}/ordinateur/", {"phone": PHONE, "agrees": "on", **typed})


def read(response) -> str:
    return response.content.decode()


def test_a_visitor_asks_to_be_told_and_gets_a_link_to_stop(client, place, shelf):
    response = ask(client, place, first_name="Awa")
    assert response.url == "/lieux/alerte/notee/"
    alert = StockAlert.objects.get()
    assert (alert.phone, alert.first_name, alert.state, alert.language) == ("+33639981234", "Awa", "waiting", "fr")
    message = Message.objects.get()
    assert f"/lieux/alerte/c/{alert.token}/" in message.body
    assert "Votre demande est en attente" in read(client.get(f"/lieux/alerte/c/{alert.token}/"))


def test_a_known_number_gets_the_same_answer(client, place, shelf):
    answers = [(response.status_code, response.url) for response in (ask(client, place), ask(client, place))]
    assert answers[0] == answers[1]
    assert StockAlert.objects.count() == 1


def test_a_strangers_address_beside_ever_new_numbers_is_one_address(client, place, shelf):
    for kind in ("smartphone", "tablet", "basic_phone", "sim_card", "top_up"):
        StockItemFactory(place=place, kind=kind, level="none")
    for number in range(12):
        waiting_line.ask(place, "laptop", phone=f"+3363998{number:04d}", email="Marie@exemple.invalid")
    assert StockAlert.objects.count() == 1
    elsewhere = StockItemFactory(place__name="Ailleurs", level="none").place
    for kind in ("smartphone", "tablet", "basic_phone", "sim_card", "top_up"):
        waiting_line.ask(place, kind, phone=f"+33639981{len(kind):03d}", email="marie@exemple.invalid")
    assert waiting_line.ask(elsewhere, "laptop", phone="+33639989999", email="marie@exemple.invalid") is None
    assert StockAlert.objects.count() == waiting_line.ALIVE_FOR_ONE


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"phone": ""}, "phone"),
        ({"phone": "12"}, "phone"),
        ({"phone": "", "email": "x"}, "email"),
        ({"agrees": ""}, "agrees"),
        ({"first_name": "x" * 10000}, "first_name"),
        ({"first_name": "a\x00b"}, "first_name"),
    ],
)
def test_a_mistake_gets_a_sentence_beside_its_field(client, place, shelf, typed, field):
    response = ask(client, place, **typed)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert not StockAlert.objects.exists()


def test_a_get_changes_nothing_and_a_post_stops(client, place, shelf):
    alert = StockAlertFactory(place=place)
    address = f"/lieux/alerte/c/{alert.token}/"
    client.get(address)
    alert.refresh_from_db()
    assert alert.is_alive
    for _press in range(2):
        text = read(client.post(address, follow=True))
        assert "C’est arrêté" in text
    alert.refresh_from_db()
    assert (alert.state, alert.phone) == ("stopped", "")


def test_whose_turn_it_is_gets_an_appointment_at_that_place(client, place, shelf, tree):
    index = WorkshopIndexPageFactory(parent=tree.home["fr"])
    permanence = WorkshopPageFactory(parent=index, title="Permanence", slug="permanence", format="individual")
    session = SessionFactory(offer=permanence, place=place, starts_at=in_days(3), capacity=1)
    alert = StockAlertFactory(place=place, state="offered", offered_until=timezone.now() + timedelta(days=2))
    text = read(client.get(f"/lieux/alerte/c/{alert.token}/"))
    assert f"/reserver/{session.pk}/" in text
    assert "Votre tour est gardé jusqu’au" in text
    waiting = StockAlertFactory(place=place, phone="+33639980002")
    assert f"/reserver/{session.pk}/" not in read(client.get(f"/lieux/alerte/c/{waiting.token}/"))


def test_without_a_free_permanence_there_is_a_number_to_call(client, place, shelf):
    alert = StockAlertFactory(place=place, state="offered", offered_until=timezone.now() + timedelta(days=2))
    assert "tel:+33465710000" in read(client.get(f"/lieux/alerte/c/{alert.token}/"))


@pytest.mark.parametrize("token", ["x", "x" * 22, "é" * 22, "0" * 400])
def test_a_forged_link_is_a_page_that_says_what_to_do(client, tree, token):
    for address in (f"/lieux/alerte/c/{token}/", f"/lieux/orientation/{token}/"):
        response = client.get(address)
        assert response.status_code == 404
        assert "button" in read(response)


def test_a_kind_that_is_not_sold_there_leads_elsewhere(client, place):
    response = ask(client, place)
    assert response.status_code == 404
    assert "/s-equiper/" in read(response)
    assert client.get("/lieux/alerte/999999999999999999/ordinateur/").status_code == 404
    assert client.get(f"/lieux/alerte/{place.pk}/voiture/").status_code == 404


def test_a_loop_is_slowed_down(client, place, shelf):
    for _press in range(30):
        client.post(f"/lieux/alerte/{place.pk}/ordinateur/", {"phone": "bad"}, REMOTE_ADDR="93.184.216.34")
    response = client.post(f"/lieux/alerte/{place.pk}/ordinateur/", {"phone": PHONE, "agrees": "on"}, REMOTE_ADDR="93.184.216.34")
    assert response.status_code == 429
    assert not StockAlert.objects.exists()


def referral(client, place, **typed):
    given = {
        "kind": "laptop",
        "structure": "Mairie",
        "helper_name": "Hélène Roux",
        "helper_phone": "04 65 71 00 99",
        "initials": "A. T.",
        "key": "r" * 22,
    }
    return client.post(f"/lieux/orienter/{place.pk}/", {**given, **typed})


def test_a_helper_prints_a_referral_with_a_square_a_number_and_an_end(client, place, shelf):
    response = referral(client, place)
    made = StockReferral.objects.get()
    assert response.url == f"/lieux/orientation/{made.token}/"
    text = read(client.get(response.url))
    for said in ("<svg", made.number, "A. T.", "Mairie", "Valable jusqu’au", "04 65 71 00 99"):
        assert said in text, said
    assert "style=" not in text[text.index("<main") : text.index("</main>")]
    assert timedelta(days=29) < made.expires_at - made.created_at <= timedelta(days=31)


def test_pressing_twice_makes_one_referral(client, place, shelf):
    assert referral(client, place).url == referral(client, place).url
    assert StockReferral.objects.count() == 1


@pytest.mark.parametrize("initials", ["Aminata Traoré", "123", "", "ABCD", "😀", "x" * 9999])
def test_only_initials_are_taken(client, place, shelf, initials):
    response = referral(client, place, initials=initials)
    assert response.status_code == 200
    assert "initials" in response.context["form"].errors
    assert not StockReferral.objects.exists()


def test_only_kinds_of_the_place_are_offered(client, place, shelf):
    response = referral(client, place, kind="top_up")
    assert "kind" in response.context["form"].errors


def test_names_leave_a_referral_the_day_after_it_was_seen_or_when_it_is_over(place):
    now = timezone.now()
    seen = StockReferralFactory(place=place, seen_at=now - timedelta(days=1))
    over = StockReferralFactory(place=place, expires_at=now)
    kept = StockReferralFactory(place=place, seen_at=now)
    assert purge_referrals(now) == 2
    for one in (seen, over):
        one.refresh_from_db()
        assert (one.helper_name, one.helper_phone, one.initials, one.structure) == ("", "", "", "Centre social des Tilleuls")
    kept.refresh_from_db()
    assert kept.initials == "A. T."


def test_a_used_referral_shows_nobody(client, place):
    used = StockReferralFactory(place=place, seen_at=timezone.now())
    text = read(client.get(f"/lieux/orientation/{used.token}/"))
    assert "Cette orientation a servi" in text
    assert "A. T." not in text
    assert "Hélène" not in text


def test_the_place_is_chosen_near_a_town(client, place):
    from catalogue.places.factories import CommuneFactory

    CommuneFactory(code="38185", name="Grenoble", lat=45.1867, lon=5.7363, postcodes=["38000"])
    StockItemFactory(place=place)
    assert f"/lieux/orienter/{place.pk}/" in read(client.get("/lieux/orienter/", {"near": "38000"}))
    assert client.get("/lieux/orienter/", {"near": "zz" * 500}).status_code == 200


def test_personal_addresses_are_private():
    for address in ("/lieux/alerte/c/x/", "/ar/lieux/orientation/x/", "/lieux/stock/1/", "/en/lieux/orienter/1/"):
        assert is_private(address)
    assert not is_private("/lieux/12-nom/")
    assert not is_private("/s-equiper/")

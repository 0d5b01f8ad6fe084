"""Booking, screen by screen, as a visitor without JavaScript."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats, sessions
from catalogue.agenda.errors import SessionClosed
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.agenda.why_closed import REFUSALS
from catalogue.workshops import reserving
from catalogue.workshops.models import Booking
from catalogue.workshops.views.screens import trouble
from core.models import Message
from core.tokens import new_token

from .conftest import PHONE

pytestmark = pytest.mark.both

GOOD = {"first_name": "Awa", "phone": PHONE}


def hold(client, session, **extra):
    """Press the button of the first screen; returns the response."""
    key = client.get(reverse("workshops:book", args=[session.pk])).context["key"]
    return client.post(reverse("workshops:book", args=[session.pk]), {"key": key, **extra})


def draft(client, session) -> Booking:
    hold(client, session)
    return Booking.objects.latest("pk")


def url(name: str, booking: Booking) -> str:
    return reverse(f"workshops:{name}", args=[booking.token])


def text_of(response) -> str:
    return response.content.decode()


def test_a_first_name_and_a_phone_are_enough(client, scene):
    screen = client.get(reverse("workshops:book", args=[scene.session.pk]))
    assert screen.status_code == 200
    assert "Premiers pas avec mon téléphone" in text_of(screen)
    held = client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": screen.context["key"]})
    booking = Booking.objects.get()
    assert held.url == url("who", booking)
    assert Seat.objects.get().state == SeatState.HELD
    assert client.get(held.url).status_code == 200
    told = client.post(held.url, GOOD)
    assert told.url == url("check", booking)
    checked = text_of(client.get(told.url))
    assert "Awa" in checked and PHONE in checked.replace("\xa0", " ")
    done = client.post(told.url)
    assert done.url == url("booking", booking)
    page = client.get(done.url)
    assert "Awa" in text_of(page) and "12 rue des Lilas" in text_of(page) and booking.reference in text_of(page)
    assert Seat.objects.get().state == SeatState.CONFIRMED
    assert Message.objects.get().kind == "booking_confirmed"


def test_looking_at_a_screen_holds_nothing(client, scene):
    client.get(reverse("workshops:book", args=[scene.session.pk]))
    assert not Seat.objects.exists() and not Booking.objects.exists()


def test_a_double_click_on_the_first_screen_makes_one_booking(client, scene):
    key = new_token()
    for _click in range(2):
        client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": key})
    assert Booking.objects.count() == Seat.objects.count() == 1


def test_a_double_click_on_the_last_screen_books_once_and_writes_once(client, scene):
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    first, second = client.post(url("check", booking)), client.post(url("check", booking))
    assert first.url == second.url == url("booking", booking)
    assert Seat.objects.count() == Message.objects.count() == 1


def test_going_back_to_the_first_screen_keeps_the_same_seat(client, scene):
    key = new_token()
    first = client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": key})
    client.post(first.url, GOOD)
    again = client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": key})
    assert again.url == first.url
    assert 'value="Awa"' in text_of(client.get(again.url))


def test_a_key_of_a_booking_given_up_opens_a_new_one(client, scene):
    key = new_token()
    client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": key})
    booking = Booking.objects.get()
    client.post(url("who", booking), GOOD)
    client.post(url("check", booking))
    client.post(url("cancel", booking))
    client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": key})
    assert Booking.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "x" * 10_000, "\x00", "🙂" * 22])
def test_a_forged_key_is_replaced(client, scene, key):
    assert client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": key}).status_code == 302
    assert Booking.objects.count() == 1


@pytest.mark.parametrize(
    ("phone", "kept"),
    [
        ("04 65 71 00 00", "+33465710000"),
        ("0639981234", "+33639981234"),
        ("+33 6 39 98 12 34", "+33639981234"),
        ("+44 20 7946 0018", "+442079460018"),
        ("0692 12 34 56", "+262692123456"),
    ],
)
def test_landlines_foreign_and_overseas_numbers_are_taken(client, scene, phone, kept):
    booking = draft(client, scene.session)
    assert client.post(url("who", booking), {"first_name": "Awa", "phone": phone}).url == url("check", booking)
    booking.refresh_from_db()
    assert booking.phone == kept


@pytest.mark.parametrize("phone", ["", "06 39 98 12", "abc", "0" * 10_000, "06\x0039981234", "🙂", "+", "12345678901234567890"])
def test_a_number_that_is_none_gets_an_example_and_what_was_typed_stays(client, scene, phone):
    booking = draft(client, scene.session)
    response = client.post(url("who", booking), {"first_name": "Awa", "phone": phone, "email": "awa@exemple.invalid"})
    assert response.status_code == 200
    page = text_of(response)
    assert 'value="Awa"' in page and "awa@exemple.invalid" in page
    assert response.context["form"].errors["phone"]
    if phone in ("", "abc", "06 39 98 12"):
        assert "06 39 98 12 34" in str(response.context["form"].errors["phone"])
    if phone.isdigit() and len(phone) < 100:
        assert phone in page


def test_without_a_phone_one_books_too(client, scene):
    booking = draft(client, scene.session)
    client.post(url("who", booking), {"first_name": "Jean", "has_no_phone": "on", "phone": "06 39"})
    client.post(url("check", booking))
    booking.refresh_from_db()
    assert booking.submitted_at and booking.phone == "" and booking.has_no_phone
    assert client.get(url("booking", booking)).status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("name", ["فاطمة الزهراء", "🙂", "Jean-Éloi d’Ornano", "李小龙", "O'Brien <b>"])
def test_names_of_all_scripts_are_kept_as_they_are(client, scene, name):
    booking = draft(client, scene.session)
    client.post(url("who", booking), {**GOOD, "first_name": name})
    assert booking.participants.get().first_name == name
    assert "<b>" not in text_of(client.get(url("check", booking)))


@pytest.mark.parametrize("name", ["", "   ", "a" * 61, "a" * 10_000, "Awa\x00"])
def test_a_name_that_cannot_be_gets_a_sentence(client, scene, name):
    booking = draft(client, scene.session)
    response = client.post(url("who", booking), {**GOOD, "first_name": name})
    assert response.status_code == 200 and response.context["form"].errors["first_name"]
    if len(name) == 61:
        assert name in text_of(response)
    assert PHONE in text_of(response)


def test_below_the_minimum_age_an_adult_is_asked(client, scene):
    scene.workshop.minimum_age = 16
    scene.workshop.save_revision().publish()
    booking = draft(client, scene.session)
    response = client.post(url("who", booking), {**GOOD, "under_age": "on"})
    assert {"adult_name", "adult_phone"} <= set(response.context["form"].errors)
    client.post(url("who", booking), {**GOOD, "under_age": "on", "adult_name": "Nadia", "adult_phone": "04 65 71 00 00"})
    person = booking.participants.get()
    assert person.is_under_age and person.adult_phone == "+33465710000"


def test_an_adult_typed_for_somebody_old_enough_is_neither_checked_nor_kept(client, scene):
    scene.workshop.minimum_age = 16
    scene.workshop.save_revision().publish()
    booking = draft(client, scene.session)
    response = client.post(url("who", booking), {**GOOD, "adult_name": "N" * 99, "adult_phone": "12"})
    assert response.status_code == 302
    person = booking.participants.get()
    assert not person.is_under_age and (person.adult_name, person.adult_phone) == ("", "")


def test_without_a_minimum_age_nothing_is_asked_about_age(client, scene):
    booking = draft(client, scene.session)
    assert "adult_name" not in text_of(client.get(url("who", booking)))


def test_keeping_the_seat_longer_loses_nothing_that_was_typed(client, scene):
    booking = draft(client, scene.session)
    Seat.objects.update(held_until=timezone.now() + timedelta(minutes=2))
    response = client.post(url("who", booking), {"first_name": "Fatima", "phone": "06 3", "keep": "1"})
    page = text_of(response)
    assert response.status_code == 200 and 'value="Fatima"' in page and 'value="06 3"' in page
    assert Seat.objects.get().held_until > timezone.now() + timedelta(minutes=18)


def test_a_lapsed_hold_is_taken_again_while_a_seat_is_free(client, scene):
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    Seat.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    seats.sweep(timezone.now())
    assert "Awa" in text_of(client.get(url("check", booking)))
    assert client.post(url("check", booking)).url == url("booking", booking)
    assert Seat.objects.filter(state=SeatState.CONFIRMED).count() == 1


def test_a_lapsed_hold_is_kept_again_from_the_last_screen(client, scene):
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    Seat.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    assert client.post(url("keep", booking)).url == url("check", booking)
    assert Seat.objects.taking_room().count() == 1


def test_a_seat_is_kept_by_one_press_as_often_as_needed(client, scene):
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    Booking.objects.update(created_at=timezone.now() - timedelta(hours=5))
    for _again in range(3):
        Seat.objects.update(held_until=timezone.now() + timedelta(seconds=5))
        assert client.post(url("keep", booking)).url == url("check", booking)
        assert Seat.objects.get().held_until > timezone.now() + timedelta(minutes=19)


def full(session: Session) -> None:
    seats.reserve(session.pk, key=new_token(), count=session.capacity)


def test_a_full_session_offers_the_waiting_list_and_the_same_workshop_later(client, scene):
    later = scene.another(capacity=5)
    full(scene.session)
    response = client.get(reverse("workshops:book", args=[scene.session.pk]))
    shown = text_of(response)
    assert response.status_code == 200 and shown.index("avec des places") < shown.index("attendre une place ici")
    assert [card.pk for card in response.context["others"]] == [later.pk]
    scene.session.has_waiting_list = False
    scene.session.save()
    response = client.get(reverse("workshops:book", args=[scene.session.pk]))
    assert response.status_code == 409
    assert [card.pk for card in response.context["others"]] == [later.pk]
    assert response.context["others_are_same"]


def test_a_session_filled_between_two_screens_keeps_what_was_typed(client, scene):
    later = scene.another(capacity=5)
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    Seat.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    full(scene.session)
    response = client.post(url("check", booking))
    assert response.status_code == 409 and response.context["reason"] == "full" and response.context["can_wait"]
    moved = client.post(url("change", booking), {"session": later.pk})
    assert moved.url == url("check", booking)
    assert "Awa" in text_of(client.get(moved.url))
    client.post(moved.url)
    assert Seat.objects.get(session=later).state == SeatState.CONFIRMED


def test_one_waits_instead_with_what_was_typed(client, scene):
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    Seat.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    full(scene.session)
    client.post(url("change", booking), {"waits": "1"})
    client.post(url("check", booking))
    page = client.get(url("booking", booking))
    assert page.context["position"] == 1
    assert Message.objects.get().kind == "waiting_joined"


def test_a_session_cancelled_between_two_screens_says_so(client, scene):
    booking = draft(client, scene.session)
    sessions.cancel_session(scene.session.pk, "Panne de chauffage")
    for name in ("who", "check"):
        response = client.get(url(name, booking))
        assert response.status_code == 409 and "Panne de chauffage" in text_of(response)
    assert client.post(url("check", booking)).status_code == 409


def test_a_session_deleted_between_two_screens_says_so_and_keeps_what_was_typed(client, scene):
    later = scene.another()
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    Seat.objects.filter(session=scene.session).delete()
    scene.session.delete()
    response = client.post(url("check", booking))
    assert response.status_code == 404 and [card.pk for card in response.context["others"]] == [later.pk]
    client.post(url("change", booking), {"session": later.pk})
    client.post(url("check", booking))
    assert Seat.objects.get(session=later).state == SeatState.CONFIRMED


def test_a_session_that_is_over_cannot_be_booked(client, scene):
    booking = draft(client, scene.session)
    Session.objects.update(starts_at=timezone.now() - timedelta(hours=4), ends_at=timezone.now() - timedelta(hours=2))
    assert client.get(reverse("workshops:book", args=[scene.session.pk])).status_code == 409
    assert client.post(reverse("workshops:book", args=[scene.session.pk]), {"key": new_token()}).status_code == 409
    response = client.post(url("check", booking))
    assert response.status_code == 409 and response.context["reason"] == "past"


@pytest.mark.parametrize("reason", REFUSALS)
def test_every_reason_not_to_book_has_its_sentence(rf, scene, reason):
    answer = trouble(rf.get("/reserver/1/"), SessionClosed(reason))
    assert answer.status_code in (404, 409)
    assert "<h1></h1>" not in answer.content.decode()


@pytest.mark.parametrize("session_id", ["0", "999999", "9" * 30])
def test_a_session_that_never_was_gets_a_page_with_a_next_step(client, scene, session_id):
    for response in (client.get(f"/reserver/{session_id}/"), client.post(f"/reserver/{session_id}/", {"key": new_token()})):
        assert response.status_code == 404
        assert "/ateliers/" in text_of(response)


@pytest.mark.parametrize("token", ["x", "A" * 22, "é" * 22, "a" * 3000])
def test_a_stale_or_forged_token_gets_a_friendly_page(client, scene, token):
    for name in ("booking", "who", "check", "cancel", "calendar", "slip"):
        response = client.get(reverse(f"workshops:{name}", args=[token]))
        assert response.status_code == 404
        assert reverse("workshops:find") in text_of(response)


@pytest.mark.parametrize("chosen", ["", "abc", "-1", "9" * 40, "999999"])
def test_changing_to_a_session_that_is_none_keeps_the_draft(client, scene, chosen):
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    assert client.post(url("change", booking), {"session": chosen}).status_code == 404
    assert client.post(url("check", booking)).url == url("booking", booking)


def test_stopping_erases_what_was_typed_and_frees_the_seat(client, scene):
    booking = draft(client, scene.session)
    client.post(url("who", booking), GOOD)
    assert client.get(url("cancel", booking)).status_code == 200
    client.post(url("cancel", booking))
    assert not Booking.objects.exists()
    assert not Seat.objects.taking_room().exists()


def test_personal_pages_are_never_cached_and_leak_no_referrer(client, scene):
    booking = draft(client, scene.session)
    for address in (reverse("workshops:book", args=[scene.session.pk]), url("who", booking)):
        response = client.get(address)
        assert "no-store" in response["Cache-Control"] and response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(("language", "prefix"), [("fr", ""), ("en", "/en"), ("ar", "/ar")])
def test_the_whole_journey_stays_in_its_language(client, scene, arabic, language, prefix):
    address = f"{prefix}/reserver/{scene.session.pk}/"
    screen = client.get(address)
    assert f'lang="{language}"' in text_of(screen)
    who = client.post(address, {"key": screen.context["key"]}).url
    assert who.startswith(f"{prefix}/reserver/r/")
    reason = {"fr": "Pour vous accueillir.", "en": "To welcome you.", "ar": "لنستقبلكم."}
    assert reason[language] in text_of(client.get(who))
    check = client.post(who, GOOD).url
    done = client.post(check).url
    page = text_of(client.get(done))
    assert f'lang="{language}"' in page
    assert Message.objects.get().language == language
    if language == "ar":
        assert "خطواتي الأولى مع هاتفي" in page and "هاتفكم إن كان لديكم" in page


def test_no_form_works_without_its_csrf_token(scene, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse("workshops:book", args=[scene.session.pk]), {"key": new_token()}).status_code == 403
    assert not Seat.objects.exists()


def test_starting_again_with_the_same_key_at_another_session_makes_another_draft(scene):
    other = scene.another()
    key = new_token()
    first = reserving.start(scene.session.pk, key=key, language="fr")
    second = reserving.start(other.pk, key=key, language="fr")
    assert first.pk != second.pk and second.session == other

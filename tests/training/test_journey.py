"""Register a team in three screens, and everything that can happen between them."""

from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionReserved
from catalogue.agenda.factories import SeatFactory, SessionFactory
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.agenda.sessions import cancel_session
from catalogue.training import change_seats, register
from catalogue.training.factories import CoursePageFactory
from catalogue.training.models import Registration, RegistrationState
from core.models import Message, Organisation, SiteSettings
from core.tokens import new_token

from .conftest import CONTACT, TEAM

pytestmark = pytest.mark.django_db


def start_url(session):
    return reverse("training:start", args=[session.pk])


def begin(client, session, key=None, **changes):
    response = client.post(start_url(session), TEAM | {"key": key or new_token()} | changes)
    assert response.status_code == 302, response.context["form"].errors
    return Registration.objects.latest("pk")


def fill(client, registration, **changes):
    return client.post(reverse("training:contact", args=[registration.token]), CONTACT | changes)


def send(client, registration):
    return client.post(reverse("training:check", args=[registration.token]))


def in_state(session, state):
    return Seat.objects.filter(session=session, state=state).count()


@pytest.mark.both
def test_a_team_is_registered_in_three_screens(client, session):
    page = client.get(start_url(session)).content.decode()
    assert "Inscrire mon équipe" in page and "Repérer et orienter" in page
    registration = begin(client, session)
    assert in_state(session, SeatState.HELD) == 3
    response = fill(client, registration)
    assert response.url == reverse("training:check", args=[registration.token])
    check = client.get(response.url).content.decode()
    for typed in ("Centre social du Fleuve", "732 829 320 00074", "Hélène Marchand", "05 36 49 12 34"):
        assert typed in check
    response = send(client, registration)
    assert response.url == registration.get_absolute_url()
    page = client.get(response.url).content.decode()
    assert "Votre équipe est inscrite" in page and "3 places confirmées" in page
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED
    assert in_state(session, SeatState.CONFIRMED) == 3 and registration.trainees.count() == 3
    assert registration.organisation.siret == "73282932000074"
    message = Message.objects.get(kind="registration_confirmed")
    assert message.recipient == "helene@exemple.invalid" and registration.get_absolute_url() in message.body


def test_the_team_is_told_at_the_contact_address_of_the_site(client, session, tree):
    SiteSettings.objects.update_or_create(site=tree.site, defaults={"contact_email": "formation@exemple.invalid"})
    registration = begin(client, session)
    fill(client, registration)
    send(client, registration)
    notice = Message.objects.get(kind="registration_team_notice")
    assert notice.recipient == "formation@exemple.invalid" and "Centre social du Fleuve" in notice.body


def test_a_double_click_on_the_first_screen_is_one_request(client, session):
    key = new_token()
    first, second = begin(client, session, key=key), begin(client, session, key=key)
    assert first == second and in_state(session, SeatState.HELD) == 3


def test_a_double_click_on_the_last_screen_is_one_registration(client, session):
    registration = begin(client, session)
    fill(client, registration)
    assert send(client, registration).url == send(client, registration).url
    assert in_state(session, SeatState.CONFIRMED) == 3
    assert Message.objects.filter(kind="registration_confirmed").count() == 1


def test_a_key_stolen_from_another_session_opens_nothing(client, session):
    key = new_token()
    begin(client, session, key=key)
    other = SessionFactory(offer=session.offer)
    response = client.post(start_url(other), TEAM | {"key": key})
    assert response.status_code == 302
    assert Registration.objects.latest("pk").session == other


WRONG_TEAM = [
    ("seat_count", "", ""),
    ("seat_count", "0", "1"),
    ("seat_count", "deux", ""),
    ("seat_count", "99999999999999999999", "12"),
    ("seat_count", "1\x00", ""),
    ("seat_count", "13", "12 personnes au plus"),
    ("organisation_name", "", ""),
    ("organisation_name", "   ", ""),
    ("organisation_name", "x" * 10_000, "200"),
    ("organisation_name", "a\x00b", ""),
    ("siret", "", ""),
    ("siret", "732 829 320 00075", "Relisez-les"),
    ("siret", "73282932", "14 chiffres"),
    ("siret", "7" * 10_000, ""),
    ("siret", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤", "14 chiffres"),
    ("postcode", "ABCDE", "5 chiffres"),
    ("postcode", "160000", "5 chiffres"),
    ("city", "", ""),
    ("address", "", ""),
]


def test_a_mistake_on_the_first_screen_gets_a_sentence_and_keeps_what_was_typed(client, session):
    for field, value, words in WRONG_TEAM:
        response = client.post(start_url(session), TEAM | {field: value, "key": new_token()})
        assert response.status_code == 200, (field, value)
        errors = response.context["form"].errors
        assert list(errors) == [field] and words in errors[field][0], (field, value)
        assert errors[field][0] in unescape(response.content.decode())
        assert "Angoulême" in response.content.decode() or field == "city"
    assert in_state(session, SeatState.HELD) == 0 and not Registration.objects.exists()


@pytest.mark.parametrize("name", ["مركز اجتماعي", "Maison 🙂 des aidants", "L’Œuvre d’Éloïse & <b>Cie</b>"])
def test_any_name_is_taken_as_it_is_written(client, session, name):
    registration = begin(client, session, organisation_name=name)
    assert registration.organisation_name == name
    fill(client, registration, contact_name=name)
    assert client.get(reverse("training:check", args=[registration.token])).status_code == 200
    assert send(client, registration).status_code == 302


@pytest.mark.parametrize("typed", ["73282932000074", "732 829 320 00074", "732\u00a0829\u00a0320\u00a000074", " 732.829.320.00074 "])
def test_a_siret_is_read_however_it_is_spaced(client, session, typed):
    assert begin(client, session, siret=typed).siret == "73282932000074"


WRONG_CONTACT = [
    ("contact_name", ""),
    ("contact_name", "x" * 10_000),
    ("contact_email", "helene"),
    ("contact_email", "a" * 300 + "@exemple.invalid"),
    ("contact_phone", "12"),
    ("contact_phone", "+999999999999999"),
    ("contact_phone", "06\x00"),
    ("funder_kind", "someone"),
    ("funder_kind", ""),
    ("signatory_email", "x@"),
]


def test_a_mistake_on_the_second_screen_gets_a_sentence_and_keeps_what_was_typed(client, session):
    registration = begin(client, session)
    for field, value in WRONG_CONTACT:
        response = fill(client, registration, **{field: value})
        assert response.status_code == 200 and field in response.context["form"].errors, (field, value)
        assert "05 36 49 12 34" in response.content.decode() or field == "contact_phone"


def test_an_opco_is_asked_by_name_and_a_signatory_too(client, session):
    registration = begin(client, session)
    assert list(fill(client, registration, funder_kind="opco").context["form"].errors) == ["funder_name"]
    assert list(fill(client, registration, signatory_email="s@exemple.invalid").context["form"].errors) == ["signatory_name"]


def test_more_seats_than_are_free_are_refused_with_how_many_are_left(client, session):
    SeatFactory.create_batch(10, session=session)
    response = client.post(start_url(session), TEAM | {"key": new_token()})
    assert "2" in response.context["form"].errors["seat_count"][0]
    assert 'name="waits"' in response.content.decode()
    assert in_state(session, SeatState.HELD) == 0


@pytest.mark.both
def test_two_organisations_racing_for_the_last_seats_cannot_oversell(client, session):
    SeatFactory.create_batch(8, session=session)
    first = begin(client, session, seat_count="3")
    second = begin(client, session, seat_count="1")
    refused = client.post(start_url(session), TEAM | {"key": new_token(), "seat_count": "1"})
    assert refused.status_code == 200 and "seat_count" in refused.context["form"].errors
    for registration in (first, second):
        fill(client, registration)
        assert send(client, registration).status_code == 302
    assert in_state(session, SeatState.CONFIRMED) == 12


def test_a_hold_that_lapsed_is_taken_again_while_seats_are_free(client, session):
    registration = begin(client, session)
    Seat.objects.filter(session=session).update(held_until=timezone.now() - timezone.timedelta(minutes=1))
    seats.sweep(timezone.now())
    fill(client, registration)
    assert send(client, registration).status_code == 302
    assert in_state(session, SeatState.CONFIRMED) == 3


def test_when_others_took_the_seats_meanwhile_the_request_is_kept_and_can_wait(client, session):
    registration = begin(client, session)
    fill(client, registration)
    Seat.objects.filter(session=session).update(held_until=timezone.now() - timezone.timedelta(minutes=1))
    seats.reserve(session.pk, key="others", count=10)
    response = send(client, registration)
    page = response.content.decode()
    assert response.status_code == 200 and "Il ne reste que 2 places" in page
    assert in_state(session, SeatState.CONFIRMED) == 10
    response = client.post(reverse("training:team", args=[registration.token]), TEAM | {"waits": "1"})
    assert response.url == reverse("training:check", args=[registration.token])
    assert send(client, registration).status_code == 302
    page = client.get(registration.get_absolute_url()).content.decode()
    assert "place" in page
    registration.refresh_from_db()
    assert registration.was_sent and registration.state == RegistrationState.DRAFT
    assert Message.objects.filter(kind="registration_waiting").exists()


def test_the_number_of_seats_can_be_corrected_before_sending(client, session):
    registration = begin(client, session)
    fill(client, registration)
    url = reverse("training:team", args=[registration.token])
    assert "Centre social du Fleuve" in client.get(url).content.decode()
    client.post(url, TEAM | {"seat_count": "5"})
    assert in_state(session, SeatState.HELD) == 5
    client.post(url, TEAM | {"seat_count": "2"})
    assert in_state(session, SeatState.HELD) == 2
    send(client, registration)
    assert in_state(session, SeatState.CONFIRMED) == 2


@pytest.mark.both
def test_a_team_joins_the_waiting_list_of_a_full_session_and_takes_the_seats_offered(client, session):
    taken = SeatFactory.create_batch(12, session=session)
    page = client.get(start_url(session)).content.decode()
    assert "Cette session est complète" in page
    registration = begin(client, session, waits="1", seat_count="2")
    assert in_state(session, SeatState.HELD) == 0
    fill(client, registration)
    send(client, registration)
    assert "Votre équipe est sur la liste d’attente" in client.get(registration.get_absolute_url()).content.decode()
    seats.cancel([taken[0].pk, taken[1].pk])
    assert Message.objects.filter(kind="registration_offered").exists()
    assert "2 places" in client.get(registration.get_absolute_url()).content.decode()
    client.post(reverse("training:accept", args=[registration.token]))
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CONFIRMED and in_state(session, SeatState.CONFIRMED) == 12
    assert Message.objects.filter(kind="registration_confirmed").count() == 1


@pytest.mark.parametrize("what", ["cancelled", "past", "unpublished"])
@pytest.mark.parametrize("screen", ["start", "contact", "check"])
def test_a_session_that_ends_between_two_screens_offers_another_date(client, session, course, what, screen):
    other = SessionFactory(offer=course)
    registration = begin(client, session)
    fill(client, registration)
    if what == "cancelled":
        cancel_session(session.pk, "Formatrice malade")
    elif what == "past":
        type(session).objects.filter(pk=session.pk).update(starts_at=timezone.now() - timezone.timedelta(hours=1))
    else:
        course.unpublish()
        other_course = CoursePageFactory(parent=course.get_parent())
        other = SessionFactory(offer=other_course)
    url = start_url(session) if screen == "start" else reverse(f"training:{screen}", args=[registration.token])
    data = {"start": TEAM, "contact": CONTACT, "check": {}}[screen]
    response = client.post(url, data)
    if what == "unpublished" and screen == "contact":
        assert response.status_code == 302  # nothing is lost; the last screen says it
        return
    assert response.status_code in (200, 404)
    assert start_url(other) in response.content.decode()
    assert in_state(session, SeatState.CONFIRMED) == 0


@pytest.mark.parametrize("number", [0, 999, 10**30])
def test_a_session_that_is_not_there_is_a_clear_page(client, course, number):
    for response in (client.get(f"/inscription/{number}/"), client.post(f"/inscription/{number}/", TEAM)):
        assert response.status_code == 404 and "Voir toutes les formations" in response.content.decode()


def test_a_workshop_is_no_course(client, tree):
    assert client.get(start_url(SessionFactory())).status_code == 404


def test_a_forged_token_opens_nothing(client, course):
    for token in ("x", "a" * 22, "é" * 22, "a" * 5000, "%00"):
        for name in ("registration", "contact", "check", "team", "cancel", "accept"):
            url = reverse(f"training:{name}", args=["TOKEN"]).replace("TOKEN", token)
            response = client.post(url, {}) if name != "registration" else client.get(url)
            assert response.status_code == 404, (token, name)


def test_a_known_organisation_is_reused_and_neither_shown_nor_changed(client, session):
    known = Organisation.objects.create(name="Nom secret", siret="73282932000074", address="1 rue cachée", email="a@exemple.invalid")
    registration = begin(client, session)
    fill(client, registration)
    page = client.get(reverse("training:check", args=[registration.token])).content.decode()
    assert "Nom secret" not in page and "rue cachée" not in page
    send(client, registration)
    registration.refresh_from_db()
    known.refresh_from_db()
    assert registration.organisation == known and known.name == "Nom secret"
    assert registration.organisation_name == "Centre social du Fleuve"
    assert "Nom secret" not in client.get(registration.get_absolute_url()).content.decode()


def test_cancelling_asks_first_and_frees_the_seats(client, session, registered):
    registration = registered(session)
    url = reverse("training:cancel", args=[registration.token])
    assert "Annuler cette inscription" in client.get(url).content.decode()
    assert in_state(session, SeatState.CONFIRMED) == 3
    assert client.post(url).url == registration.get_absolute_url()
    assert client.post(url).status_code == 302
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED and in_state(session, SeatState.CONFIRMED) == 0
    assert Message.objects.filter(kind="registration_cancelled").count() == 1
    assert "Cette inscription est annulée" in client.get(registration.get_absolute_url()).content.decode()


def test_personal_screens_are_kept_by_nobody(client, session, registered):
    response = client.get(registered(session).get_absolute_url())
    assert "no-store" in response["Cache-Control"] and response["Referrer-Policy"] == "same-origin"
    assert "noindex" in response.content.decode()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_journey_speaks_the_language_of_its_address(client, session, language):
    response = client.post(f"/{language}/inscription/{session.pk}/", TEAM | {"key": new_token()})
    registration = Registration.objects.get()
    assert response.url.startswith(f"/{language}/") and registration.language == language
    client.post(response.url, CONTACT)
    response = client.post(f"/{language}/inscription/r/{registration.token}/verifier/")
    message = Message.objects.get(kind="registration_confirmed")
    assert message.language == language and f"/{language}/inscription/r/" in message.body


def test_screens_run_few_queries(client, session, registered, django_assert_max_num_queries):
    registration = registered(session)
    client.get(start_url(session))
    with django_assert_max_num_queries(15):
        client.get(start_url(session))
    with django_assert_max_num_queries(15):
        client.get(registration.get_absolute_url())


def test_a_loop_from_one_address_does_not_hold_every_seat(client, session, monkeypatch):
    monkeypatch.setattr("catalogue.training.views.journey.REQUESTS_FROM_ONE_ADDRESS", 1)
    address = f"/inscription/{session.pk}/"
    answers = [client.post(address, TEAM | {"key": new_token()}, REMOTE_ADDR="8.8.8.8") for _again in range(2)]
    assert [answer.status_code for answer in answers] == [302, 429]
    assert "quelques minutes" in answers[1].content.decode()
    assert session.seats.count() == 3


@pytest.fixture
def reserved(session):
    session.reserved_to = Organisation.objects.create(name="CCAS de Grenoble")
    session.save()
    return session


@pytest.mark.both
def test_a_session_kept_for_one_structure_is_refused_to_whoever_knows_its_number(client, reserved, course):
    other = SessionFactory(offer=course)
    for response in (client.get(start_url(reserved)), client.post(start_url(reserved), TEAM | {"key": new_token()})):
        page = response.content.decode()
        assert response.status_code == 409 and "réservée aux équipes d’une structure" in page and "tel:" in page
        assert start_url(other) in page and "CCAS" not in page
    assert not Registration.objects.exists() and not Seat.objects.exists()


def test_a_session_reserved_while_somebody_fills_in_the_form_takes_nobody(client, session):
    registration = begin(client, session)
    fill(client, registration)
    Session.objects.filter(pk=session.pk).update(reserved_to=Organisation.objects.create(name="CCAS de Grenoble"))
    assert send(client, registration).status_code == 409
    with pytest.raises(SessionReserved):
        register.send(registration.pk)
    assert in_state(session, SeatState.CONFIRMED) == 0


def test_the_training_team_registers_the_structure_a_session_is_kept_for(client, reserved, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("manager", password="x" * 20))
    assert start_url(reserved) in client.get(reverse("session:inspect", args=[reserved.pk])).content.decode()
    registration = begin(client, reserved)
    fill(client, registration)
    assert send(client, registration).status_code == 302
    assert in_state(reserved, SeatState.CONFIRMED) == 3


@pytest.mark.both
def test_the_form_cannot_flood_a_stranger_s_mailbox(course, registered):
    sent = []
    for number in range(14):
        registration = registered(
            SessionFactory(offer=course), contact_email="Victim@exemple.invalid" if number % 2 else "victim@exemple.invalid"
        )
        sent.append(registration)
    to_victim = Message.objects.filter(recipient__iexact="victim@exemple.invalid")
    assert to_victim.count() == 10
    assert {registration.state for registration in sent} == {RegistrationState.CONFIRMED}
    assert sent[-1].events.filter(note__startswith="Mail non envoyé").exists() and not sent[0].events.exclude(note="").exists()
    change_seats.cancel(sent[-1].pk)
    assert to_victim.count() == 10
    cancel_session(sent[-2].session_id, "Formatrice malade")  # what the team decides is told
    assert to_victim.filter(kind="registration_session_cancelled").count() == 1


def test_the_page_of_a_registration_says_the_session_once(client, session, registered):
    registration = registered(session)
    page = client.get(registration.get_absolute_url())
    main = page.content.decode().split("<main")[1]
    assert main.count("Repérer et orienter") == 1
    assert main.count(unescape(page.context["place"])) == 1 and main.count(">Places<") == 1
    change_seats.cancel(registration.pk)
    main = client.get(registration.get_absolute_url()).content.decode().split("<main")[1]
    assert main.count("Repérer et orienter") == 1


@pytest.mark.parametrize("name", ["team", "contact", "check", "accept", "cancel"])
def test_a_registration_erased_while_somebody_presses_a_button_is_a_page_and_no_error(client, session, registered, monkeypatch, name):
    sent = name in ("accept", "cancel")
    registration = registered(session) if sent else begin(client, session)
    if not sent:
        fill(client, registration)

    def erased(pk):
        raise Registration.DoesNotExist

    for module in (register, change_seats):
        monkeypatch.setattr(module, "locked", erased)
    response = client.post(reverse(f"training:{name}", args=[registration.token]), TEAM | CONTACT)
    assert response.status_code == 404 and "Voir toutes les formations" in response.content.decode()

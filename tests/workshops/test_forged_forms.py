"""What a form brings back is not what it was given: numbers of other sessions, of drafts, of courses; holds kept by turns."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda.cards import cards_for
from catalogue.agenda.errors import SessionReserved
from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Seat, Session, SessionState
from catalogue.training.factories import CourseIndexPageFactory, CoursePageFactory
from catalogue.workshops import cancelling, front_desk, reserving
from catalogue.workshops.factories import WorkshopPageFactory
from catalogue.workshops.models import Booking
from core.models import Message, Organisation
from core.tokens import new_token

from .conftest import PHONE


def draft(client, session) -> Booking:
    client.post(reverse("workshops:book", args=[session.pk]), {"key": new_token()})
    return Booking.objects.latest("pk")


def change(client, booking, session):
    return client.post(reverse("workshops:change", args=[booking.token]), {"session": session.pk})


@pytest.fixture(params=["a course", "an unpublished workshop", "a draft", "one of a structure"])
def not_offered(request, scene, tree):
    """A session that no list shows to visitors."""
    if request.param == "a course":
        course = CoursePageFactory(parent=CourseIndexPageFactory(parent=tree.home["fr"]), title="Secret")
        return SessionFactory(offer=course)
    if request.param == "an unpublished workshop":
        return SessionFactory(offer=WorkshopPageFactory(parent=scene.index, title="Secret", live=False))
    if request.param == "a draft":
        return SessionFactory(offer=WorkshopPageFactory(parent=scene.index, title="Secret"), state=SessionState.DRAFT)
    structure = Organisation.objects.create(name="CCAS")
    return SessionFactory(offer=WorkshopPageFactory(parent=scene.index, title="Secret"), reserved_to=structure)


@pytest.mark.both
def test_a_draft_cannot_be_moved_to_a_session_that_visitors_are_not_offered(client, scene, not_offered):
    booking = draft(client, scene.session)
    response = change(client, booking, not_offered)
    assert response.status_code == (409 if not_offered.reserved_to_id else 404) and "Secret" not in response.content.decode()
    assert not Seat.objects.filter(session=not_offered).exists()
    assert Seat.objects.get().session == scene.session


@pytest.mark.parametrize("not_offered", ["a course", "an unpublished workshop", "a draft"], indirect=True)
@pytest.mark.parametrize("more", [{}, {"waits": "1"}])
def test_a_session_that_is_not_published_cannot_be_booked_by_its_number(client, scene, not_offered, more):
    address = reverse("workshops:book", args=[not_offered.pk])
    for response in (client.get(address), client.post(address, {"key": new_token(), **more})):
        assert response.status_code == 404 and "Secret" not in response.content.decode()
    assert not Seat.objects.exists() and not Booking.objects.exists()


@pytest.mark.parametrize("not_offered", ["one of a structure"], indirect=True)
@pytest.mark.parametrize("more", [{}, {"waits": "1"}])
def test_a_session_kept_for_one_structure_is_refused_to_visitors_with_others_and_a_phone(client, scene, not_offered, more):
    assert all(card.booking_url is None for card in cards_for([not_offered]))
    address = reverse("workshops:book", args=[not_offered.pk])
    for response in (client.get(address), client.post(address, {"key": new_token(), **more})):
        page = response.content.decode()
        assert response.status_code == 409 and "réservé à un groupe" in page and "appelez-nous" in page and "tel:" in page
        assert "Secret" not in page and "CCAS" not in page
        assert reverse("workshops:book", args=[scene.session.pk]) in page
    assert not Seat.objects.exists() and not Booking.objects.exists()


@pytest.mark.both
def test_a_session_reserved_while_somebody_fills_in_the_form_is_refused_and_what_was_typed_goes_elsewhere(client, scene):
    other, booking = scene.another(), draft(client, scene.session)
    reserving.describe(booking, first_name="Awa", phone="+33639981234")
    Session.objects.filter(pk=scene.session.pk).update(reserved_to=Organisation.objects.create(name="CCAS"))
    for name in ("who", "check"):
        assert client.get(reverse(f"workshops:{name}", args=[booking.token])).context["reason"] == "reserved"
    for name, typed in (("check", {}), ("keep", {}), ("change", {"waits": "1"})):
        response = client.post(reverse(f"workshops:{name}", args=[booking.token]), typed)
        assert response.status_code == 409 and "réservé à un groupe" in response.content.decode()
    with pytest.raises(SessionReserved):
        reserving.submit(Booking.objects.get())
    assert change(client, booking, other).status_code == 302
    assert client.get(reverse("workshops:check", args=[booking.token])).context["people"][0].first_name == "Awa"


@pytest.mark.parametrize("not_offered", ["one of a structure"], indirect=True)
def test_the_team_books_a_session_kept_for_one_structure(scene, not_offered):
    booking = front_desk.add_person(not_offered.pk, key=new_token(), first_name="Awa", phone="+33639981234", channel="phone")
    assert Seat.objects.get(session=not_offered).state == "confirmed" and booking.session == not_offered


def test_what_was_typed_long_ago_may_still_go_to_another_session(client, scene):
    other = scene.another()
    booking = draft(client, scene.session)
    Booking.objects.update(created_at=timezone.now() - timedelta(hours=4))
    Seat.objects.update(held_until=timezone.now() - timedelta(hours=3))
    assert change(client, booking, other).status_code == 302
    assert Seat.objects.filter(session=other).exists()


def test_a_loop_from_one_address_does_not_hold_every_seat_and_others_still_book(client, scene, monkeypatch):
    monkeypatch.setattr("catalogue.workshops.views.journey.HOLDS_FROM_ONE_ADDRESS", 2)
    scene.session.capacity = 9
    scene.session.save()
    address = reverse("workshops:book", args=[scene.session.pk])
    answers = [client.post(address, {"key": new_token()}, REMOTE_ADDR="8.8.8.8") for _again in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429]
    assert "quelques minutes" in answers[-1].content.decode()
    assert Seat.objects.count() == 2
    for other in ("8.8.4.4", "10.0.0.2", "10.0.0.2", "10.0.0.2"):  # a private one is a proxy that everybody shares
        assert client.post(address, {"key": new_token()}, REMOTE_ADDR=other).status_code == 302


@pytest.mark.parametrize("way", [{"phone": "+33639981234"}, {"phone": "", "has_no_phone": True, "email": "victim@exemple.invalid"}])
def test_nobody_is_bombed_with_messages_by_who_books_under_their_address(scene, way):
    scene.session.capacity = 30
    scene.session.save()
    for number in range(14):
        if "email" in way:
            way = {**way, "email": "victim@exemple.invalid" if number % 2 else "VICTIM@exemple.invalid"}
        scene.booked(**way)
    assert Message.objects.count() == 10
    assert Seat.objects.filter(state="confirmed").count() == 14


@pytest.mark.parametrize("name", ["who", "check", "keep", "cancel", "change"])
def test_a_draft_dropped_by_another_click_meanwhile_is_a_page_and_no_error(client, scene, monkeypatch, name):
    booking = draft(client, scene.session)
    reserving.describe(booking, first_name="Awa", phone="+33639981234")
    address = reverse(f"workshops:{name}", args=[booking.token])
    read = reserving.locked

    def dropped_first(own: Booking) -> Booking:
        """The other click commits while this one waits for the lock."""
        Booking.objects.filter(pk=own.pk).delete()
        return read(own)

    for module in (reserving, cancelling):
        monkeypatch.setattr(module, "locked", dropped_first)
    response = client.post(address, {"first_name": "Awa", "phone": PHONE, "session": scene.another().pk})
    assert response.status_code == 404 and "tel:" in response.content.decode()


def test_a_booking_sent_from_another_window_is_not_rewritten_by_the_form_left_open(scene):
    booking = scene.booked(first_name="Awa")
    stale = Booking.objects.with_people().get(pk=booking.pk)
    stale.submitted_at = None
    reserving.describe(stale, first_name="Zoé", phone="+33639989999")
    fresh = Booking.objects.with_people().get(pk=booking.pk)
    assert (fresh.phone, fresh.participant.first_name) == ("+33639981234", "Awa")


def test_a_seat_held_for_hours_tells_nothing_of_a_session_that_is_not_shown(client, scene, not_offered):
    booking = draft(client, scene.session)
    Booking.objects.update(created_at=timezone.now() - timedelta(hours=4))
    response = change(client, booking, not_offered)
    assert response.context["reason"] in ("missing", "reserved") and "Secret" not in response.content.decode()


@pytest.mark.both
def test_who_turns_to_the_waiting_list_gives_the_held_seat_back(client, scene):
    booking = draft(client, scene.session)
    client.post(reverse("workshops:change", args=[booking.token]), {"waits": "1"})
    assert not Seat.objects.filter(state="held").exists()
    reserving.describe(booking, first_name="Awa", phone="+33639981234")
    reserving.submit(booking)
    assert Seat.objects.exclude(state="cancelled").count() == 1


def test_a_loop_over_phone_numbers_from_one_address_is_stopped_whether_they_are_known_or_not(client, scene, monkeypatch):
    monkeypatch.setattr("catalogue.workshops.views.lost_link.ASKED_FROM_ONE_ADDRESS", 2)
    scene.booked()
    numbers = ["06 39 98 00 01", "06 39 98 00 02", "06 39 98 00 03", PHONE]
    answers = [client.post(reverse("workshops:find"), {"phone": number}, REMOTE_ADDR="8.8.8.8") for number in numbers]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429]
    assert "dans une heure" in answers[-1].content.decode() and PHONE in answers[-1].content.decode()
    assert not Message.objects.filter(kind="lost_link").exists()


def test_a_preview_robot_that_asks_for_the_headers_of_a_private_page_changes_nothing(client, scene):
    booking = scene.booked()
    for name in ("booking", "calendar", "slip", "cancel"):
        assert client.head(reverse(f"workshops:{name}", args=[booking.token])).status_code == 200
    assert Seat.objects.get().state == "confirmed"

"""The call desk: one list, the late ones first; book, find, move and cancel for somebody on the phone."""

from datetime import time, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import sessions
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.places.factories import CommuneFactory, PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import Role
from catalogue.workshops.calls import following
from catalogue.workshops.factories import CallbackRequestFactory, PermanenceRuleFactory, WorkshopPageFactory
from catalogue.workshops.models import Booking, Call, CallbackRequest, PermanenceReason
from catalogue.workshops.permanences import slots
from core import access
from core.models import Message, User
from core.tokens import new_token

DESK, BOOK, FIND = reverse("call_desk:list"), reverse("call_desk:book"), reverse("call_desk:find")


@pytest.fixture
def member(db):
    access.sync_groups()

    def make(group: str, place=None, role=Role.HOST) -> User:
        user = User.objects.create_user(username=f"u{User.objects.count()}", password="x")
        user.groups.add(Group.objects.get(name=group))
        if place is not None:
            PlaceRoleFactory(user=user, place=place, role=role)
        return user

    return make


@pytest.fixture
def caller(client, scene, member) -> User:
    """Somebody of the call desk, signed in."""
    user = member(access.CALL_DESK)
    client.force_login(user)
    return user


def page_of(call) -> str:
    return reverse("call_desk:callback" if isinstance(call, CallbackRequest) else "call_desk:call", args=[call.pk])


def caller_s(session, **changed) -> dict:
    return {"session": session.pk, "key": new_token(), "first_name": "Rosa", "phone": "04 65 71 00 00", "language": "fr", **changed}


def test_both_kinds_of_calls_stand_in_one_list_the_late_ones_first(client, scene, caller):
    scene.booked(phone="+33465710001", first_name="Yvonne")
    sessions.cancel_session(scene.session.pk, "Panne")
    now = timezone.now()
    CallbackRequestFactory(first_name="Tard", call_by=now - timedelta(hours=1), language="ar")
    CallbackRequestFactory(first_name="Demain", call_by=now + timedelta(days=3))
    page = client.get(DESK).content.decode()
    assert page.index("Tard") < page.index("Yvonne") < page.index("Demain")
    assert "3 appels à faire" in page and "1 en retard" in page and "arabe" in page
    only = client.get(DESK, {"language": "ar"}).content.decode()
    assert "Tard" in only and "Yvonne" not in only


def test_a_call_is_taken_given_back_and_taken_over(client, scene, caller, member):
    asked, other = CallbackRequestFactory(), member(access.CALL_DESK)
    client.post(page_of(asked), {"do": "take"})
    asked.refresh_from_db()
    assert asked.owner == caller
    assert asked.first_name in client.get(DESK, {"whose": "mine"}).content.decode()
    assert not following.take(asked, other)  # it is somebody's
    client.post(page_of(asked), {"do": "give_back"})
    asked.refresh_from_db()
    assert asked.owner is None
    following.take(asked, other)
    client.post(page_of(asked), {"do": "take", "instead_of": other.pk})
    asked.refresh_from_db()
    assert asked.owner == caller


def test_calls_without_an_answer_are_counted_and_promised_again(client, scene, caller):
    asked = CallbackRequestFactory(call_by=timezone.now() - timedelta(hours=1))
    client.post(page_of(asked), {"do": "no_answer"})
    asked.refresh_from_db()
    assert asked.tries == 1 and asked.call_by > timezone.now() and asked.done_at is None
    assert "Sans réponse" in client.get(page_of(asked)).content.decode()


@pytest.mark.parametrize("outcome", ["wrong_number", "told", "not_wanted", "unreachable", "booked"])
def test_a_call_is_closed_with_how_it_ended_and_the_first_to_say_so_is_kept(client, scene, caller, member, outcome):
    asked = CallbackRequestFactory()
    client.post(page_of(asked), {"do": "close", "outcome": outcome})
    asked.refresh_from_db()
    assert (asked.outcome, asked.done_by) == (outcome, caller) and asked.done_at
    assert not following.close(asked, member(access.CALL_DESK), "told")
    assert asked.first_name not in client.get(DESK).content.decode()
    assert client.get(page_of(asked)).status_code == 200


@pytest.mark.parametrize("typed", [{}, {"outcome": "x"}, {"outcome": ""}])
def test_a_call_is_not_closed_without_saying_how_it_ended(client, scene, caller, typed):
    asked = CallbackRequestFactory()
    assert client.post(page_of(asked), {"do": "close", **typed}).status_code == 302
    asked.refresh_from_db()
    assert asked.done_at is None


def test_the_desk_books_in_the_caller_s_name_in_one_form_and_closes_the_call(client, scene, caller):
    asked = CallbackRequestFactory(first_name="Rosa", phone="+33465710000", language="ar", session=scene.session, offer=scene.workshop)
    address = f"{BOOK}?asked={asked.pk}"
    page = client.get(address)
    assert page.context["form"]["first_name"].value() == "Rosa" and page.context["chosen"] == str(scene.session.pk)
    response = client.post(address, caller_s(scene.session, language="ar", others="Karim, Mei"))
    booking = Booking.objects.get()
    assert response.status_code == 302 and booking.channel == "phone" and booking.language == "ar"
    assert [person.first_name for person in booking.participants.all()] == ["Rosa", "Karim", "Mei"]
    assert Seat.objects.filter(state=SeatState.CONFIRMED).count() == 3
    asked.refresh_from_db()
    assert (asked.outcome, asked.booking) == ("booked", booking)


def test_what_helps_who_comes_to_help_and_an_adult_are_noted_when_need_be(client, scene, caller):
    more = {"arrangements": ["large_print"], "companions": "1", "adult_name": "Mei", "adult_phone": "06 39 98 00 01"}
    refused = client.post(BOOK, {**caller_s(scene.session), **more, "adult_phone": ""})
    assert "adult_phone" in refused.context["form"].errors and "<details open" in refused.content.decode()
    client.post(BOOK, {**caller_s(scene.session), **more})
    booking = Booking.objects.get()
    person = booking.participants.get()
    assert (booking.companions, person.arrangements, person.is_under_age) == (1, ["large_print"], True)
    assert (person.adult_name, person.adult_phone) == ("Mei", "+33639980001")


def test_a_long_appointment_takes_its_slots_in_turn(client, scene, caller):
    alone = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    rule = PermanenceRuleFactory(workshop=alone, place=scene.place, slot_minutes=30)
    slots.generate(rule, timezone.localdate() + timedelta(weeks=2))
    reason = PermanenceReason.objects.create(code="long", minutes=60)
    first = Session.objects.filter(offer=alone, local_time=time(9), starts_at__gt=timezone.now() + timedelta(hours=2)).earliest("starts_at")
    client.post(BOOK, {**caller_s(first), "reason": reason.pk})
    assert Booking.objects.get().reason == reason and Seat.objects.filter(state=SeatState.CONFIRMED).count() == 2


@pytest.mark.both
def test_a_double_click_books_once_and_a_full_session_is_said_with_what_was_typed(client, scene, caller):
    typed = caller_s(scene.session, others="Karim, Mei")
    for _click in range(2):
        client.post(BOOK, typed)
    assert Booking.objects.count() == 1
    response = client.post(BOOK, caller_s(scene.session, first_name="Jean"))
    page = response.content.decode()
    assert response.status_code == 200 and "n’a plus la place" in page and "Jean" in page and Booking.objects.count() == 1
    client.post(BOOK, caller_s(scene.session, first_name="Jean", may_wait="on"))
    assert Seat.objects.filter(state=SeatState.WAITING).count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"session": ""}, {"session": "x"}, {"session": 10**30}, {"session": 999_999}, {"first_name": ""}, {"first_name": "http://x.fr"},
        {"others": "A, B, C, D, E"}, {"others": "Jean, www.x.fr"}, {"phone": "coucou"}, {"language": "xx"}, {"others": "x" * 10_000},
    ],
)  # fmt: skip
def test_a_mistake_books_nobody_and_is_said(client, scene, caller, wrong):
    response = client.post(BOOK, {**caller_s(scene.session), **wrong})
    assert response.status_code == 200 and not Booking.objects.exists()
    assert response.context["form"].errors


@pytest.mark.parametrize("query", [{}, {"near": "x" * 500}, {"workshop": "9" * 40}, {"date": "x"}, {"weekday": "9"}, {"p": "-"}])
def test_any_search_is_answered_and_the_workshop_chosen_narrows_it(client, scene, caller, query):
    assert client.get(BOOK, query).status_code == 200
    found = client.get(BOOK, {"workshop": scene.workshop.pk, "language": "fr", "near": "", "full": "1"})
    assert [row["pk"] for row in found.context["rows"]] == [str(scene.session.pk)]
    assert not client.get(BOOK, {"language": "uk"}).context["rows"]


@pytest.mark.parametrize("words", ["06 39 98 12 34", "+33639981234", "981234", "awa", "REF"])
def test_a_booking_is_found_by_name_phone_or_reference_in_the_body_of_a_post(client, scene, caller, words):
    booking = scene.booked(first_name="Awa")
    scene.booked(first_name="Jean", phone="+33465710099")
    response = client.post(FIND, {"words": booking.reference if words == "REF" else words})
    page = response.content.decode()
    assert response.status_code == 200 and booking.reference in page and "Jean" not in page
    assert "Awa" not in client.get(FIND, {"words": "Awa", "q": "Awa"}).content.decode()


def test_a_host_finds_and_moves_what_is_at_their_places_only(client, scene, member):
    client.force_login(member(access.HOST, scene.place))
    away = scene.booked(scene.another(place=ReceptionPointFactory()), first_name="Zoé")
    assert client.post(FIND, {"words": "Zoé"}).context["rows"] == []
    assert client.get(reverse("call_desk:move", args=[away.pk])).status_code == 404


def test_a_booking_is_moved_for_a_caller_and_they_are_told_once(client, scene, caller):
    booking, other = scene.booked(first_name="Awa"), scene.another(capacity=1)
    address = reverse("call_desk:move", args=[booking.pk])
    page = client.get(address)
    assert [row["pk"] for row in page.context["rows"]] == [str(other.pk)]
    Message.objects.all().delete()
    response = client.post(address, {"session": other.pk, "told": "on"})
    booking.refresh_from_db()
    assert response.status_code == 302 and booking.session == other and Message.objects.count() == 1
    assert Seat.objects.get(session=other).state == SeatState.CONFIRMED


def test_a_move_looks_around_the_very_place_though_other_towns_bear_its_name(client, scene, caller):
    for code, lat, lon in (("93066", 48.94, 2.36), ("97411", -20.88, 55.45)):
        CommuneFactory(code=code, name="Saint-Denis", lat=lat, lon=lon)
    place = ReceptionPointFactory(name="Emmaüs Connect Saint-Denis", city="Saint-Denis", lat=48.94, lon=2.36)
    booking, other = scene.booked(scene.another(place=place)), scene.another(place=place)
    response = client.get(reverse("call_desk:move", args=[booking.pk]))
    assert not response.context["searched"].near.choices and response.context["rows"][0]["pk"] == str(other.pk)
    assert response.context["rows"][0]["km"]


def test_a_move_to_a_full_session_changes_nothing(client, scene, caller):
    booking, other = scene.booked(), scene.another(capacity=1)
    scene.booked(other)
    for session in (other.pk, 999_999, ""):
        response = client.post(reverse("call_desk:move", args=[booking.pk]), {"session": session})
        assert response.status_code == 200 and response.context["form"].errors
    assert Seat.objects.get(session=scene.session).state == SeatState.CONFIRMED


def test_a_host_sees_the_calls_about_their_places_and_a_coordinator_those_about_nothing_in_particular(client, scene, member):
    ours = CallbackRequestFactory(first_name="Ici", session=scene.session)
    away = CallbackRequestFactory(first_name="Loin", session=scene.another(place=ReceptionPointFactory()))
    loose = CallbackRequestFactory(first_name="Libre")
    seen = {
        access.HOST: [ours],
        access.PLACE_COORDINATOR: [ours, loose],
        access.CALL_DESK: [ours, away, loose],
    }
    for group, expected in seen.items():
        place = None if group == access.CALL_DESK else scene.place
        client.force_login(member(group, place, Role.COORDINATOR if group == access.PLACE_COORDINATOR else Role.HOST))
        page = client.get(DESK).content.decode()
        for asked in (ours, away, loose):
            assert (asked.first_name in page) is (asked in expected), (group, asked)
            assert client.get(page_of(asked)).status_code == (200 if asked in expected else 404)


@pytest.mark.parametrize("group", [access.FIGURES, access.EDITOR, access.TRANSLATOR, access.TRAINER])
def test_other_groups_have_no_call_desk(client, scene, member, group):
    asked = CallbackRequestFactory()
    client.force_login(member(group))
    for address in (DESK, BOOK, FIND, page_of(asked)):
        assert client.get(address).status_code in (302, 403, 404)
        assert client.post(address, {"do": "close", "outcome": "told"}).status_code in (302, 403, 404, 405)
    asked.refresh_from_db()
    assert asked.done_at is None


def test_the_desk_runs_as_many_queries_with_many_calls(client, scene, caller, django_assert_max_num_queries):
    session = scene.another(capacity=40)
    for number in range(12):
        scene.booked(session, phone=f"+334657100{number:02d}")
        CallbackRequestFactory(session=session, offer=scene.workshop)
    sessions.cancel_session(session.pk, "Panne")
    assert Call.objects.count() == 12
    client.get(DESK)
    with django_assert_max_num_queries(25):
        client.get(DESK)

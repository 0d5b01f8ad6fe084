"""The team's screens: who sees what, finding, correcting, cancelling, calling, permanences."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from catalogue.agenda import sessions
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.places.factories import PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import Role
from catalogue.workshops.factories import PermanenceRuleFactory, WorkshopPageFactory
from catalogue.workshops.models import Booking, Call, PermanenceRule
from core import access
from core.models import User

LIST = reverse("wagtailsnippets_workshops_booking:list")
CALLS = reverse("call_desk:list")


@pytest.fixture
def user_in(db):
    access.sync_groups()

    def make(group: str | None, place=None) -> User:
        user = User.objects.create_user(username=f"u{User.objects.count()}", password="x")
        if group is None:
            user.is_superuser = user.is_staff = True
            user.save()
        else:
            user.groups.add(Group.objects.get(name=group))
        if place is not None:
            PlaceRoleFactory(user=user, place=place)
        return user

    return make


@pytest.fixture
def host(client, scene, user_in) -> User:
    user = user_in(access.HOST, scene.place)
    client.force_login(user)
    return user


def page_of(booking: Booking) -> str:
    return reverse("wagtailsnippets_workshops_booking:inspect", args=[booking.pk])


def action(name: str, pk: int) -> str:
    return reverse(f"bookings_admin:{name}", args=[pk])


def test_a_host_sees_the_bookings_of_their_places_only(client, scene, host):
    ours = scene.booked(first_name="Awa")
    elsewhere = scene.booked(scene.another(place=ReceptionPointFactory()), first_name="Zoé")
    page = client.get(LIST).content.decode()
    assert "Awa" in page and "Zoé" not in page
    assert client.get(page_of(ours)).status_code == 200
    assert client.get(page_of(elsewhere)).status_code == 404
    for name in ("correct", "cancel", "reinstate", "new_link"):
        assert client.post(action(name, elsewhere.pk)).status_code == 404


@pytest.mark.parametrize("group", [access.FIGURES, access.EDITOR, access.TRANSLATOR, access.TRAINER])
def test_other_groups_see_nobody(client, scene, user_in, group):
    booking = scene.booked()
    client.force_login(user_in(group, scene.place))
    assert client.get(LIST).status_code in (302, 403)
    assert client.get(page_of(booking)).status_code in (302, 403)
    assert client.post(action("cancel", booking.pk)).status_code in (302, 403)
    assert Seat.objects.get().state == SeatState.CONFIRMED


@pytest.mark.parametrize(("words", "found"), [("REF", True), ("awa", False), ("06 39 98 12 34", False)])
def test_the_list_is_searched_by_reference_alone_for_an_address_holds_no_name_and_no_number(client, scene, host, words, found):
    booking = scene.booked(first_name="Awa")
    page = client.get(LIST, {"q": booking.reference if words == "REF" else words}).content.decode()
    assert ("Awa" in page) is found and reverse("call_desk:find") in page


def test_the_list_shows_masked_phones_and_filters(client, scene, host):
    scene.booked(first_name="Awa")
    page = client.get(LIST, {"state": "confirmed", "workshop": scene.workshop.pk, "place": scene.place.pk}).content.decode()
    assert "Awa" in page and "981234" not in page and "••34" in page
    assert "Awa" not in client.get(LIST, {"state": "waiting"}).content.decode()


def test_the_export_holds_nobody(client, scene, host):
    scene.booked(first_name="Awa")
    response = client.get(LIST, {"export": "csv"})
    text = b"".join(response.streaming_content).decode()
    assert "Premiers pas avec mon téléphone" in text and "Awa" not in text and "98" not in text.split("\n")[1].replace("1998", "")


def test_the_list_runs_as_many_queries_with_many_rows(client, scene, host, django_assert_max_num_queries):
    session = scene.another(capacity=40)
    for _person in range(15):
        scene.booked(session)
    client.get(LIST)
    with django_assert_max_num_queries(25):
        client.get(LIST)


def test_a_number_is_corrected_and_what_waits_follows(client, scene, host):
    booking = scene.booked()
    client.post(action("correct", booking.pk), {"first_name": "Awa B", "phone": "06 39 98 99 99"})
    booking.refresh_from_db()
    assert booking.phone == "+33639989999" and booking.participants.get().first_name == "Awa B"
    from core.models import Message

    assert Message.objects.get().recipient == "+33639989999"
    refused = client.post(action("correct", booking.pk), {"first_name": "", "phone": "coucou"})
    assert refused.status_code == 200 and "coucou" in refused.content.decode()


def test_the_team_cancels_and_gives_the_seat_back(client, scene, host):
    booking = scene.booked()
    client.get(action("cancel", booking.pk))
    assert Seat.objects.get().state == SeatState.CONFIRMED
    client.post(action("cancel", booking.pk))
    assert Seat.objects.get().state == SeatState.CANCELLED
    client.post(action("reinstate", booking.pk))
    assert Seat.objects.get().state == SeatState.CONFIRMED


def test_a_new_private_link_is_made(client, scene, host):
    booking = scene.booked()
    client.post(action("new_link", booking.pk))
    assert Booking.objects.get().token != booking.token


def test_people_stand_on_the_page_of_their_session(client, scene, host):
    scene.booked(first_name="Awa")
    page = client.get(reverse("session:inspect", args=[scene.session.pk])).content.decode()
    assert "Awa" in page and "06 39 98 12 34" in page
    assert reverse("bookings_admin:add", args=[scene.session.pk]) in page


def test_a_walk_in_is_added_once(client, scene, host):
    address = reverse("bookings_admin:add", args=[scene.session.pk])
    form = client.get(address).context["form"]
    typed = {"first_name": "Mei", "phone": "", "channel": "walk_in", "key": form.initial["key"]}
    for _click in range(2):
        client.post(address, typed)
    assert Booking.objects.get().channel == "walk_in" and Seat.objects.count() == 1
    elsewhere = scene.another(place=ReceptionPointFactory())
    assert client.post(reverse("bookings_admin:add", args=[elsewhere.pk]), typed).status_code in (302, 403)
    assert Booking.objects.count() == 1


def test_a_full_session_refuses_a_walk_in_and_keeps_what_was_typed(client, scene, host):
    for _person in range(3):
        scene.booked()
    response = client.post(reverse("bookings_admin:add", args=[scene.session.pk]), {"first_name": "Mei", "channel": "walk_in"})
    assert response.status_code == 200 and "Mei" in response.content.decode()


def test_a_call_is_made_and_leaves_the_list(client, scene, host):
    scene.booked(phone="+33465710000", first_name="Yvonne")
    sessions.cancel_session(scene.session.pk, "Panne")
    call = Call.objects.get()
    assert "Yvonne" in client.get(CALLS).content.decode()
    assert "04 65 71 00 00" in client.get(action("called", call.pk)).content.decode()
    client.post(action("called", call.pk), {"do": "close", "outcome": "told"})
    call.refresh_from_db()
    assert call.done_by == host and call.outcome == "told"
    assert "Yvonne" not in client.get(CALLS).content.decode()


def test_until_when_to_call_is_by_the_clock_of_the_place(client, scene, host):
    scene.booked(phone="+33465710000")
    sessions.cancel_session(scene.session.pk, "Panne")
    Call.objects.update(created_at=datetime(2099, 7, 1, 8, tzinfo=UTC), useless_after=datetime(2099, 7, 1, 12, tzinfo=UTC))
    assert "14:00" in client.get(CALLS).content.decode()


def test_saving_a_permanence_makes_its_slots(client, scene, user_in):
    page = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    client.force_login(user_in(None))
    address = reverse("wagtailsnippets_workshops_permanencerule:add")
    typed = {
        "workshop": page.pk, "place": scene.place.pk, "room": "", "language": "fr", "weekday": "1", "starts": "09:00", "ends": "12:00",
        "slot_minutes": "30", "break_minutes": "0", "valid_from": "2026-01-01", "skips_holidays": "on", "is_active": "on",
    }  # fmt: skip
    assert client.get(address).status_code == 200
    response = client.post(address, typed)
    assert response.status_code == 302, response.context["form"].errors
    assert PermanenceRule.objects.count() == 1 and Session.objects.filter(offer=page).count() >= 30


@pytest.fixture
def coordinator(client, scene, user_in) -> User:
    user = user_in(access.PLACE_COORDINATOR)
    PlaceRoleFactory(user=user, place=scene.place, role=Role.COORDINATOR)
    client.force_login(user)
    return user


def permanence(page, place, **changed) -> dict:
    return {
        "workshop": page.pk, "place": place.pk, "room": "", "language": "lsf", "weekday": "1", "starts": "09:00", "ends": "12:00",
        "slot_minutes": "30", "break_minutes": "10", "valid_from": "2026-01-01", "is_active": "on", **changed,
    }  # fmt: skip


def test_a_coordinator_opens_permanences_at_their_places_only_and_in_any_language_of_delivery(client, scene, coordinator):
    page = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    elsewhere = ReceptionPointFactory()
    address = reverse("wagtailsnippets_workshops_permanencerule:add")
    refused = client.post(address, permanence(page, elsewhere))
    assert refused.status_code == 200 and "place" in refused.context["form"].errors
    assert client.post(address, permanence(page, scene.place)).status_code == 302
    assert set(Session.objects.filter(offer=page).values_list("language", flat=True)) == {"lsf"}


def test_a_permanence_is_made_of_the_french_page_alone(client, scene, coordinator):
    page = WorkshopPageFactory(parent=scene.index, title="Aide", slug="aide", format="individual")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    address = reverse("wagtailsnippets_workshops_permanencerule:add")
    response = client.post(address, permanence(english, scene.place))
    assert response.status_code == 200 and "workshop" in response.context["form"].errors
    with pytest.raises(ValidationError):
        PermanenceRuleFactory.build(workshop=english, place=scene.place).full_clean()


def test_another_s_permanence_is_neither_listed_nor_opened_nor_deleted(client, scene, coordinator):
    ours = PermanenceRuleFactory(place=scene.place, workshop__parent=scene.index)
    other = PermanenceRuleFactory(place=ReceptionPointFactory(name="Ailleurs"), workshop=ours.workshop)
    assert "Ailleurs" not in client.get(reverse("wagtailsnippets_workshops_permanencerule:list")).content.decode()
    for name in ("edit", "delete", "history"):
        assert client.get(reverse(f"wagtailsnippets_workshops_permanencerule:{name}", args=[ours.pk])).status_code == 200, name
        assert client.get(reverse(f"wagtailsnippets_workshops_permanencerule:{name}", args=[other.pk])).status_code == 302, name
    client.post(f"/admin/bulk/workshops/permanencerule/delete/?id={ours.pk}&id={other.pk}")
    assert PermanenceRule.objects.count() == 2


def test_a_cancelled_session_does_not_offer_to_add_somebody(client, scene, coordinator):
    address = reverse("session:inspect", args=[scene.session.pk])
    assert reverse("bookings_admin:add", args=[scene.session.pk]) in client.get(address).content.decode()
    sessions.cancel_session(scene.session.pk, "La salle est fermée.")
    assert reverse("bookings_admin:add", args=[scene.session.pk]) not in client.get(address).content.decode()


def test_the_editor_opens_and_saves_a_workshop(client, scene, user_in):
    client.force_login(user_in(None))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[scene.workshop.pk]))
    page = response.content.decode()
    assert response.status_code == 200 and "Pratique" in page and "Contenu" in page
    assert client.get(reverse("wagtailadmin_pages:edit", args=[scene.index.pk])).status_code == 200


def test_old_bookings_say_they_were_erased(client, scene, host):
    booking = scene.booked()
    Booking.objects.update(purged_at=timezone.now())
    assert client.get(page_of(booking)).status_code == 200
    assert client.post(action("correct", booking.pk), {"first_name": "x"}).status_code == 404


def test_the_drawings_of_the_themes_come_first_and_in_words(client, scene, user_in):
    client.force_login(user_in(None))
    html = client.get(reverse("wagtailadmin_pages:edit", args=[scene.workshop.pk])).content.decode()
    assert '<optgroup label="Celle d’un thème">' in html
    assert '<option value="theme-smartphone">Téléphone</option>' in html
    assert ">theme smartphone<" not in html


def test_what_to_prepare_is_shown_to_the_host_of_the_session_alone(client, scene, host, user_in):
    booking = scene.booked(first_name="Awa", arrangements=["near_the_door"], companions=1, phone_is_shared=True)
    page = client.get(page_of(booking)).content.decode()
    assert "une place près de la porte" in page and "À préparer pour" in page
    Session.objects.filter(pk=scene.session.pk).update(host=user_in(access.HOST, scene.place))
    page = client.get(page_of(booking)).content.decode()
    assert "Awa" in page and "près de la porte" not in page


def test_a_booking_of_several_names_them_all_and_stands_once_in_the_list(client, scene, host):
    from .test_company import family

    booking = family(scene, "Awa", "Jean")
    assert "Awa et Jean" in client.get(LIST, {"state": "confirmed"}).content.decode()
    assert client.get(LIST, {"state": "confirmed"}).context["object_list"].count() == 1
    page = client.get(page_of(booking)).content.decode()
    assert "Awa" in page and "Jean" in page


@pytest.mark.parametrize("pk", ["²", "٣", "9" * 30, "x", "-1"])
def test_a_forged_number_in_an_address_of_the_admin_finds_nobody(admin_client, scene, pk):
    for listed in ("workshops/booking", "workshops/helper", "workshops/teaminvitation", "training/registration"):
        assert admin_client.get(f"/admin/snippets/{listed}/inspect/{pk}/").status_code == 404
    booking = scene.booked()
    assert admin_client.post(f"/admin/call-desk/move/{booking.pk}/", {"session": pk}).status_code in (200, 404)
    for name in ("offer", "place"):
        assert admin_client.get("/admin/session/", {name: pk * 20}).status_code == 200

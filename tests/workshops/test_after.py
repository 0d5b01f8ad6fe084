"""The page of a booking: the ticket, cancelling in two taps, the calendar, the slip, the purge."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.workshops import front_desk, reserving, retention, slip
from catalogue.workshops.models import Booking, Participant
from catalogue.workshops.stage import Stage, stage_of
from core.retention import registry
from core.tokens import new_token

from .conftest import paris


def url(name: str, booking: Booking) -> str:
    return reverse(f"workshops:{name}", args=[booking.token])


def test_cancelling_takes_two_taps_and_no_reason(client, scene):
    booking = scene.booked()
    asked = client.get(url("cancel", booking))
    assert asked.status_code == 200 and Seat.objects.get().state == SeatState.CONFIRMED
    response = client.post(url("cancel", booking), follow=True)
    assert response.context["stage"] == "cancelled"
    assert Seat.objects.get().state == SeatState.CANCELLED
    assert client.get(url("cancel", booking)).status_code == 302


def test_a_cancelled_session_shows_why_on_its_page(client, scene):
    from catalogue.agenda.sessions import cancel_session

    booking = scene.booked()
    cancel_session(scene.session.pk, "La salle est fermée.")
    response = client.get(url("booking", booking))
    assert "La salle est fermée." in response.content.decode() and response.context["stage"] == "called_off"


def test_the_calendar_has_the_right_time_zone_and_nobody_in_it(client, scene):
    Session.objects.all().delete()
    scene.place.time_zone = "Indian/Reunion"
    scene.place.save()
    booking = scene.booked(scene.another(starts_at=paris(10, 9)), email="awa@exemple.invalid")
    response = client.get(url("calendar", booking))
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode()
    assert "Awa" not in text and "exemple.invalid" not in text and "63998" not in text and booking.token not in text
    [event] = Calendar.from_ical(response.content).walk("VEVENT")
    assert event.decoded("dtstart") == paris(10, 9)
    assert event["dtstart"].params["TZID"] == "Indian/Reunion"
    assert Calendar.from_ical(response.content).walk("VTIMEZONE")


def test_papers_of_a_cancelled_booking_lead_back_to_its_page(client, scene):
    booking = scene.booked()
    client.post(url("cancel", booking))
    for name in ("calendar", "slip"):
        assert client.get(url(name, booking)).url == url("booking", booking)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_slip_is_a_pdf_in_each_language_with_french_beneath(client, scene, arabic, language):
    scene.place.name = 'Point #d"accueil *Grenoble* $x$ @a <b>'
    scene.place.save()
    booking = scene.booked(first_name='#eval("1")', language=language)
    with translation.override(language):
        response = client.get(url("slip", booking))
        assert slip.slip_of(booking) == response.content
        sides = slip.slip_data(booking)["sides"]
    assert response.content.startswith(b"%PDF")
    assert [side["lang"] for side in sides] == (["fr"] if language == "fr" else [language, "fr"])
    assert "Awa" not in str(sides)


def test_names_and_phones_are_erased_three_months_after_the_last_meeting(client, scene):
    booking = scene.booked(email="awa@exemple.invalid")
    over = timezone.now() - timedelta(days=91)
    Session.objects.update(starts_at=over - timedelta(hours=2), ends_at=over)
    assert retention.purge_bookings(timezone.now()) == 0
    assert retention.purge_bookings(timezone.now() + timedelta(days=2)) == 1
    assert retention.purge_bookings(timezone.now() + timedelta(days=2)) == 0
    old = booking.token
    booking.refresh_from_db()
    person = Participant.objects.get()
    assert (booking.phone, booking.email, person.first_name) == ("", "", "")
    assert booking.purged_at and booking.session_id and Seat.objects.get().state == SeatState.CONFIRMED
    assert client.get(reverse("workshops:booking", args=[old])).status_code == 404


def test_drafts_are_erased_after_a_day_and_their_seat_is_free(scene):
    booking = reserving.start(scene.session.pk, key=new_token(), language="fr")
    reserving.describe(booking, first_name="Awa", phone="+33639981234")
    assert retention.purge_drafts(timezone.now()) == 0
    assert retention.purge_drafts(timezone.now() + timedelta(days=1, minutes=1)) == 1
    assert not Booking.objects.exists() and not Participant.objects.exists()


def test_the_registry_names_every_personal_field():
    fields = {entry.model: set(entry.fields) for entry in registry()}
    assert {"phone", "email"} <= fields["workshops.Booking"]
    assert {"first_name", "adult_name", "adult_phone"} <= fields["workshops.Participant"]


def test_a_new_link_makes_the_old_one_useless(client, scene):
    booking = scene.booked()
    token = front_desk.new_link(booking)
    assert client.get(url("booking", booking)).status_code == 404
    assert client.get(reverse("workshops:booking", args=[token])).status_code == 200


def test_a_walk_in_takes_a_free_seat_once(scene):
    key = new_token()
    first = front_desk.add_person(scene.session.pk, key=key, first_name="Mei")
    assert front_desk.add_person(scene.session.pk, key=key, first_name="Mei").pk == first.pk
    assert stage_of(first) == Stage.CONFIRMED


def test_a_cancelled_booking_is_given_its_seat_back(client, scene):
    booking = scene.booked()
    client.post(url("cancel", booking))
    assert stage_of(front_desk.reinstate(booking)) == Stage.CONFIRMED
    client.post(url("cancel", booking))
    assert stage_of(Booking.objects.with_people().get(pk=booking.pk)) == Stage.CANCELLED

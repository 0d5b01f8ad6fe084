"""Walk-ins in ten seconds, one more on purpose, moved, given back; the session cancelled, and everyone told."""

import pytest
from django.utils import timezone

from catalogue.agenda.models import Attendance, SessionState
from catalogue.places.factories import ReceptionPointFactory
from catalogue.workshops import reserving, retention
from catalogue.workshops.models import Booking, Call, Outcome
from core.models import Message
from core.tokens import new_token

pytestmark = pytest.mark.django_db


def walk_in_url(session):
    return f"/accueil/seance/{session.pk}/arrivee/"


def test_somebody_comes_a_first_name_is_enough(on_shift, now_on, host):
    key = new_token()
    for _click in range(2):
        assert on_shift.post(walk_in_url(now_on), {"first_name": "Awa", "phone": "", "key": key}).status_code == 302
    booking = Booking.objects.get()
    assert booking.participant.first_name == "Awa" and booking.channel == "walk_in"
    mark = Attendance.objects.get()
    assert (mark.presence, mark.marked_by) == ("present", host), "who stands there is there"
    assert "Awa" in on_shift.get("/accueil/").content.decode()


@pytest.mark.parametrize(
    "typed", [{"first_name": ""}, {"first_name": "x" * 10_000}, {"first_name": "a\x00"}, {"first_name": "A", "phone": "1"}]
)
def test_a_mistake_is_said_and_what_was_typed_is_kept(on_shift, now_on, typed):
    page = on_shift.post(walk_in_url(now_on), typed)
    assert page.status_code == 200 and page.context["form"].errors
    assert not Booking.objects.exists()


def test_a_full_session_takes_one_more_on_purpose_with_the_reason(on_shift, now_on, expected, client):
    for name in ("Awa", "Jean", "Mei"):
        expected(name)
    page = on_shift.post(walk_in_url(now_on), {"first_name": "Rosa", "phone": "06 39 98 12 12"}).content.decode()
    assert "La session est complète" in page and 'value="Rosa"' in page and 'value="06 39 98 12 12"' in page
    assert now_on.seats.count() == 3
    typed = {"first_name": "Rosa", "phone": "06 39 98 12 12", "why": "other", "words": ""}
    assert on_shift.post(walk_in_url(now_on), typed).context["form"].errors["words"]
    assert on_shift.post(walk_in_url(now_on), {**typed, "words": "Sa voisine l’accompagne"}).status_code == 302
    seat = now_on.seats.get(participant__first_name="Rosa")
    assert (seat.state, seat.over_reason) == ("confirmed", "Sa voisine l’accompagne")
    assert "Sa voisine l’accompagne" in on_shift.get("/accueil/").content.decode()
    retention.purge_bookings(timezone.now() + retention.KEPT * 2)
    seat.refresh_from_db()
    assert seat.over_reason == "", "the team's own words go with the name"


def test_the_reason_is_seen_in_the_admin(admin_client, now_on, expected):
    for name in ("Awa", "Jean", "Mei"):
        expected(name)
    expected("Rosa", over_reason="Une chaise de plus")
    assert "Une chaise de plus" in admin_client.get(f"/admin/session/inspect/{now_on.pk}/").content.decode()


def test_who_waits_and_is_here_is_seated(on_shift, now_on, scene):
    soon = scene.another(starts_at=timezone.now() + timezone.timedelta(minutes=20), capacity=1)
    scene.booked(soon, first_name="Awa")
    waiting = reserving.start(soon.pk, key=new_token(), language="fr", waits=True)
    reserving.describe(waiting, first_name="Paul", phone="+33639985555")
    booking = reserving.submit(waiting)
    paul = booking.participants.get()
    before = Message.objects.count()
    url = f"/accueil/personne/{paul.pk}/placer/"
    assert on_shift.get(url).status_code == 200
    for _click in range(2):
        on_shift.post(url, {"why": "here"})
    paul.refresh_from_db()
    assert paul.seat.state == "confirmed" and paul.seat.over_reason
    assert soon.seats.alive().count() == 2 and Message.objects.count() == before, "who is here needs no message"


def test_somebody_is_moved_and_told_by_message(on_shift, scene):
    today = scene.another(starts_at=timezone.now() + timezone.timedelta(minutes=30))
    booking = scene.booked(today, first_name="Awa")
    awa = booking.participants.get()
    url = f"/accueil/personne/{awa.pk}/deplacer/"
    html = on_shift.get(url).content.decode()
    assert scene.place.name in html and f"{scene.session.capacity} places" in html
    assert on_shift.post(url, {"session": "999999"}).context["form"].errors
    assert on_shift.post(url, {"session": str(scene.session.pk), "told": "on"}).status_code == 302
    booking.refresh_from_db()
    assert booking.session == scene.session
    assert Message.objects.filter(subject_ref=booking.about, kind="booking_moved").exists()
    assert not Call.objects.exists()


def test_a_seat_is_given_back_for_somebody(on_shift, expected):
    awa = expected("Awa")
    assert on_shift.get(f"/accueil/personne/{awa.pk}/rendre/").status_code == 200
    on_shift.post(f"/accueil/personne/{awa.pk}/rendre/")
    awa.seat.refresh_from_db()
    assert awa.seat.state == "cancelled"


def test_nobody_of_another_place_is_reached(on_shift, expected, scene):
    elsewhere = scene.another(place=ReceptionPointFactory(), starts_at=timezone.now())
    jean = expected("Jean", session=elsewhere)
    for path in (f"personne/{jean.pk}/", f"personne/{jean.pk}/deplacer/", f"personne/{jean.pk}/rendre/", f"personne/{jean.pk}/placer/"):
        assert on_shift.get(f"/accueil/{path}").status_code == 404
        assert "Jean" not in on_shift.get(f"/accueil/{path}").content.decode()
    for path in ("arrivee", "annuler", "annulee", "compter", "sortie", "visages"):
        assert on_shift.get(f"/accueil/seance/{elsewhere.pk}/{path}/").status_code in (302, 404)
    assert on_shift.get(f"/accueil/seance/{elsewhere.pk}/feuille.pdf").status_code == 404
    assert on_shift.post(f"/accueil/seance/{elsewhere.pk}/prendre/").status_code == 404
    assert on_shift.get("/accueil/personne/99999999999999999999/").status_code == 404


def test_a_session_is_cancelled_and_who_has_no_message_is_called(on_shift, now_on, expected, host):
    expected("Awa", phone="+33639981234")
    expected("Jean", phone="+33465710001")  # a landline
    expected("Mei")  # no number at all
    url = f"/accueil/seance/{now_on.pk}/annuler/"
    assert on_shift.post(url, {"reason": ""}).context["form"].errors
    page = on_shift.post(url, {"reason": "La salle est fermée."}, follow=True).content.decode()
    now_on.refresh_from_db()
    assert now_on.state == SessionState.CANCELLED
    assert "Un message part pour 1 réservation" in page and "04 65 71 00 01" in page and "Mei" in page
    call = Call.objects.get()
    listed = on_shift.get("/accueil/appels/").content.decode()
    assert "Jean" in listed and "La salle est fermée." in listed and 'href="tel:+33465710001"' in listed
    on_shift.post("/accueil/appels/", {"call": call.pk, "outcome": "no_answer"})
    call.refresh_from_db()
    assert call.tries == 1 and call.done_at is None
    on_shift.post("/accueil/appels/", {"call": call.pk, "outcome": "told"})
    call.refresh_from_db()
    assert (call.outcome, call.done_by) == (Outcome.TOLD, host)
    assert "Jean" not in on_shift.get("/accueil/appels/").content.decode()
    assert "1 par téléphone" in on_shift.get(f"/accueil/seance/{now_on.pk}/annulee/").content.decode()


@pytest.mark.parametrize("call", ["", "x", "9" * 30, "-1", "\x00", "١"])
def test_a_forged_call_is_answered_politely(on_shift, call):
    assert on_shift.post("/accueil/appels/", {"call": call, "outcome": "told"}).status_code == 302


def test_the_sheet_has_names_what_to_prepare_and_no_phone(on_shift, now_on, expected, host):
    from catalogue.workshops.hosting.day import sitting_of
    from catalogue.workshops.hosting.sheet import sheet_data

    awa = expected("Awa #let x = 1", phone="+33639981234")
    awa.arrangements = ["large_print"]
    awa.save()
    expected("سميرة")
    response = on_shift.get(f"/accueil/seance/{now_on.pk}/feuille.pdf")
    assert response["Content-Type"] == "application/pdf" and response.content.startswith(b"%PDF")
    data = sheet_data(sitting_of(host, now_on))
    assert data["rows"] == ["Awa #let x = 1", "سميرة"], "what is signed by all bears names alone"
    assert data["needs"] == [{"name": "Awa #let x = 1", "needs": "de gros caractères"}]
    assert "39981234" not in str(data)

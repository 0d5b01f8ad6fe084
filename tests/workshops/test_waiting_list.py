"""Wait, be offered a seat, take it or leave it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.models import Seat, SeatState
from catalogue.agenda.schedule import set_meetings
from catalogue.workshops import cancelling, reserving, telling
from catalogue.workshops.models import Booking, Call
from catalogue.workshops.stage import Stage, stage_of
from core.local_time import at_place
from core.models import Message
from core.polite_hours import next_polite
from core.tokens import new_token

pytestmark = pytest.mark.both


def url(name: str, booking: Booking) -> str:
    return reverse(f"workshops:{name}", args=[booking.token])


def fresh(booking: Booking) -> Booking:
    return Booking.objects.with_people().get(pk=booking.pk)


@pytest.fixture
def line(scene):
    """The session is full: Awa has a seat; Jean waits, then Fatima."""
    awa = scene.booked()
    seats.reserve(scene.session.pk, key=new_token(), count=2)
    people = [awa]
    for name in ("Jean", "Fatima"):
        booking = reserving.start(scene.session.pk, key=new_token(), language="fr", waits=True)
        reserving.describe(booking, first_name=name, phone=f"+3363998000{len(people)}")
        people.append(reserving.submit(booking))
    return people


def test_the_place_in_line_is_shown(client, line):
    assert [client.get(url("booking", booking)).context.get("position") for booking in line] == [None, 1, 2]


def test_joining_the_line_from_the_screens(client, scene):
    seats.reserve(scene.session.pk, key=new_token(), count=3)
    screen = client.get(reverse("workshops:book", args=[scene.session.pk]))
    who = client.post(screen.wsgi_request.path, {"key": screen.context["key"], "waits": "1"}).url
    client.post(who, {"first_name": "Jean", "phone": "06 39 98 00 01"})
    booking = Booking.objects.get()
    client.post(url("check", booking))
    assert stage_of(fresh(booking)) == Stage.WAITING
    assert list(Message.objects.values_list("kind", flat=True)) == ["waiting_joined"]


def test_a_seat_that_freed_meanwhile_is_taken_at_once(scene):
    taken = seats.reserve(scene.session.pk, key=new_token(), count=3)
    booking = reserving.start(scene.session.pk, key=new_token(), language="fr", waits=True)
    reserving.describe(booking, first_name="Jean", phone="+33639980001")
    seats.cancel([taken[0].pk])
    assert stage_of(fresh(reserving.submit(booking))) == Stage.CONFIRMED


def test_the_freed_seat_is_offered_and_taken(client, line):
    awa, jean, _fatima = line
    cancelling.cancel(awa)
    offered = Message.objects.get(kind="seat_offered")
    assert offered.recipient == jean.phone and jean.token in offered.body
    page = client.get(url("booking", jean))
    assert reverse("workshops:accept", args=[jean.token]) in page.content.decode()
    client.get(url("booking", jean))  # looking takes nothing
    assert stage_of(fresh(jean)) == Stage.OFFERED
    for _click in range(2):
        client.post(url("accept", jean))
    assert stage_of(fresh(jean)) == Stage.CONFIRMED
    assert Message.objects.filter(kind="booking_confirmed", recipient=jean.phone).count() == 1


def test_the_offered_seat_is_left_to_the_next(client, line):
    awa, jean, fatima = line
    cancelling.cancel(awa)
    client.post(url("cancel", jean))
    assert stage_of(fresh(jean)) == Stage.CANCELLED
    assert stage_of(fresh(fatima)) == Stage.OFFERED


def test_an_answer_that_comes_too_late_says_so_and_what_else_there_is(client, scene, line):
    later = scene.another()
    awa, jean, fatima = line
    cancelling.cancel(awa)
    Seat.objects.filter(state=SeatState.OFFERED).update(held_until=timezone.now() - timedelta(minutes=1))
    seats.sweep(timezone.now())
    page = client.get(client.post(url("accept", jean)).url)
    assert page.context["stage"] == "lapsed"
    assert [card.pk for card in page.context["others"]] == [later.pk]
    assert stage_of(fresh(fatima)) == Stage.OFFERED


def test_accepting_is_a_post(client, line):
    assert client.get(url("accept", line[1])).status_code == 405


def test_one_stops_waiting(client, line):
    asked = client.get(url("cancel", line[1])).content.decode()
    assert "Quitter la liste d’attente" in asked and "Rester sur la liste" in asked
    assert "Annuler ma place" not in asked  # who waits has no seat to cancel or to keep
    client.post(url("cancel", line[1]))
    assert client.get(url("booking", line[2])).context["position"] == 1


def test_other_dates_tell_no_distance_from_a_place_the_visitor_did_not_name(client, scene, line):
    scene.another()
    others = client.get(url("booking", line[1])).context["others"]
    assert [card.km for card in others] == [None]


def _freed_at(monkeypatch, session, hour: int) -> None:
    """Let the clock of those who write say an hour of the day before the session's, in Paris."""
    day = session.starts_local - timedelta(days=1)
    now = day.replace(hour=hour, minute=0, second=0, microsecond=0)
    monkeypatch.setattr(telling, "next_polite", lambda _now, zone, **kwargs: next_polite(now, zone, **kwargs))
    seats.cancel([Seat.objects.filter(session=session, state=SeatState.CONFIRMED).order_by("pk")[0].pk], now=now)


def test_nobody_is_told_of_a_free_seat_in_the_night(scene, line, monkeypatch):
    _freed_at(monkeypatch, scene.session, 22)
    told = Message.objects.get(kind="seat_offered")
    seat = Seat.objects.get(state=SeatState.OFFERED)
    morning = at_place(told.send_after, "Europe/Paris")
    assert (morning.hour, morning.minute) == (9, 0) and told.expires_at == seat.held_until
    assert at_place(seat.held_until, "Europe/Paris").hour == 10  # one hour, counted from the morning
    assert not Call.objects.exists()


def test_a_seat_free_too_late_for_a_text_is_for_the_team_to_call_about(scene, line, monkeypatch):
    start = scene.session.starts_local.replace(hour=8, minute=30)
    set_meetings(scene.session, [(start, start + timedelta(hours=2))])
    scene.session.refresh_from_db()
    _freed_at(monkeypatch, scene.session, 22)
    assert not Message.objects.filter(kind="seat_offered").exists()
    assert Call.objects.get(reason="seat_offered").useless_after == scene.session.starts_at


def test_who_has_no_mobile_is_called_and_has_as_long_as_the_seat_is_kept(scene, line, monkeypatch):
    Booking.objects.filter(participants__first_name="Jean").update(phone="+33261911234")
    _freed_at(monkeypatch, scene.session, 14)
    call = Call.objects.get(reason="seat_offered")
    assert call.booking.participant.first_name == "Jean"
    assert call.useless_after == Seat.objects.get(state=SeatState.OFFERED).held_until
    assert not Message.objects.filter(kind="seat_offered").exists()

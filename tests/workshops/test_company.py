"""Several people at once: each a first name and a seat of their own; those who come to help take none."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.models import Seat, SeatState
from catalogue.workshops import cancelling, company, front_desk, reserving, retention
from catalogue.workshops.arrangements import Arrangement, label
from catalogue.workshops.models import Booking, Participant
from catalogue.workshops.stage import Stage, live_seats_of, seats_of, stage_of
from core.models import Message
from core.tokens import new_token

from .conftest import PHONE

GOOD = {"first_name": "Awa", "phone": PHONE}


def url(name: str, booking: Booking) -> str:
    return reverse(f"workshops:{name}", args=[booking.token])


def fresh(booking: Booking) -> Booking:
    return Booking.objects.with_people().get(pk=booking.pk)


@pytest.fixture
def draft(scene) -> Booking:
    return reserving.start(scene.session.pk, key=new_token(), language="fr")


def family(scene, *names: str, **contact) -> Booking:
    """Several people book by the same functions as the screens."""
    booking = reserving.start(scene.session.pk, key=new_token(), language="fr")
    booking = company.bring(booking, len(names))
    keys = [person.pk for person in booking.participants.all()]
    others = {key: {"first_name": name} for key, name in zip(keys[1:], names[1:], strict=True)}
    reserving.describe(booking, first_name=names[0], phone="+33639981234", others=others, **contact)
    return reserving.submit(booking)


@pytest.mark.both
def test_two_people_book_on_the_same_three_screens(client, scene, draft):
    typed = client.post(url("who", draft), {"first_name": "Awa", "phone": "06 3", "people": "2"})
    assert typed.status_code == 200 and 'value="Awa"' in typed.content.decode() and 'value="06 3"' in typed.content.decode()
    assert Seat.objects.filter(state=SeatState.HELD).count() == 2
    second = fresh(draft).participants.all()[1]
    told = client.post(url("who", draft), {**GOOD, f"first_name_{second.pk}": "Jean"})
    assert told.url == url("check", draft)
    page = client.get(told.url).content.decode()
    assert "Awa" in page and "Jean" in page and "Réserver nos 2 places" in page
    done = client.post(told.url)
    page = client.get(done.url).content.decode()
    assert "C’est réservé, Awa et Jean." in page and "2 places" in page
    assert Seat.objects.filter(state=SeatState.CONFIRMED).count() == 2
    assert Message.objects.count() == 1


def test_asking_for_a_second_seat_twice_brings_one_person(client, draft):
    for _click in range(2):
        client.post(url("who", draft), {"people": "2"})
    assert Participant.objects.count() == Seat.objects.filter(state=SeatState.HELD).count() == 2


@pytest.mark.parametrize("people", ["9", "99999999999999999999", "-3", "x", ""])
def test_no_more_come_than_there_are_seats(client, scene, draft, people):
    assert client.post(url("who", draft), {"people": people}).status_code == 200
    assert Participant.objects.count() <= scene.session.capacity


def test_five_people_at_most(client, scene, draft):
    scene.session.capacity = 12
    scene.session.save()
    client.post(url("who", draft), {"people": "12"})
    assert Participant.objects.count() == 5


def test_when_no_seat_is_left_it_is_said_and_nothing_is_lost(client, scene, draft):
    seats.reserve(scene.session.pk, key=new_token(), count=2)
    page = client.post(url("who", draft), {"first_name": "Awa", "people": "2"}).content.decode()
    assert "Il n’y a plus de place pour une personne de plus." in page and 'value="Awa"' in page
    assert Participant.objects.count() == 1


@pytest.mark.both
def test_somebody_taken_out_gives_their_seat_back_and_the_others_stay(client, draft):
    client.post(url("who", draft), {"people": "3"})
    _first, second, third = fresh(draft).participants.all()
    typed = {"first_name": "Awa", f"first_name_{second.pk}": "Jean", f"first_name_{third.pk}": "Mei", "without": second.pk}
    page = client.post(url("who", draft), typed).content.decode()
    assert "Mei" in page and "Jean" not in page
    assert Seat.objects.filter(state=SeatState.HELD).count() == 2


def test_nobody_of_another_booking_can_be_taken_out(client, scene, draft):
    other = company.bring(reserving.start(scene.session.pk, key=new_token(), language="fr"), 2)
    client.post(url("who", draft), {"without": other.participants.all()[1].pk})
    assert len(fresh(other).participants.all()) == 2


def test_the_name_of_each_person_is_asked(client, draft):
    client.post(url("who", draft), {"people": "2"})
    second = fresh(draft).participants.all()[1]
    response = client.post(url("who", draft), {**GOOD, f"first_name_{second.pk}": " "})
    assert response.status_code == 200 and "Écrivez le prénom." in response.content.decode()
    assert client.get(url("check", draft)).url == url("who", draft)


def test_a_hold_that_ran_out_is_taken_again_for_all_or_for_nobody(client, scene, draft):
    client.post(url("who", draft), {"people": "2"})
    second = fresh(draft).participants.all()[1]
    client.post(url("who", draft), {**GOOD, f"first_name_{second.pk}": "Jean"})
    Seat.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    seats.sweep(timezone.now())
    assert client.post(url("keep", draft)).url == url("check", draft)
    assert Seat.objects.filter(state=SeatState.HELD).count() == 2
    Seat.objects.update(held_until=timezone.now() - timedelta(minutes=1))
    seats.reserve(scene.session.pk, key=new_token(), count=3)
    response = client.post(url("check", draft))
    assert response.status_code == 409 and response.context["can_wait"]
    assert not Seat.objects.filter(state=SeatState.HELD).exists()
    client.post(url("change", draft), {"waits": "1"})
    client.post(url("check", draft))
    assert stage_of(fresh(draft)) == Stage.WAITING and len(live_seats_of(fresh(draft))) == 2


@pytest.mark.both
def test_one_of_two_stays_at_home_and_the_other_still_comes(client, scene):
    booking = family(scene, "Awa", "Jean")
    page = client.get(url("cancel", booking)).content.decode()
    assert "Seulement Jean ne vient pas" in page
    second = fresh(booking).participants.all()[1]
    client.post(url("cancel", booking), {"person": second.pk})
    assert stage_of(fresh(booking)) == Stage.CONFIRMED
    assert "C’est réservé, Awa." in client.get(url("booking", booking)).content.decode()
    assert Message.objects.filter(kind="booking_cancelled").count() == 0
    client.post(url("cancel", booking))
    assert stage_of(fresh(booking)) == Stage.CANCELLED
    assert Message.objects.filter(kind="booking_cancelled").count() == 1


def test_cancelling_for_all_is_told_once(scene):
    booking = family(scene, "Awa", "Jean", "Mei")
    cancelling.cancel(booking)
    assert [seat.state for seat in seats_of(fresh(booking))] == ["cancelled"] * 3
    assert Message.objects.filter(kind="booking_cancelled").count() == 1


def test_people_of_another_booking_are_not_cancelled_by_their_key(client, scene):
    booking = family(scene, "Awa", "Jean")
    other = scene.booked(first_name="Mei")
    client.post(url("cancel", booking), {"person": other.participant.pk})
    assert stage_of(fresh(other)) == Stage.CONFIRMED and len(live_seats_of(fresh(booking))) == 2


@pytest.mark.both
def test_of_two_who_wait_one_is_offered_a_seat_first_and_is_told(client, scene):
    taken = scene.booked()
    seats.reserve(scene.session.pk, key=new_token(), count=2)
    booking = company.bring(reserving.start(scene.session.pk, key=new_token(), language="fr", waits=True), 2)
    second = booking.participants.all()[1]
    reserving.describe(booking, first_name="Jean", phone="+33639980007", others={second.pk: {"first_name": "Mei"}})
    booking = reserving.submit(booking)
    assert stage_of(booking) == Stage.WAITING
    cancelling.cancel(taken)
    assert stage_of(fresh(booking)) == Stage.OFFERED
    assert Message.objects.filter(kind="seat_offered").count() == 1
    client.post(url("accept", booking))
    page = client.get(url("booking", booking)).content.decode()
    assert "C’est réservé, Jean." in page and "Attend encore une place" in page and "Mei" in page


def test_saying_no_to_an_offer_leaves_the_line_and_keeps_the_seats_one_has(client, scene):
    first, second = scene.booked(), scene.booked()
    seats.reserve(scene.session.pk, key=new_token(), count=1)
    booking = reserving.submit(company.bring(reserving.start(scene.session.pk, key=new_token(), language="fr", waits=True), 2))
    cancelling.cancel(first)
    client.post(url("accept", booking))
    cancelling.cancel(second)
    assert stage_of(fresh(booking)) == Stage.OFFERED
    client.post(url("cancel", booking), {"offered": "1"})
    assert [seat.state for seat in seats_of(fresh(booking))] == [SeatState.CONFIRMED, SeatState.CANCELLED]


def test_what_helps_is_chosen_from_the_list_and_who_comes_to_help_takes_no_seat(client, scene, draft):
    typed = {**GOOD, "arrangements": ["near_the_door", "large_print"], "companions": "2", "last_name": "Diallo"}
    assert client.post(url("who", draft), typed).url == url("check", draft)
    page = client.get(url("check", draft)).content.decode()
    assert "Diallo" in page and "2 personnes" in page
    person = Participant.objects.get()
    assert person.arrangements == ["near_the_door", "large_print"] and fresh(draft).companions == 2
    assert Seat.objects.count() == 1
    client.post(url("check", draft))
    told = Message.objects.get()
    assert "porte" not in told.body and "Diallo" not in told.body and "Awa" not in told.body


@pytest.mark.parametrize("more", [{"arrangements": ["deaf"]}, {"arrangements": ["near_the_door", "x" * 10_000]}, {"companions": "7"}])
def test_what_is_not_on_the_list_is_refused_with_a_sentence(client, draft, more):
    response = client.post(url("who", draft), {**GOOD, **more})
    assert response.status_code == 200 and set(response.context["form"].errors) == set(more)
    assert Participant.objects.get().arrangements == []


def test_what_is_needed_is_never_a_cause():
    assert all(label(code) != code for code in Arrangement.values)
    assert label("gone from the list") == "gone from the list"


def test_all_of_it_is_erased_in_time(scene):
    booking = family(scene, "Awa", "Jean", companions=1, phone_is_shared=True, last_name="Diallo", arrangements=["large_print"])
    scene.session.starts_at, scene.session.ends_at = timezone.now() - timedelta(days=95), timezone.now() - timedelta(days=94)
    scene.session.save()
    assert retention.purge_bookings(timezone.now()) == 1
    booking = fresh(booking)
    assert (booking.companions, booking.phone_is_shared, booking.phone) == (0, False, "")
    assert {(one.first_name, one.last_name, tuple(one.arrangements)) for one in booking.participants.all()} == {("", "", ())}


def test_a_young_one_who_comes_along_needs_an_adult_too(client, scene, draft):
    scene.workshop.minimum_age = 16
    scene.workshop.save_revision().publish()
    client.post(url("who", draft), {"people": "2"})
    second = fresh(draft).participants.all()[1]
    typed = {**GOOD, f"first_name_{second.pk}": "Léo", f"under_age_{second.pk}": "on"}
    assert {"adult_name", "adult_phone"} <= set(client.post(url("who", draft), typed).context["form"].errors)
    client.post(url("who", draft), {**typed, "adult_name": "Nadia", "adult_phone": "04 65 71 00 00"})
    first, second = fresh(draft).participants.all()
    assert (first.adult_phone, second.adult_phone) == ("", "+33465710000")


def test_all_of_them_are_given_their_seats_back(scene):
    booking = family(scene, "Awa", "Jean")
    cancelling.cancel(booking)
    booking = front_desk.reinstate(booking)
    assert stage_of(booking) == Stage.CONFIRMED and len(live_seats_of(booking)) == 2

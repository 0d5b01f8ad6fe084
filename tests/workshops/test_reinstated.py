"""A cancelled session takes place after all: everyone is told, by the means they gave."""

from catalogue.agenda import seats
from catalogue.agenda.planning import closing
from catalogue.agenda.reach import reach_of
from catalogue.workshops import reserving
from catalogue.workshops.call_list import calls_to_make
from catalogue.workshops.factories import HelperFactory
from catalogue.workshops.models import Booking, Call
from catalogue.workshops.stage import Stage, stage_of
from core.models import Message
from core.tokens import new_token

LANDLINE = "+33465710000"


def fresh(booking: Booking) -> Booking:
    return Booking.objects.with_people().get(pk=booking.pk)


def test_who_had_a_seat_is_asked_and_says_yes_on_the_page_of_the_booking(scene, client):
    booking = scene.booked()
    Message.objects.update(state="sent")
    seats.cancel_session(scene.session.pk, "Panne")
    Message.objects.update(state="sent")
    seats.reinstate_session(scene.session.pk)
    message = Message.objects.order_by("pk").last()
    assert message.kind == "session_reinstated" and booking.token in message.body
    assert stage_of(fresh(booking)) == Stage.OFFERED
    assert "Oui, je viens" in client.get(f"/reserver/r/{booking.token}/").content.decode()
    client.post(f"/reserver/r/{booking.token}/accepter/")
    assert stage_of(fresh(booking)) == Stage.CONFIRMED


def test_a_cancellation_not_sent_yet_is_withdrawn_for_it_is_no_longer_true(scene):
    scene.booked()
    seats.cancel_session(scene.session.pk, "Panne")
    seats.reinstate_session(scene.session.pk)
    assert dict(Message.objects.values_list("kind", "state"))["session_cancelled"] == "withdrawn"


def test_who_has_no_mobile_is_called_about_it_and_no_more_about_the_cancellation(scene):
    scene.booked(phone=LANDLINE)
    seats.cancel_session(scene.session.pk, "Panne")
    seats.reinstate_session(scene.session.pk)
    assert [call.reason for call in calls_to_make()] == ["session_reinstated"]


def test_who_waited_is_told_that_they_wait_again(scene):
    for _person in range(3):
        scene.booked()
    draft = reserving.start(scene.session.pk, key=new_token(), language="fr", waits=True)
    reserving.describe(draft, first_name="Nadia", phone="+33639985678")
    booking = reserving.submit(draft)
    seats.cancel_session(scene.session.pk, "Panne")
    seats.reinstate_session(scene.session.pk)
    assert stage_of(fresh(booking)) == Stage.WAITING
    kinds = Message.objects.filter(kind__startswith="session_reinstated").values_list("kind", flat=True)
    assert sorted(kinds) == ["session_reinstated"] * 3 + ["session_reinstated_waiting"]


def test_cancelled_a_second_time_everyone_hears_it_a_second_time(scene):
    booking = scene.booked()
    seats.cancel_session(scene.session.pk, "Panne")
    Message.objects.update(state="sent")
    seats.reinstate_session(scene.session.pk)
    Message.objects.update(state="sent")
    seats.accept_offer(fresh(booking).participant.seat_id)
    seats.cancel_session(scene.session.pk, "Panne encore")
    assert list(Message.objects.filter(kind="session_cancelled").order_by("pk").values_list("state", flat=True)) == ["sent", "queued"]


def test_the_screen_that_closes_a_place_knows_who_must_be_called(scene):
    scene.booked()
    scene.booked(phone=LANDLINE)
    people = closing.people_in([scene.session])
    reach = reach_of(people)
    assert (len(people), reach.told, reach.to_call) == (2, 1, 1)
    assert reach.calls_url
    closing.close(scene.place, scene.session.local_day, scene.session.local_day, "Travaux")
    assert Call.objects.get().reason == "session_cancelled"


def test_a_helper_who_receives_the_messages_is_asked_in_the_person_s_stead(scene):
    helper = HelperFactory(email="claire@exemple.invalid")
    booking = scene.booked()
    Booking.objects.filter(pk=booking.pk).update(helper=helper, receives="helper")
    seats.cancel_session(scene.session.pk, "Panne")
    seats.reinstate_session(scene.session.pk)
    asked = Message.objects.get(kind="helper_seat_offered")
    assert asked.recipient == helper.email
    assert not Message.objects.filter(kind="session_reinstated").exists()

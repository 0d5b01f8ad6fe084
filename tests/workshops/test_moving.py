"""Another day in two taps: new seats first, then the old ones back, one message, nobody asks why."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from catalogue.agenda import seats, sessions
from catalogue.agenda.errors import IllegalMove, SessionClosed, SessionFull, SessionReserved
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.workshops import cancelling, moving, reserving
from catalogue.workshops.models import Booking, Call
from catalogue.workshops.stage import Stage, stage_of
from core.models import Message, Organisation
from core.tokens import new_token

from .test_company import family, fresh, url


@pytest.mark.both
def test_moving_takes_two_taps_and_no_reason(client, scene):
    later = scene.another(capacity=5)
    booking = scene.booked()
    screen = client.get(url("move", booking))
    assert [card.pk for card in screen.context["others"]] == [later.pk]
    assert Seat.objects.get().session == scene.session
    moved = client.post(url("move", booking), {"session": later.pk})
    assert moved.url == url("booking", booking)
    assert Seat.objects.get(session=later).state == SeatState.CONFIRMED
    assert Seat.objects.get(session=scene.session).state == SeatState.CANCELLED
    assert client.get(moved.url).status_code == 200


def test_one_message_says_it_and_takes_the_place_of_what_has_not_left(scene):
    booking = scene.booked()
    moving.move(booking, scene.another().pk)
    assert list(Message.objects.exclude(state="withdrawn").values_list("kind", flat=True)) == ["booking_moved"]
    assert not Message.objects.filter(kind="booking_cancelled").exists()


def test_twice_is_once(scene):
    later, booking = scene.another(), scene.booked()
    moving.move(booking, later.pk)
    moving.move(booking, later.pk)
    assert Seat.objects.filter(session=later).count() == 1
    assert Message.objects.filter(kind="booking_moved").count() == 1


def test_there_and_back_again(scene):
    later, booking = scene.another(), scene.booked()
    moving.move(booking, later.pk)
    booking = moving.move(booking, scene.session.pk)
    assert stage_of(booking) == Stage.CONFIRMED and booking.session == scene.session
    assert Seat.objects.taking_room().count() == 1


def test_a_family_moves_together_or_not_at_all(client, scene):
    booking = family(scene, "Awa", "Jean")
    small, large = scene.another(capacity=1), scene.another(capacity=2)
    assert [card.pk for card in client.get(url("move", booking)).context["others"]] == [large.pk]
    with pytest.raises(SessionFull):
        moving.move(booking, small.pk)
    assert Seat.objects.filter(session=scene.session, state=SeatState.CONFIRMED).count() == 2
    response = client.post(url("move", booking), {"session": small.pk})
    assert response.status_code == 409 and response.context["reason"] == "too_few" and not response.context["can_wait"]
    moving.move(booking, large.pk)
    assert Seat.objects.filter(session=large, state=SeatState.CONFIRMED).count() == 2


def test_who_stays_at_home_does_not_move(scene):
    booking = family(scene, "Awa", "Jean")
    cancelling.cancel(booking, [booking.participants.all()[1]])
    later = scene.another()
    moving.move(booking, later.pk)
    assert Seat.objects.filter(session=later).count() == 1


def test_a_freed_seat_goes_to_the_first_in_line(scene):
    scene.session.capacity = 1
    scene.session.save()
    booking = scene.booked()
    waiting = reserving.start(scene.session.pk, key=new_token(), language="fr", waits=True)
    reserving.describe(waiting, first_name="Jean", phone="+33639980009")
    waiting = reserving.submit(waiting)
    moving.move(booking, scene.another().pk)
    assert stage_of(fresh(waiting)) == Stage.OFFERED


def test_who_waits_may_take_a_free_seat_elsewhere(client, scene):
    seats.reserve(scene.session.pk, key=new_token(), count=3)
    later = scene.another()
    waiting = reserving.start(scene.session.pk, key=new_token(), language="fr", waits=True)
    reserving.describe(waiting, first_name="Jean", phone="+33639980009")
    waiting = reserving.submit(waiting)
    assert f'action="{url("move", waiting)}"' in client.get(url("booking", waiting)).content.decode()
    client.post(url("move", waiting), {"session": later.pk})
    assert stage_of(fresh(waiting)) == Stage.CONFIRMED and not Seat.objects.waiting().exists()


def test_those_of_a_cancelled_session_go_to_another_day_without_typing_again(client, scene):
    later, booking = scene.another(), scene.booked()
    sessions.cancel_session(scene.session.pk, "Panne de chauffage")
    page = client.get(url("booking", booking)).content.decode()
    assert url("move", booking) in page
    client.post(url("move", booking), {"session": later.pk})
    assert stage_of(fresh(booking)) == Stage.CONFIRMED and fresh(booking).session == later


def test_those_of_a_deleted_session_too(scene):
    later, booking = scene.another(), scene.booked()
    Seat.objects.filter(session=scene.session).delete()
    scene.session.delete()
    assert stage_of(moving.move(fresh(booking), later.pk)) == Stage.CONFIRMED


def test_who_gave_their_seat_back_has_nothing_to_move(client, scene):
    later, booking = scene.another(), scene.booked()
    cancelling.cancel(booking)
    with pytest.raises(IllegalMove):
        moving.move(booking, later.pk)
    assert client.get(url("move", booking)).url == url("booking", booking)


def test_a_workshop_that_is_over_is_not_moved(client, scene):
    later, booking = scene.another(), scene.booked()
    Session.objects.filter(pk=scene.session.pk).update(
        starts_at=timezone.now() - timedelta(hours=4), ends_at=timezone.now() - timedelta(hours=2)
    )
    with pytest.raises(SessionClosed):
        moving.move(booking, later.pk)
    assert client.post(url("move", booking), {"session": later.pk}).url == url("booking", booking)


@pytest.mark.parametrize("chosen", ["", "abc", "-1", "9" * 40, "999999"])
def test_a_session_that_is_none_changes_nothing(client, scene, chosen):
    booking = scene.booked()
    response = client.post(url("move", booking), {"session": chosen})
    assert response.status_code == 404 and "tel:" in response.content.decode()
    assert stage_of(fresh(booking)) == Stage.CONFIRMED


def test_a_session_kept_for_one_structure_is_for_the_team_alone(scene):
    kept = scene.another(reserved_to=Organisation.objects.create(name="CCAS"))
    booking = scene.booked()
    with pytest.raises(SessionReserved):
        moving.move(booking, kept.pk)
    assert moving.move(booking, kept.pk, by_team=True).session == kept


def test_who_has_no_mobile_is_called_when_the_team_moves_them(scene):
    booking = scene.booked(phone="+33465710000")
    booking = moving.move(booking, scene.another().pk, by_team=True)
    assert Call.objects.get().reason == "session_moved"
    moving.move(booking, scene.session.pk, by_team=True, told=True)
    assert not Call.objects.filter(useless_after=None).exclude(dedupe_key__contains="booking_moved").exists()
    assert Call.objects.count() == 1


def test_a_draft_goes_on_elsewhere(scene):
    later = scene.another()
    booking = moving.move(reserving.start(scene.session.pk, key=new_token(), language="fr"), later.pk)
    assert booking.is_draft and booking.session == later


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_two_who_change_places_at_once_do_not_block_each_other(scene):
    """Both sessions are locked in the order of their ids, whichever way one goes."""
    other = scene.another()
    here, there = scene.booked(), scene.booked(session=other)
    errors: list[BaseException] = []

    def go(booking: Booking, to: int) -> None:
        try:
            moving.move(booking, to)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=args) for args in ((here, other.pk), (there, scene.session.pk))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert errors == []
    assert fresh(here).session == other and fresh(there).session == scene.session
    assert Seat.objects.taking_room().count() == 2


def test_the_move_screen_without_another_day_gives_a_number_to_call(client, scene):
    booking = scene.booked()
    page = client.get(url("move", booking)).content.decode()
    assert "Aucun autre jour" in page and "tel:" in page and reverse("workshops:booking", args=[booking.token]) in page

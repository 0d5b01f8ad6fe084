"""Seats kept without a name: reminded of, given back the day before, never sold twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionFull
from catalogue.agenda.models import Seat, SeatState
from catalogue.workshops.helping import blocks, booking_for
from catalogue.workshops.helping import message_texts as texts
from catalogue.workshops.helping.booking_for import Person
from catalogue.workshops.models import Booking, SeatBlock
from core.models import Message
from tests.workshops.conftest import paris


@pytest.fixture
def session(scene):
    return scene.another(capacity=5, starts_at=paris(10, 14))


def confirmed(session) -> int:
    return Seat.objects.filter(session=session, state=SeatState.CONFIRMED).count()


def test_seats_kept_are_taken_from_the_others_at_once(scene, helper, session):
    blocks.keep(helper, session.pk, 4, key="b" * 22)
    with pytest.raises(SessionFull):
        seats.reserve(session.pk, key="other", count=2)
    with pytest.raises(SessionFull):
        blocks.keep(helper, session.pk, 2, key="c" * 22)
    assert SeatBlock.objects.count() == 1 and confirmed(session) == 4


def test_pressed_twice_a_block_is_one(scene, helper, session):
    assert blocks.keep(helper, session.pk, 2, key="b" * 22).pk == blocks.keep(helper, session.pk, 2, key="b" * 22).pk
    assert confirmed(session) == 2


def test_a_name_takes_a_seat_that_is_kept_and_no_other(scene, helper, session):
    block = blocks.keep(helper, session.pk, 2, key="b" * 22)
    made = blocks.give_names(block, [Person("A. B.", number=0), Person("K", number=1), Person("M", number=2)], key="n" * 22)
    assert [booking.participant.first_name for booking in made] == ["A. B.", "K"] and confirmed(session) == 2
    assert blocks.give_names(block, [Person("A. B.", number=0)], key="n" * 22) == [] and Booking.objects.count() == 2


def test_names_may_be_given_until_noon_of_the_day_before(scene, helper, session):
    assert blocks.names_until(session) == paris(9, 12)
    with pytest.raises(blocks.TooLate):
        blocks.keep(helper, session.pk, 2, key="b" * 22, now=paris(9, 13))


def test_the_helper_is_reminded_once_two_days_before_the_names_are_due(scene, helper, session):
    block = blocks.keep(helper, session.pk, 3, key="b" * 22)
    blocks.give_names(block, [Person("A. B.")], key="n" * 22)
    SeatBlock.objects.update(created_at=paris(0, 9))
    assert blocks.remind_of_names(paris(6, 10)) == 0
    assert blocks.remind_of_names(paris(8, 10)) == 1 and blocks.remind_of_names(paris(8, 11)) == 0
    message = Message.objects.get(kind=texts.BLOCK_REMINDER)
    assert ": 2." in message.body and f"/gardees/{block.pk}/" in message.body


def test_seats_without_a_name_go_to_the_line_the_day_before_and_the_helper_is_told(scene, helper, session):
    block = blocks.keep(helper, session.pk, 5, key="b" * 22)
    blocks.give_names(block, [Person("A. B."), Person("K", number=1)], key="n" * 22)
    waiting = seats.wait(session.pk, key="waits")[0]
    assert blocks.release_unnamed(paris(9, 11)) == 0
    assert blocks.release_unnamed(paris(9, 12, 5)) == 1 and blocks.release_unnamed(paris(9, 12, 10)) == 0
    assert confirmed(session) == 2
    message = Message.objects.get(kind=texts.BLOCK_RELEASED)
    assert ": 3." in message.body and message.recipient == helper.email
    waiting.refresh_from_db()
    assert waiting.state == SeatState.OFFERED


def test_one_helper_does_not_keep_every_seat_of_the_site(scene, helper):
    for number in range(4):
        blocks.keep(helper, scene.another(capacity=20, starts_at=paris(10, 14)).pk, 15, key=f"{number}" * 22)
    with pytest.raises(blocks.TooManyKept):
        blocks.keep(helper, scene.another(capacity=20, starts_at=paris(10, 14)).pk, 1, key="z" * 22)


def test_who_erases_their_details_gives_the_unnamed_seats_back(scene, helper, session):
    from catalogue.workshops.helping import links

    blocks.keep(helper, session.pk, 3, key="b" * 22)
    outcome = booking_for.book(helper, session.pk, [Person("Awa", "+33639981234")], key="p" * 22)
    links.erase(helper)
    helper.refresh_from_db()
    assert confirmed(session) == 1 and (helper.name, helper.email, helper.phone) == ("", "", "")
    assert outcome.booked[0].helper.structure == "CCAS de Grenoble"


def test_a_helper_who_never_came_back_is_erased_in_time(scene, helper):
    from catalogue.workshops.helping.retention import purge_helpers
    from catalogue.workshops.models import Helper

    assert purge_helpers() == 0
    Helper.objects.update(created_at=timezone.now() - timedelta(days=93))
    assert purge_helpers() == 1 and Helper.objects.kept().count() == 0


@pytest.mark.both
def test_two_presses_at_once_keep_one_block(scene, helper, session):
    from catalogue.workshops.models import Helper

    first = blocks.keep(Helper.objects.get(pk=helper.pk), session.pk, 5, key="b" * 22)
    again = blocks.keep(Helper.objects.get(pk=helper.pk), session.pk, 5, key="b" * 22)
    assert first.pk == again.pk and confirmed(session) == 5

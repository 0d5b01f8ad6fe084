from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import IllegalMove, SessionClosed, SessionFull
from catalogue.agenda.factories import SessionFactory, in_days
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.agenda.seats.waiting_list import offered_until

PARIS = ZoneInfo("Europe/Paris")
A_DAY = timedelta(hours=24, minutes=1)


@pytest.fixture
def full(session):
    """A full session of two seats with three people in line: b, c, d. ``full.mine`` are the two confirmed seats."""
    session.mine = seats.reserve(session.pk, key="a", count=2)
    for key in "bcd":
        seats.wait(session.pk, key=key)
    return session


def state_of(session, key) -> str:
    return Seat.objects.get(session=session, key=key).state


def test_people_wait_in_the_order_in_which_they_came(full):
    assert [seats.position(Seat.objects.get(key=key)) for key in "bcd"] == [1, 2, 3]


def test_a_seat_given_back_is_offered_to_the_first_in_line(full, told):
    seats.cancel([full.mine[0].pk])
    assert [state_of(full, key) for key in "bcd"] == ["offered", "waiting", "waiting"]
    assert [name for name, _with in told] == ["seat_cancelled", "seat_offered"]
    assert seats.position(Seat.objects.get(key="c")) == 1
    assert seats.position(Seat.objects.get(key="b")) == 0


def test_a_newcomer_finds_no_seat_while_it_is_offered(full):
    seats.cancel([full.mine[0].pk])
    for take in (seats.hold, seats.reserve):
        with pytest.raises(SessionFull) as refused:
            take(full.pk, key="newcomer")
        assert refused.value.free == 0


def test_a_newcomer_goes_to_the_end_of_the_line(full):
    seats.cancel([full.mine[0].pk])
    [seat] = seats.reserve_or_wait(full.pk, key="newcomer")
    assert (seat.state, seats.position(seat)) == (SeatState.WAITING, 3)


def test_a_person_alone_in_front_of_a_seat_given_back_is_not_passed_by_an_unswept_hold(session):
    """The seat of a hold that lapsed a second ago belongs to the line, not to who happens to click now."""
    now = timezone.now()
    seats.hold(session.pk, key="a", count=2, now=now)
    seats.wait(session.pk, key="b", now=now)
    later = now + timedelta(minutes=21)
    assert seats.hold(session.pk, key="c", now=later)[0].state == SeatState.HELD  # two seats lapsed: one each
    assert state_of(session, "b") == "offered"
    with pytest.raises(SessionFull):
        seats.hold(session.pk, key="d", now=later)


def test_an_offer_taken_is_confirmed(full, told):
    seats.cancel([full.mine[0].pk])
    assert seats.accept_offer(Seat.objects.get(key="b").pk).state == SeatState.CONFIRMED
    assert told[-1][0] == "seat_confirmed"
    assert told[-1][1]["was"] == SeatState.OFFERED


def test_an_offer_declined_goes_to_the_next(full):
    seats.cancel([full.mine[0].pk])
    seats.release([Seat.objects.get(key="b").pk])
    assert [state_of(full, key) for key in "bcd"] == ["cancelled", "offered", "waiting"]


def test_an_offer_not_taken_in_time_goes_to_the_next(full, told):
    now = timezone.now()
    seats.cancel([full.mine[0].pk], now=now)
    assert seats.sweep(Seat.objects.get(key="b").held_until - timedelta(minutes=1)) == 0
    assert seats.sweep(now + A_DAY) == 1
    assert [state_of(full, key) for key in "bcd"] == ["cancelled", "offered", "waiting"]
    assert [(name, kwargs["seat"].key) for name, kwargs in told[1:]] == [
        ("seat_offered", "b"),
        ("seat_cancelled", "b"),
        ("seat_offered", "c"),
    ]
    assert told[2][1]["seat"].ending == "lapsed"


def test_sweeping_again_changes_nothing(full):
    now = timezone.now()
    seats.cancel([full.mine[0].pk], now=now)
    seats.sweep(now + A_DAY)
    assert seats.sweep(now + A_DAY) == 0


def test_an_offer_that_lapsed_is_taken_all_the_same_when_nobody_else_wants_the_seat(session):
    now = timezone.now()
    [mine, _other] = seats.reserve(session.pk, key="a", count=2, now=now)
    [late] = seats.wait(session.pk, key="b", now=now)
    seats.cancel([mine.pk], now=now)
    seats.sweep(now + A_DAY)
    assert seats.accept_offer(late.pk, now=now + A_DAY).state == SeatState.CONFIRMED


def test_who_waits_cannot_confirm(full):
    with pytest.raises(IllegalMove):
        seats.confirm([Seat.objects.get(key="b").pk])


def test_who_leaves_the_line_moves_the_others_up(full):
    seats.cancel([Seat.objects.get(key="b").pk])
    assert [seats.position(Seat.objects.get(key=key)) for key in "cd"] == [1, 2]


def test_who_comes_back_to_the_line_is_last(full):
    seats.cancel([Seat.objects.get(key="b").pk])
    [again] = seats.wait(full.pk, key="b")
    assert seats.position(again) == 3


def test_waiting_while_a_seat_is_free_offers_it_at_once(session):
    assert seats.wait(session.pk, key="a")[0].state == SeatState.OFFERED


def test_a_group_in_line_is_offered_one_seat_at_a_time(full):
    seats.wait(full.pk, key="pair", count=2)
    seats.cancel([seat.pk for seat in full.mine])
    for key in "bc":
        seats.accept_offer(Seat.objects.get(key=key).pk)
    seats.cancel([Seat.objects.get(key="d").pk, Seat.objects.get(key="b").pk])
    assert list(Seat.objects.filter(key="pair").order_by("number").values_list("state", flat=True)) == ["offered", "waiting"]


def test_offers_fit_the_room_there_is(full):
    full = seats.change_capacity(full.pk, 4)
    assert [state_of(full, key) for key in "bcd"] == ["offered", "offered", "waiting"]
    assert seats.counts_of(full).taken == 4


def test_a_session_without_a_waiting_list_makes_nobody_wait(tree):
    session = SessionFactory(capacity=1, has_waiting_list=False)
    seats.reserve(session.pk, key="a")
    for ask in (seats.wait, seats.reserve_or_wait):
        with pytest.raises(SessionFull) as refused:
            ask(session.pk, key="b")
        assert refused.value.free == 0


@pytest.mark.parametrize(
    ("freed", "closes", "until"),
    [
        ("2026-12-01 14:00", "2026-12-10 14:00", "2026-12-02 14:00"),  # more than a week: until this hour tomorrow
        ("2026-12-01 14:00", "2026-12-08 14:00", "2026-12-01 20:00"),  # a week: six hours
        ("2026-12-01 17:00", "2026-12-05 14:00", "2026-12-02 12:00"),  # the night does not count
        ("2026-12-01 14:00", "2026-12-03 14:00", "2026-12-01 17:00"),  # two days: three hours
        ("2026-12-01 23:30", "2026-12-03 14:00", "2026-12-02 12:00"),  # freed at night: it counts from nine
        ("2026-12-01 14:00", "2026-12-02 14:00", "2026-12-01 15:00"),  # tomorrow: one hour
        ("2026-12-01 19:30", "2026-12-02 14:00", "2026-12-02 09:30"),
        ("2026-12-02 13:40", "2026-12-02 14:00", "2026-12-02 14:00"),  # never past the end of booking
        ("2026-12-01 22:00", "2026-12-02 08:30", "2026-12-02 08:30"),
        ("2027-03-27 16:00", "2027-04-10 14:00", "2027-03-28 16:00"),  # the night the clocks change
    ],
)
def test_the_sooner_the_session_the_shorter_the_offer_and_nights_do_not_count(freed, closes, until):
    freed, closes, until = (datetime.fromisoformat(moment).replace(tzinfo=PARIS) for moment in (freed, closes, until))
    assert offered_until(freed, closes, "Europe/Paris") == until


def test_polite_hours_are_those_of_the_place():
    freed = datetime.fromisoformat("2026-12-01 14:00").replace(tzinfo=PARIS)  # five in the afternoon in Réunion
    assert offered_until(freed, freed + timedelta(days=3), "Indian/Reunion") == datetime.fromisoformat("2026-12-02 12:00+04:00")


def test_a_seat_given_back_is_kept_for_the_next_as_long_as_that_says(tree):
    session = SessionFactory(capacity=1)
    now = session.starts_at - timedelta(hours=5)
    [mine] = seats.reserve(session.pk, key="a", now=now)
    [next_in_line] = seats.wait(session.pk, key="b", now=now)
    seats.cancel([mine.pk], now=now)
    next_in_line.refresh_from_db()
    assert next_in_line.held_until == offered_until(now, session.closes_at, session.time_zone)


def test_nothing_is_offered_once_booking_has_closed(tree):
    starts = in_days(10)
    session = SessionFactory(capacity=1, starts_at=starts, booking_closes_at=starts - timedelta(days=1))
    [mine] = seats.reserve(session.pk, key="a")
    seats.wait(session.pk, key="b")
    late = starts - timedelta(hours=1)
    seats.cancel([mine.pk], now=late)
    assert state_of(session, "b") == "waiting"
    assert seats.sweep(late) == 0


def test_a_seat_is_reinstated_only_when_free_and_nobody_waits(full):
    [first, second] = full.mine
    seats.cancel([first.pk, second.pk])
    with pytest.raises(SessionFull):
        seats.reinstate(first.pk)
    for key in "bcd":
        seats.cancel([Seat.objects.get(key=key).pk])
    assert seats.reinstate(first.pk).state == SeatState.CONFIRMED
    assert seats.reinstate(first.pk).state == SeatState.CONFIRMED  # twice: no matter


def test_a_reinstated_seat_keeps_the_time_it_was_first_made(session):
    [seat] = seats.reserve(session.pk, key="a")
    seats.cancel([seat.pk])
    again = seats.reinstate(seat.pk)
    assert again.created_at == seat.created_at
    assert (again.cancelled_at, again.ending) == (None, "")


def test_release_does_not_cancel_what_is_confirmed(session):
    [seat] = seats.reserve(session.pk, key="a")
    with pytest.raises(IllegalMove):
        seats.release([seat.pk])


def test_cancelling_twice_tells_once(session, told):
    [seat] = seats.reserve(session.pk, key="a")
    seats.cancel([seat.pk])
    seats.cancel([seat.pk])
    assert [name for name, _with in told] == ["seat_confirmed", "seat_cancelled"]


def test_a_receiver_that_fails_undoes_the_change(session, told):
    from catalogue.agenda.signals import seat_confirmed

    def broken(sender, **kwargs):
        raise RuntimeError("no outbox")

    seat_confirmed.connect(broken)
    try:
        with pytest.raises(RuntimeError):
            seats.reserve(session.pk, key="a")
    finally:
        seat_confirmed.disconnect(broken)
    assert not Seat.objects.filter(session=session).exists()


def test_sweeping_a_session_deleted_meanwhile_goes_on(full, monkeypatch):
    from catalogue.agenda.seats import lapse

    monkeypatch.setattr(lapse, "sessions_to_settle", lambda now: [987_654, full.pk])
    assert seats.sweep(timezone.now()) == 1


def test_the_public_count_and_the_one_under_the_lock_agree(full):
    seats.cancel([full.mine[0].pk])
    assert Session.objects.with_free().get(pk=full.pk).free == seats.counts_of(full).free == 0
    assert Session.objects.with_taken().values("taken", "waiting").get(pk=full.pk) == {"taken": 2, "waiting": 2}


def test_a_session_missing_is_closed_for_the_line_too(tree):
    with pytest.raises(SessionClosed):
        seats.wait(987_654, key="a")


@pytest.fixture
def behind_a_group(session):
    """A full session of two seats; a group of three is first in line, then b."""
    session.mine = seats.reserve(session.pk, key="a", count=2)
    seats.wait(session.pk, key="group", count=3)
    seats.wait(session.pk, key="b")
    return session


def states_of(session, key) -> list[str]:
    return sorted(Seat.objects.filter(session=session, key=key).values_list("state", flat=True))


def test_a_group_bigger_than_what_is_free_is_offered_that_and_waits_for_the_rest(behind_a_group):
    seats.cancel([behind_a_group.mine[0].pk])
    assert states_of(behind_a_group, "group") == ["offered", "waiting", "waiting"]
    seats.confirm([Seat.objects.get(key="group", state="offered").pk])
    seats.cancel([behind_a_group.mine[1].pk])
    assert states_of(behind_a_group, "group") == ["confirmed", "offered", "waiting"]
    assert states_of(behind_a_group, "b") == ["waiting"]


@pytest.mark.both
def test_a_group_that_does_not_answer_holds_up_nobody_and_keeps_waiting_at_the_end(behind_a_group):
    now = timezone.now()
    seats.cancel([behind_a_group.mine[0].pk], now=now)
    seats.sweep(now + A_DAY)
    assert states_of(behind_a_group, "group") == ["cancelled", "waiting", "waiting"]
    assert states_of(behind_a_group, "b") == ["offered"]
    [last] = seats.wait(behind_a_group.pk, key="c", now=now + A_DAY)
    assert seats.position(last) == 3  # after the two of the group
    seats.sweep(now + 2 * A_DAY)
    assert states_of(behind_a_group, "b") == ["cancelled"]
    assert states_of(behind_a_group, "group") == ["cancelled", "offered", "waiting"]


def test_a_big_group_that_never_answers_leaves_the_seat_to_the_others_long_before_the_session(session):
    session.mine = seats.reserve(session.pk, key="a", count=2)
    seats.wait(session.pk, key="group", count=50)
    seats.wait(session.pk, key="b")
    now = timezone.now()
    seats.cancel([session.mine[0].pk], now=now)
    seats.sweep(now + A_DAY)
    seats.confirm([Seat.objects.get(key="b").pk], now=now + A_DAY)
    assert states_of(session, "b") == ["confirmed"]

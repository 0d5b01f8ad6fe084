"""Whatever people do, in whatever order: no seat sold twice, nobody loses a confirmed seat, nobody passes by the line."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule, run_state_machine_as_test

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError
from catalogue.agenda.factories import SessionFactory
from catalogue.agenda.models import Seat, SeatState, Session

COUNTS = st.integers(1, 2)


class SeatMachine(RuleBasedStateMachine):
    session_id: int
    keys = Bundle("keys")

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now = timezone.now()
        self.number = 0
        self.kept: set[int] = set()  # confirmed, and never cancelled by us
        self.line: list[tuple] = []

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    def _try(self, work):
        try:
            result = work()
        except SeatError:
            return []
        result = result if isinstance(result, list) else [result]
        return [seat for seat in result if isinstance(seat, Seat)]

    def _note(self, written):
        self.kept |= {seat.pk for seat in written if seat.state == SeatState.CONFIRMED}
        return written

    @rule(target=keys, count=COUNTS, way=st.sampled_from(["hold", "reserve", "wait", "reserve_or_wait"]))
    def come(self, count, way):
        self.number += 1
        key = f"k{self.number}"
        waited = Seat.objects.filter(session=self.session_id).waiting().exists()
        written = self._note(self._try(lambda: getattr(seats, way)(self.session_id, key=key, count=count, now=self.now)))
        if waited and way in ("hold", "reserve"):
            line = Seat.objects.filter(session=self.session_id).waiting().exists()
            assert not written or not line  # taken only when the whole line had been offered a seat first
        return key if written else multiple()

    @rule(key=keys, count=COUNTS, way=st.sampled_from(["hold", "reserve", "wait"]))
    def click_again(self, key, count, way):
        before = set(Seat.objects.filter(key=key).alive().values_list("pk", flat=True))
        written = self._note(self._try(lambda: getattr(seats, way)(self.session_id, key=key, count=count, now=self.now)))
        if way != "hold":
            alive = {seat.pk for seat in written if seat.state != SeatState.CANCELLED}
            assert not before or not written or alive <= before

    @rule(key=keys)
    def confirm(self, key):
        ids = list(Seat.objects.filter(key=key).alive().values_list("pk", flat=True))
        self._note(self._try(lambda: seats.confirm(ids, now=self.now)))

    @rule(key=keys, data=st.data())
    def cancel_one(self, key, data):
        ids = sorted(Seat.objects.filter(key=key).values_list("pk", flat=True))
        one = data.draw(st.sampled_from(ids))
        self.kept.discard(one)
        self._try(lambda: seats.cancel([one], now=self.now))

    @rule(key=consumes(keys))
    def reinstate(self, key):
        first = Seat.objects.filter(key=key).order_by("pk").first()
        if first.state == SeatState.CANCELLED:
            self._note(self._try(lambda: seats.reinstate(first.pk, now=self.now)))

    @rule(capacity=st.integers(1, 6))
    def change_capacity(self, capacity):
        self._try(lambda: seats.change_capacity(self.session_id, capacity, now=self.now))

    @rule(hours=st.sampled_from([0.1, 0.5, 7, 25]))
    def time_passes(self, hours):
        self.now += timedelta(hours=hours)

    @rule()
    def sweep(self):
        seats.sweep(self.now)
        session = Session.objects.get(pk=self.session_id)
        counts = seats.counts_of(session, self.now)
        assert not (counts.waiting and counts.room and not session.why_closed(self.now))

    @invariant()
    def never_more_taken_than_there_are_seats(self):
        session = Session.objects.get(pk=self.session_id)
        assert seats.counts_of(session, self.now).taken <= session.capacity

    @invariant()
    def nobody_loses_a_confirmed_seat(self):
        assert set(Seat.objects.filter(pk__in=self.kept).values_list("state", flat=True)) <= {SeatState.CONFIRMED}

    @invariant()
    def the_line_keeps_its_order(self):
        line = list(Seat.objects.filter(session=self.session_id).in_line().values_list("pk", "waiting_since"))
        stayed = [place for place in self.line if place in line]  # who left and came back has another time
        assert line[: len(stayed)] == stayed
        self.line = line

    @invariant()
    def keys_are_unique(self):
        pairs = list(Seat.objects.filter(session=self.session_id).values_list("key", "number"))
        assert len(pairs) == len(set(pairs))


@pytest.mark.django_db
def test_a_seat_is_sold_once_whatever_people_do_in_whatever_order(tree):
    SeatMachine.session_id = SessionFactory(capacity=3).pk
    run_state_machine_as_test(
        SeatMachine,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
        ),
    )

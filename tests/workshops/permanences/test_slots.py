"""Permanences: slots made from a weekly rule."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.models import Session
from catalogue.places.models import ClosedDay, SchoolHoliday
from catalogue.places.school_holidays import load_official
from catalogue.workshops.permanences import slots
from core.local_time import at_place
from core.tokens import new_token
from tests.agenda.seats.crowd import all_at_once
from tests.trees import plant
from tests.workshops.conftest import paris

NOW = paris(0, 8)


def test_each_slot_is_a_session_of_one(rule):
    assert slots.generate(rule, NOW.date() + timedelta(days=13), NOW) == 12
    hours = sorted({at_place(session.starts_at).time() for session in Session.objects.all()})
    assert hours[0] == time(9) and hours[-1] == time(11, 30)
    assert {session.capacity for session in Session.objects.all()} == {1}
    assert {session.local_day.weekday() for session in Session.objects.all()} == {1}


def test_running_twice_adds_nothing(rule):
    until = NOW.date() + timedelta(days=13)
    slots.generate(rule, until, NOW)
    assert slots.generate(rule, until, NOW) == 0
    assert Session.objects.count() == 12


def test_a_slot_taken_away_by_hand_does_not_come_back(rule):
    until = NOW.date() + timedelta(days=13)
    slots.generate(rule, until, NOW)
    Session.objects.first().delete()
    assert slots.generate(rule, until, NOW) == 0


def test_pauses_holidays_and_limits_are_kept(rule):
    rule.break_minutes, rule.weekday = 15, 4
    days = [(start.date(), at_place(start).time()) for start, _end in slots.moments_of(rule, date(2026, 12, 18), date(2027, 1, 8))]
    assert {day for day, _hour in days} == {date(2026, 12, 18), date(2027, 1, 8)}  # neither 25 December nor 1 January
    assert [hour for day, hour in days if day == date(2027, 1, 8)] == [time(9), time(9, 45), time(10, 30), time(11, 15)]
    rule.skips_holidays, rule.valid_until = False, date(2026, 12, 25)
    assert {start.date() for start, _end in slots.moments_of(rule, date(2026, 12, 1), date(2027, 1, 31))} >= {date(2026, 12, 25)}
    assert max(start.date() for start, _end in slots.moments_of(rule, date(2026, 12, 1), date(2027, 1, 31))) == date(2026, 12, 25)


def test_holidays_are_those_of_the_place(rule):
    rule.weekday, rule.place.postcode = 6, "97400"  # Sundays, in Réunion, where slavery ended on 20 December
    sundays = {start.date() for start, _end in slots.moments_of(rule, date(2026, 12, 13), date(2026, 12, 27))}
    assert sundays == {date(2026, 12, 13), date(2026, 12, 27)}
    rule.place.postcode = "38000"
    assert date(2026, 12, 20) in {start.date() for start, _end in slots.moments_of(rule, date(2026, 12, 13), date(2026, 12, 27))}


def test_hours_stay_the_same_when_the_clocks_change(rule):
    rule.weekday = 0
    starts = [start for start, _end in slots.moments_of(rule, date(2027, 3, 22), date(2027, 4, 5))]
    assert {at_place(start).time() for start in starts if start.date() == date(2027, 4, 5)} == {
        at_place(start).time() for start in starts if start.date() == date(2027, 3, 22)
    }


def test_hours_are_those_of_the_place(rule):
    rule.place.time_zone = "Indian/Reunion"
    start, _end = next(slots.moments_of(rule, date(2026, 12, 1), date(2026, 12, 8)))
    assert at_place(start, "Indian/Reunion").time() == time(9)


def test_changing_a_rule_removes_free_slots_and_keeps_booked_ones(rule):
    until = NOW.date() + timedelta(days=6)
    slots.generate(rule, until, NOW)
    booked = Session.objects.order_by("starts_at").last()
    seats.reserve(booked.pk, key=new_token(), now=NOW)
    rule.ends = time(10)
    rule.save()
    changed = slots.realign(rule, NOW)
    assert (changed.removed, changed.kept) == (3, [booked])
    assert Session.objects.filter(pk=booked.pk).exists() and Session.objects.count() == 3


def test_an_inactive_rule_makes_nothing(rule):
    rule.is_active = False
    assert slots.generate(rule, NOW.date() + timedelta(days=30), NOW) == 0


def test_six_weeks_are_kept_ahead(rule):
    slots.keep_ahead(NOW)
    last = Session.objects.order_by("starts_at").last()
    assert timedelta(weeks=5) < last.starts_at - NOW < timedelta(weeks=6, days=1)
    assert timezone.is_aware(last.starts_at)


@pytest.mark.parametrize(
    ("field", "value"), [("ends", time(8)), ("slot_minutes", 240), ("valid_until", date(2019, 1, 1)), ("slot_minutes", 5)]
)
def test_a_rule_that_cannot_be_is_refused(rule, field, value):
    setattr(rule, field, value)
    with pytest.raises(ValidationError):
        rule.full_clean()


def test_a_group_workshop_has_no_permanence(rule, scene):
    rule.workshop = scene.workshop
    with pytest.raises(ValidationError):
        rule.full_clean()


def test_no_slot_touches_the_lunch_break_and_they_go_on_right_after_it(rule):
    rule.starts, rule.ends, rule.pause_from, rule.pause_to = time(10), time(15), time(12, 15), time(13, 30)
    hours = [at_place(start).strftime("%H:%M") for start, _end in slots.moments_of(rule, date(2026, 12, 1), date(2026, 12, 1))]
    assert hours == ["10:00", "10:30", "11:00", "11:30", "13:30", "14:00", "14:30"]


@pytest.mark.parametrize(
    ("start", "end", "field"), [(time(12), None, "pause_to"), (None, time(12), "pause_from"), (time(13), time(12), "pause_to")]
)
def test_half_a_break_is_refused(rule, start, end, field):
    rule.pause_from, rule.pause_to = start, end
    with pytest.raises(ValidationError) as refused:
        rule.full_clean()
    assert field in refused.value.message_dict


def test_school_holidays_of_the_zone_and_closed_days_have_no_slot(rule):
    SchoolHoliday.objects.all().delete()
    load_official()
    ClosedDay.objects.create(place=rule.place, first_day=date(2027, 3, 9), last_day=date(2027, 3, 9), reason="Travaux")
    days = lambda: {start.date() for start, _end in slots.moments_of(rule, date(2027, 2, 9), date(2027, 3, 16))}  # noqa: E731
    assert days() == {date(2027, 2, day) for day in (9, 16, 23)} | {date(2027, 3, day) for day in (2, 16)}
    rule.skips_school_holidays = True  # Grenoble: zone A, from 13 to 28 February
    assert days() == {date(2027, 2, 9), date(2027, 3, 2), date(2027, 3, 16)}


def test_a_slot_once_booked_and_given_back_is_closed_when_its_rule_changes(rule):
    until = NOW.date() + timedelta(days=6)
    slots.generate(rule, until, NOW)
    asked = Session.objects.order_by("starts_at").last()
    seats.cancel([seats.reserve(asked.pk, key=new_token(), now=NOW)[0].pk], now=NOW)
    rule.ends = time(10)
    rule.save()
    assert slots.realign(rule, NOW).kept == []
    asked.refresh_from_db()
    assert asked.state == "cancelled"


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_a_slot_that_is_booked_while_its_rule_changes_is_booked_or_gone_never_both():
    from catalogue.agenda.errors import SessionClosed
    from catalogue.agenda.models import Seat
    from catalogue.places.factories import ReceptionPointFactory
    from catalogue.workshops.factories import PermanenceRuleFactory, WorkshopIndexPageFactory, WorkshopPageFactory

    tree = plant()
    page = WorkshopPageFactory(parent=WorkshopIndexPageFactory(parent=tree.home["fr"]), format="individual")
    rule = PermanenceRuleFactory(workshop=page, place=ReceptionPointFactory(), weekday=1, starts=time(9), ends=time(10))
    slots.generate(rule, NOW.date() + timedelta(days=8), NOW)
    session = Session.objects.order_by("starts_at").last()
    rule.is_active = False
    rule.save()
    booked, changed = all_at_once(lambda: seats.reserve(session.pk, key="a", now=NOW), lambda: slots.realign(rule, NOW))
    if isinstance(booked, SessionClosed):
        assert not Session.objects.filter(pk=session.pk).exists()
    else:
        assert Seat.objects.get().session_id == session.pk and [kept.pk for kept in changed.kept] == [session.pk]

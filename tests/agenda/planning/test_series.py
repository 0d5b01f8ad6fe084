"""A series is made, changed from one of its sessions on, and stopped."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from catalogue.agenda import seats
from catalogue.agenda.factories import OfferPageFactory, SeatFactory, SessionFactory
from catalogue.agenda.models import Repeats, Seat, Session, SessionState
from catalogue.agenda.planning.dates import Wanted, planned_days
from catalogue.agenda.planning.following import Change, apply, effects, following, stop
from catalogue.agenda.planning.making import BookingTimes, NoDay, hours_of, make_series
from catalogue.agenda.planning.rule import Rule
from catalogue.places.closing import write_closed
from catalogue.places.factories import ReceptionPointFactory
from catalogue.places.models import SchoolHoliday

NOW = datetime(2027, 1, 1, tzinfo=UTC)
HOURS = ((0, time(14), time(16)),)


def wanted(**changed) -> Wanted:
    values = {"offer": changed.pop("offer", None) or OfferPageFactory(), "place": changed.pop("place", None) or ReceptionPointFactory()}
    return Wanted(**{**values, "hours": HOURS, **changed})


def made_weekly(first=date(2027, 3, 2), times=5, **changed):
    what = changed.pop("wanted", None) or wanted()
    days = [one.day for one in planned_days(Rule(Repeats.WEEKLY, first, times=times), what, now=NOW) if not one.why_not]
    return make_series(Rule(Repeats.WEEKLY, first, times=times), what, days, now=NOW, **{"capacity": 8, **changed})


def test_the_hour_of_the_clock_stays_through_the_change_at_the_end_of_october(tree):
    made = made_weekly(first=date(2027, 10, 19), times=3)  # winter time begins on the 31st
    assert [session.starts_local.strftime("%d/%m %H:%M") for session in made.sessions] == ["19/10 14:00", "26/10 14:00", "02/11 14:00"]
    assert [session.starts_at.hour for session in made.sessions] == [12, 12, 13]
    assert [meeting.ends_at.hour for session in made.sessions for meeting in session.meetings.all()] == [14, 14, 15]


def test_hours_are_those_of_the_place_across_the_sea(tree):
    what = wanted(place=ReceptionPointFactory(postcode="97400", time_zone="Indian/Reunion"))
    [session] = made_weekly(times=1, wanted=what).sessions
    assert (session.starts_at.hour, session.starts_local.hour) == (10, 14)


def test_public_holidays_closed_days_and_school_holidays_are_left_out_with_their_reason_and_made_up_for(tree):
    what = wanted(place=ReceptionPointFactory(postcode="38000"), skips_school_holidays=True)
    SchoolHoliday.objects.all().delete()
    SchoolHoliday.objects.create(name="Hiver", zone="A", first_day=date(2027, 3, 8), last_day=date(2027, 3, 12))
    write_closed(what.place, date(2027, 3, 15), date(2027, 3, 16), "Travaux")
    days = planned_days(Rule(Repeats.WEEKLY, date(2027, 3, 1), times=3), what, now=NOW)
    told = [(f"{one.day:%d/%m}", one.why_not, one.may_take) for one in days]
    assert told == [
        ("01/03", "", True),
        ("08/03", "Vacances scolaires : Hiver", True),
        ("15/03", "Le lieu est fermé : Travaux", False),
        ("22/03", "", True),
        ("29/03", "Jour férié : lundi de Pâques", True),
        ("05/04", "", True),
    ]


def test_what_is_there_already_and_a_room_or_a_host_that_is_taken_are_told(tree, django_user_model):
    host = django_user_model.objects.create_user("hote", password="x" * 20)
    what = wanted(room="Salle 2", host_id=host.pk)
    SessionFactory(offer=what.offer, place=what.place, room="Salle 2", starts_at=datetime(2027, 3, 2, 13, tzinfo=UTC))
    SessionFactory(place=what.place, room="salle 2", starts_at=datetime(2027, 3, 9, 14, tzinfo=UTC), offer__title="Mes photos")
    SessionFactory(host=host, starts_at=datetime(2027, 3, 16, 12, tzinfo=UTC), offer__title="Mes mails")
    days = planned_days(Rule(Repeats.WEEKLY, date(2027, 3, 2), until=date(2027, 3, 23)), what, now=NOW)
    assert [one.why_not for one in days] == [
        "Déjà dans le calendrier",
        "La salle est prise : Mes photos",
        "La personne qui accueille est prise : Mes mails",
        "",
    ]
    assert [one.may_take for one in days] == [False, True, True, True]


def test_the_days_are_read_in_the_same_few_queries_however_many_there_are(tree, django_assert_num_queries):
    what = wanted(skips_school_holidays=True)
    for week in range(20):
        SessionFactory(offer=what.offer, place=what.place, starts_at=datetime(2027, 3, 2, 13, tzinfo=UTC) + timedelta(weeks=week))
    with django_assert_num_queries(3):
        planned_days(Rule(Repeats.WEEKLY, date(2027, 3, 2), times=40), what, now=NOW)


def test_a_series_remembers_its_rule_and_the_days_taken_out(tree):
    what = wanted()
    rule = Rule(Repeats.WEEKLY, date(2027, 3, 2), times=3)
    made = make_series(rule, what, [date(2027, 3, 2), date(2027, 3, 16)], capacity=5, booking=BookingTimes(7, 24), programme="FSE", now=NOW)
    assert made.series.exceptions == {date(2027, 3, 9)}
    first = made.sessions[0]
    assert (first.series_id, first.programme, first.capacity, first.state) == (made.series.pk, "FSE", 5, SessionState.OPEN)
    assert first.booking_opens_at == datetime(2027, 2, 23, 7, tzinfo=UTC)
    assert first.booking_closes_at == first.starts_at - timedelta(hours=24)


def test_making_the_same_series_twice_makes_no_session_twice(tree):
    what = wanted()
    made_weekly(wanted=what)
    rule = Rule(Repeats.WEEKLY, date(2027, 3, 2), until=date(2027, 3, 30))
    assert [one.may_take for one in planned_days(rule, what, now=NOW)] == [False] * 5
    with pytest.raises(NoDay):  # shown before, pressed after somebody else did
        make_series(rule, what, list(rule.days()), capacity=8, now=NOW)
    assert Session.objects.count() == 5


def test_a_course_of_several_meetings_repeats_whole_and_begins_the_series(tree):
    start = datetime(2027, 3, 2, 13, tzinfo=UTC)
    course = SessionFactory(meetings=[(start, start + timedelta(hours=2)), (start + timedelta(days=2), start + timedelta(days=2, hours=3))])
    what = Wanted(course.offer, course.place, hours_of(course))
    rule = Rule(Repeats.MONTHLY, date(2027, 4, 6), times=1)
    [copy] = make_series(rule, what, [date(2027, 4, 6)], capacity=8, like=course, now=NOW).sessions
    assert [f"{meeting.starts_at:%d/%m %H}" for meeting in copy.meetings.all()] == ["06/04 12", "08/04 12"]  # summer time
    course.refresh_from_db()
    assert course.series_id == copy.series_id


def loaded(sessions):
    return list(sessions.select_related("place", "offer").prefetch_related("meetings").with_taken())


def test_a_change_is_made_to_this_session_and_those_after_it_and_tells_who_booked(tree, told):
    made = made_weekly(room="Salle 1")
    third = made.sessions[2]
    Session.objects.filter(pk=made.sessions[4].pk).update(funder="Région")
    SeatFactory(session=third)
    change = Change(fields={"room": "Salle 2"}, days=1, starts=time(10), ends=time(12))
    shown = effects(change, loaded(following(third)), NOW)
    assert [effect.told for effect in shown] == [1, 0, 0]
    apply(change, loaded(following(third)), NOW)
    days = [session.starts_local.strftime("%a %d %H:%M") for session in Session.objects.order_by("starts_at")]
    assert days == ["Tue 02 14:00", "Tue 09 14:00", "Wed 17 10:00", "Wed 24 10:00", "Wed 31 10:00"]
    assert [session.room for session in Session.objects.order_by("starts_at")] == ["", "", "Salle 2", "Salle 2", "Salle 2"]
    assert Session.objects.get(pk=made.sessions[4].pk).funder == "Région"  # set by hand in that one
    assert [name for name, _with in told] == ["session_moved"] * 3


def test_another_room_or_language_moves_nobody(tree, told):
    made = made_weekly()
    apply(Change(fields={"room": "Salle 2", "language": "ar"}), loaded(following(made.sessions[0])), NOW)
    assert told == []
    assert set(Session.objects.values_list("room", "language")) == {("Salle 2", "ar")}


def test_another_place_tells_even_at_the_same_hours(tree, told):
    made = made_weekly(times=2)
    apply(Change(place=ReceptionPointFactory(time_zone="Indian/Reunion")), loaded(following(made.sessions[0])), NOW)
    assert [name for name, _with in told] == ["session_moved"] * 2
    assert [session.starts_local.hour for session in Session.objects.all()] == [14, 14]


def test_a_capacity_under_what_is_sold_is_kept_and_said(tree):
    made = made_weekly(times=2)
    for _person in range(6):
        SeatFactory(session=made.sessions[0])
    done = apply(Change(capacity=4), loaded(following(made.sessions[0])), NOW)
    assert [(effect.keeps_capacity, effect.taken) for effect in done] == [(True, 6), (False, 0)]
    assert list(Session.objects.order_by("starts_at").values_list("capacity", flat=True)) == [8, 4]


def test_a_session_that_would_move_to_a_closed_day_stays(tree):
    made = made_weekly(times=2)
    write_closed(made.sessions[1].place, date(2027, 3, 10), date(2027, 3, 10), "Travaux")
    done = apply(Change(days=1), loaded(following(made.sessions[0])), NOW)
    assert [effect.why_not for effect in done] == ["", "Le lieu est fermé : Travaux"]
    assert [str(session.local_day) for session in Session.objects.order_by("starts_at")] == ["2027-03-03", "2027-03-09"]


def test_stopping_a_series_deletes_the_empty_sessions_and_never_those_with_people(tree, told):
    made = made_weekly(times=4)
    [seat] = seats.reserve(made.sessions[2].pk, key="awa", now=NOW)
    stopped = stop(list(following(made.sessions[1])))
    assert (stopped.deleted, stopped.cancelled, [session.pk for session in stopped.kept]) == (2, 0, [seat.session_id])
    assert stop(list(following(made.sessions[1])) or [made.sessions[2]], "Plus d’intervenante").cancelled == 1
    assert Seat.objects.get().ending == "session_cancelled"
    assert [name for name, _with in told][-1] == "session_cancelled"
    assert list(Session.objects.order_by("pk").values_list("pk", flat=True)) == [made.sessions[0].pk, made.sessions[2].pk]

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from catalogue.agenda import attendance, seats
from catalogue.agenda.errors import IllegalMove, SessionClosed
from catalogue.agenda.factories import OfferPageFactory, SeatFactory, SessionFactory, in_days
from catalogue.agenda.models import Attendance, Session, SessionState
from catalogue.agenda.schedule import WrongMeetings, set_meetings
from catalogue.agenda.sessions import create_session, source_of
from catalogue.places.factories import ReceptionPointFactory
from core.models import User

START = datetime(2027, 1, 4, 13, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)


def test_a_session_is_made_of_the_french_page_whichever_translation_is_given(tree):
    offer = OfferPageFactory()
    arabic = offer.copy_for_translation(tree.home["ar"].locale)
    session = create_session(arabic, ReceptionPointFactory(), [(START, START + TWO_HOURS)], capacity=8)
    assert session.offer_id == offer.pk
    assert source_of(arabic) == offer
    assert (session.state, session.local_day, f"{session.local_time:%H:%M}") == (SessionState.OPEN, date(2027, 1, 4), "14:00")


def test_a_session_saved_on_a_translation_does_not_pass_its_own_check(tree):
    arabic = OfferPageFactory().copy_for_translation(tree.home["ar"].locale)
    with pytest.raises(ValidationError) as refused:
        SessionFactory.build(offer=arabic, place=None).full_clean(exclude=["starts_at", "ends_at", "local_day", "local_time"])
    assert "offer" in refused.value.message_dict


def test_a_parcours_of_several_half_days_is_one_session(tree):
    meetings = [(START + timedelta(weeks=week), START + timedelta(weeks=week) + TWO_HOURS) for week in (2, 0, 1)]
    session = create_session(OfferPageFactory(), None, meetings, capacity=8, opened=False)
    assert session.meetings.count() == 3
    assert (session.starts_at, session.ends_at) == (START, START + timedelta(weeks=2) + TWO_HOURS)
    assert session.state == SessionState.DRAFT


@pytest.mark.parametrize(
    ("meetings", "why"),
    [
        ([], "number"),
        ([(START, START)], "end"),
        ([(START, START - TWO_HOURS)], "end"),
        ([(START, START + TWO_HOURS), (START + timedelta(hours=1), START + timedelta(hours=3))], "overlap"),
        ([(datetime(2027, 1, 4, 13), datetime(2027, 1, 4, 15))], "naive"),
        ([(START + n * TWO_HOURS, START + (n + 1) * TWO_HOURS) for n in range(61)], "number"),
    ],
)
def test_meetings_that_cannot_be_are_refused(tree, meetings, why):
    with pytest.raises(WrongMeetings, match=why):
        create_session(OfferPageFactory(), None, meetings, capacity=8)
    assert not Session.objects.exists()


@pytest.mark.parametrize("fields", [{"capacity": 0}, {"capacity": 8, "booking_opens_at": in_days(3), "booking_closes_at": in_days(2)}])
def test_a_session_that_makes_no_sense_is_refused(tree, fields):
    with pytest.raises(ValidationError):
        create_session(OfferPageFactory(), None, [(in_days(5), in_days(5) + TWO_HOURS)], **fields)


def test_moving_a_session_keeps_the_attendance_of_the_meetings_that_stay(tree, told):
    session = SessionFactory(meetings=[(START, START + TWO_HOURS), (START + timedelta(days=7), START + timedelta(days=7) + TWO_HOURS)])
    [first, second] = session.meetings.all()
    seat = SeatFactory(session=session)
    for meeting in (first, second):
        attendance.mark(seat.pk, meeting.pk, "present", None)
    moved = set_meetings(session, [(START, START + TWO_HOURS), (START + timedelta(days=8), START + timedelta(days=8) + TWO_HOURS)])
    assert Attendance.objects.get().meeting_id == first.pk
    assert moved.ends_at == START + timedelta(days=8) + TWO_HOURS
    assert told[0][0] == "session_moved"
    assert (len(told[0][1]["before"]), len(told[0][1]["after"])) == (2, 2)
    set_meetings(moved, told[0][1]["after"])
    assert len(told) == 1  # nothing changed: nobody is told


def test_a_cancelled_session_is_not_moved(session):
    seats.cancel_session(session.pk, "Panne.")
    with pytest.raises(IllegalMove):
        set_meetings(session, [(START, START + TWO_HOURS)])


def test_who_came_is_marked_and_corrected_seat_by_meeting(session, django_assert_num_queries):
    by = User.objects.create_user("nadia", first_name="Nadia")
    seat, unmarked = SeatFactory(session=session), SeatFactory(session=session)
    meeting = session.meetings.get()
    attendance.mark(seat.pk, meeting.pk, "no_show", by)
    attendance.mark(seat.pk, meeting.pk, "present", by)
    assert Attendance.objects.get().marked_by == by
    with django_assert_num_queries(2):
        assert attendance.presences(meeting) == {seat.pk: "present", unmarked.pk: "unknown"}


def test_attendance_is_of_confirmed_seats_at_meetings_of_their_session(session):
    other = SessionFactory()
    waiting = SeatFactory(session=session, state="waiting")
    with pytest.raises(IllegalMove):
        attendance.mark(waiting.pk, session.meetings.get().pk, "present", None)
    with pytest.raises(SessionClosed):
        attendance.mark(SeatFactory(session=session).pk, other.meetings.get().pk, "present", None)
    with pytest.raises(ValueError, match="asleep"):
        attendance.mark(waiting.pk, session.meetings.get().pk, "asleep", None)

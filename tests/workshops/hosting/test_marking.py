"""Presence sent by phones: late, twice, out of order, by two hosts at once. The last press wins, and none is lost."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from catalogue.agenda import attendance, seats
from catalogue.agenda.factories import SeatFactory, SessionFactory
from catalogue.agenda.models import Attendance
from catalogue.places.factories import ReceptionPointFactory
from catalogue.workshops.hosting import counting, marking
from catalogue.workshops.models import Counted, CountedPress, SessionTally
from core.models import User

pytestmark = pytest.mark.django_db


def ms(moment) -> int:
    return int(moment.timestamp() * 1000)


def press_for(person, presence, at):
    meeting = person.seat.session.meetings.get().pk
    return {"key": f"m.{person.seat_id}-{meeting}", "seat": person.seat_id, "meeting": meeting, "presence": presence, "at": ms(at)}


def sent(client, *presses):
    return client.post("/accueil/envoi/", {"presses": list(presses)}, content_type="application/json")


def test_a_press_is_noted_at_its_own_time_and_sent_twice_it_is_once(on_shift, expected, host):
    awa, ago = expected(), timezone.now() - timedelta(minutes=40)
    press = press_for(awa, "present", ago)
    for _time in range(2):
        answer = sent(on_shift, press).json()["done"][press["key"]]
        assert answer["presence"] == "present" and "Nadia" in answer["said"] and not answer["refused"]
    mark = Attendance.objects.get()
    assert (mark.presence, mark.marked_by, ms(mark.marked_at)) == ("present", host, press["at"])


def test_two_hosts_mark_the_same_seat_and_the_last_press_wins_whenever_it_arrives(on_shift, expected, host):
    awa, now = expected(), timezone.now()
    colleague = User.objects.create_user("zoe", first_name="Zoé")
    meeting = awa.seat.session.meetings.get()
    attendance.mark(awa.seat_id, meeting.pk, "no_show", colleague, at=now - timedelta(minutes=5))
    late = press_for(awa, "present", now - timedelta(minutes=20))  # pressed before, arrives after
    answer = sent(on_shift, late).json()["done"][late["key"]]
    assert answer["presence"] == "no_show" and "Zoé" in answer["said"], "the phone learns what stands"
    last = press_for(awa, "excused", now - timedelta(minutes=1))
    assert sent(on_shift, last).json()["done"][last["key"]]["presence"] == "excused"
    assert sent(on_shift, late).json()["done"][late["key"]]["presence"] == "excused", "a press sent again changes nothing"
    assert Attendance.objects.get().marked_by == host


def test_a_phone_whose_clock_is_ahead_does_not_win_for_ever(on_shift, expected):
    awa = expected()
    sent(on_shift, press_for(awa, "present", timezone.now() + timedelta(hours=9)))
    assert Attendance.objects.get().marked_at <= timezone.now()
    sent(on_shift, press_for(awa, "no_show", timezone.now() + timedelta(seconds=1)))
    assert Attendance.objects.get().presence == "no_show"


def test_the_page_that_is_open_learns_what_a_colleague_noted(on_shift, expected):
    awa = expected()
    meeting = awa.seat.session.meetings.get()
    attendance.mark(awa.seat_id, meeting.pk, "present", User.objects.create_user("zoe", first_name="Zoé"))
    state = on_shift.get("/accueil/etat/").json()
    assert state["marks"][f"{awa.seat_id}-{meeting.pk}"]["presence"] == "present"
    assert abs(state["now"] - ms(timezone.now())) < 60_000 and len(state["csrf"]) > 20


def test_a_seat_given_back_meanwhile_is_said(on_shift, expected):
    awa = expected()
    press = press_for(awa, "present", timezone.now())
    seats.cancel([awa.seat_id])
    assert "n’a plus de place" in sent(on_shift, press).json()["done"][press["key"]]["refused"]


@pytest.mark.parametrize(
    "press",
    [
        {"seat": "1", "meeting": 1},
        {"seat": 2**70, "meeting": -1, "presence": "present", "at": 1e15},
        {"seat": True, "meeting": None, "presence": ["present"], "at": "now"},
        {"seat": 1, "meeting": 1, "presence": "asleep", "at": 1e12},
        {"what": "woman", "session": 1, "id": "x", "step": 1, "at": 1e12},
        {"what": "woman\x00", "session": {}, "id": [], "step": 5, "at": float("1e12")},
        {"at": True},
        {},
    ],
)
def test_whatever_a_phone_sends_gets_an_answer(on_shift, now_on, press):
    response = sent(on_shift, {"key": "k", **press}, "x", None, {"key": 3}, {"key": "y" * 500})
    assert response.status_code == 200 and set(response.json()["done"]) == {"k"}
    assert response.json()["done"]["k"]["refused"]


@pytest.mark.parametrize("body", ["", "x", "[]", "{}", '{"presses": 3}', "\x00", "[" * 50_000, "9" * 300_000])
def test_what_is_no_list_of_presses_is_refused(on_shift, body):
    assert on_shift.post("/accueil/envoi/", body, content_type="application/json").status_code == 400


def test_without_a_shift_the_phone_is_told_to_sign_in_and_keeps_what_it_has(client, scene):
    response = client.post("/accueil/envoi/", "{}", content_type="application/json", headers={"accept": "application/json"})
    assert response.status_code == 401 and response.json()["sign_in"] == "/accueil/connexion/"


def count_press(session, what="woman", step=1, **facts):
    number = str(uuid.uuid4())
    return {"key": f"c.{number}", "id": number, "session": session.pk, "what": what, "step": step, "at": ms(timezone.now()), **facts}


def test_presses_to_count_add_up_once_each_and_never_below_nothing(on_shift, now_on):
    first, second = count_press(now_on), count_press(now_on)
    assert sent(on_shift, first, second, first).json()["done"][second["key"]]["count"] == 2
    sent(on_shift, *(count_press(now_on, step=-1) for _time in range(5)))
    assert SessionTally.objects.get().count == 0


def test_a_session_elsewhere_is_not_counted(on_shift, now_on, scene):
    elsewhere = scene.another(place=ReceptionPointFactory())
    press = count_press(elsewhere)
    assert sent(on_shift, press).json()["done"][press["key"]]["refused"]
    assert not SessionTally.objects.exists()


def test_presses_are_forgotten_the_counts_stay(now_on):
    counting.count(now_on.pk, Counted.FIRST, press_id=uuid.uuid4())
    assert counting.forget_presses(timezone.now()) == 0
    assert counting.forget_presses(timezone.now() + timedelta(days=15)) == 1
    assert SessionTally.objects.get().count == 1 and not CountedPress.objects.exists()


def test_what_is_sent_at_once_is_answered_to_a_bound(host, expected):
    press = press_for(expected(), "present", timezone.now())
    many = [{**press, "key": f"k{number}", "presence": "x"} for number in range(marking.MOST_AT_ONCE + 50)]
    assert len(marking.take(host, many)) == marking.MOST_AT_ONCE


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
def test_many_phones_at_once_leave_the_last_press(tree):
    session = SessionFactory()
    seat, meeting, now = SeatFactory(session=session), session.meetings.get(), timezone.now()
    marks = [("present" if number % 2 else "no_show", now - timedelta(seconds=number)) for number in range(8)]
    ready, faults = threading.Barrier(len(marks)), []

    def press(presence, at):
        try:
            ready.wait()
            attendance.mark(seat.pk, meeting.pk, presence, None, at=at)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=mark) for mark in marks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    mark = Attendance.objects.get()
    assert (mark.presence, mark.marked_at) == marks[0]

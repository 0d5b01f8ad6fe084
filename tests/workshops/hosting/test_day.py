"""The list of the day: who comes at one's places, marked in one press, with the same few queries for three people or three hundred."""

from datetime import timedelta

import pytest
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.factories import SeatFactory
from catalogue.agenda.models import Attendance
from catalogue.places.factories import ReceptionPointFactory
from catalogue.workshops import reserving
from catalogue.workshops.factories import BookingFactory, ParticipantFactory
from core.models import User
from core.tokens import new_token

from .conftest import start_shift

pytestmark = pytest.mark.django_db


def test_today_at_my_place_and_nowhere_else(on_shift, expected, scene):
    expected("Awa")
    expected("Jean", session=scene.another(place=ReceptionPointFactory(), starts_at=timezone.now()))
    response = on_shift.get("/accueil/")
    page = response.content.decode()
    assert "Awa" in page and "Jean" not in page
    assert "no-store" in response["Cache-Control"]


def test_one_press_marks_without_a_script(on_shift, expected, host):
    awa = expected("Awa")
    meeting = awa.seat.session.meetings.get()
    response = on_shift.post("/accueil/presence/", {"mark": f"{awa.seat_id}-{meeting.pk}-present", "day": ""})
    assert response.url == f"/accueil/#p{awa.seat_id}"
    mark = Attendance.objects.get()
    assert (mark.presence, mark.marked_by) == ("present", host)
    page = on_shift.get("/accueil/").content.decode()
    assert 'data-mark="present" aria-pressed="true"' in page and "Nadia," in page


@pytest.mark.parametrize("mark", ["", "x", "1-2", "-1-2-present", "9999999999999999999999-1-present", "1-1-\x00", "١-١-present"])
def test_a_forged_press_is_answered_politely(on_shift, now_on, mark):
    assert on_shift.post("/accueil/presence/", {"mark": mark}).status_code == 302
    assert not Attendance.objects.exists()


def test_nobody_marks_at_another_place(on_shift, expected, scene):
    elsewhere = scene.another(place=ReceptionPointFactory(), starts_at=timezone.now())
    jean = expected("Jean", session=elsewhere)
    on_shift.post("/accueil/presence/", {"mark": f"{jean.seat_id}-{elsewhere.meetings.get().pk}-present"})
    assert not Attendance.objects.exists()


def test_each_meeting_of_a_parcours_has_its_own_presence(on_shift, scene, expected):
    now = timezone.now()
    last_week = now - timedelta(days=7)
    course = scene.another(meetings=[(last_week, last_week + timedelta(hours=2)), (now, now + timedelta(hours=2))])
    awa = expected("Awa", session=course)
    first, second = course.meetings.order_by("starts_at")
    page = on_shift.get("/accueil/").content.decode()
    assert "séance 2 sur 2" in page and f"{awa.seat_id}-{second.pk}-present" in page
    on_shift.post("/accueil/presence/", {"mark": f"{awa.seat_id}-{second.pk}-present"})
    assert Attendance.objects.get().meeting == second
    before = timezone.localtime(last_week).date().isoformat()
    assert f"{awa.seat_id}-{first.pk}-present" in on_shift.get(f"/accueil/jour/{before}/").content.decode()


@pytest.mark.parametrize("day", ["2020-01-01", "x", "2026-13-45", "9999-12-31", "٢٠٢٦-١١-٢٤", "0" * 400])
def test_a_day_too_far_is_not_shown(on_shift, day):
    assert on_shift.get(f"/accueil/jour/{day}/").status_code == 404


def test_what_to_prepare_is_seen_by_that_sessions_host_only(on_shift, expected, host):
    awa = expected("Awa")
    awa.arrangements = ["large_print"]
    awa.save()
    session = awa.seat.session

    def seen() -> bool:
        pages = [on_shift.get("/accueil/"), on_shift.get(f"/accueil/personne/{awa.pk}/")]
        words = ["gros caractères" in page.content.decode().lower() for page in pages]
        assert words[0] == words[1]
        return words[0]

    assert seen(), "nobody is named: whoever welcomes there"
    session.host = User.objects.create_user("zoe", password="x", first_name="Zoé")
    session.save()
    assert not seen()
    on_shift.post(f"/accueil/seance/{session.pk}/prendre/")
    session.refresh_from_db()
    assert session.host == host and seen()


def test_three_hundred_people_take_twelve_queries_or_less(on_shift, scene, django_assert_max_num_queries):
    for number in range(6):
        session = scene.another(starts_at=timezone.now() + timedelta(minutes=number), capacity=50)
        for _person in range(50):
            booking = BookingFactory(session=session, participant=False)
            ParticipantFactory(booking=booking, seat=SeatFactory(session=session))
    on_shift.get("/accueil/")  # the site's own facts are kept from here on
    with django_assert_max_num_queries(12):
        page = on_shift.get("/accueil/").content.decode()
    assert page.count('data-mark="present"') == 300


def test_the_same_list_in_arabic_in_twelve_queries(on_shift, scene, arabic, expected, django_assert_max_num_queries):
    expected("سميرة")
    on_shift.get("/ar/accueil/")
    with django_assert_max_num_queries(12):
        page = on_shift.get("/ar/accueil/").content.decode()
    assert 'dir="rtl"' in page and "سميرة" in page and "خطواتي الأولى" in page


def test_seats_kept_for_a_structure_are_said_before_they_have_names(on_shift, now_on):
    SeatFactory(session=now_on)
    assert "1 place gardée pour une structure" in on_shift.get("/accueil/").content.decode()


def test_who_waits_stands_apart_and_who_gave_back_is_gone(on_shift, scene):
    soon = scene.another(starts_at=timezone.now() + timedelta(minutes=20), capacity=1)
    scene.booked(soon, first_name="Awa")
    waiting = reserving.start(soon.pk, key=new_token(), language="fr", waits=True)
    reserving.describe(waiting, first_name="Paul", phone="+33639985555")
    reserving.submit(waiting)
    page = on_shift.get("/accueil/").content.decode()
    assert "1 personne attend une place" in page and page.count('data-mark="present"') == 1
    seats.cancel([soon.seats.get(state="confirmed").pk])
    assert "Awa" not in on_shift.get("/accueil/").content.decode()


def test_somebody_without_a_place_reads_whom_to_ask(client, host):
    host.place_roles.all().delete()
    start_shift(client, host)
    assert "Demandez à l’équipe" in client.get("/accueil/").content.decode()


def test_somebody_of_another_group_reads_whom_to_ask(client, host):
    host.groups.clear()
    start_shift(client, host)
    assert client.get("/accueil/").status_code == 403


def test_the_worker_keeps_these_addresses_only(client, scene):
    response = client.get("/accueil/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert 'const DAY = "/accueil/"' in response.content.decode()
    assert 'const DAY = "/ar/accueil/"' in client.get("/ar/accueil/sw.js").content.decode()
    assert client.get("/accueil/hors-ligne/").status_code == 200


def test_the_list_says_until_when_it_may_be_kept(on_shift, now_on):
    until = int(on_shift.get("/accueil/")["X-List-Until"]) / 1000
    assert 0 < until - timezone.now().timestamp() <= 24 * 3600
    assert "X-List-Until" not in on_shift.get(f"/accueil/jour/{timezone.localdate().isoformat()}/")


def test_appointments_nobody_took_stand_folded_after_those_who_come(on_shift, scene, expected):
    soon = timezone.now() + timedelta(minutes=5)
    empty = [scene.another(starts_at=soon + timedelta(minutes=number), capacity=1) for number in range(3)]
    taken = scene.another(starts_at=soon, capacity=1)
    expected("Awa", session=taken)
    html = on_shift.get("/accueil/").content.decode()
    assert "3 rendez-vous que personne n’a réservés" in html
    before, folded = html.split('<details class="idle">')
    assert f"/seance/{taken.pk}/" in before and "Awa" in before
    assert all(f"/seance/{session.pk}/" in folded and f"/seance/{session.pk}/" not in before for session in empty)

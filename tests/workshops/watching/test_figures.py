"""How full, who did not come, how long one waits: right numbers, by few queries, and nobody in them."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from catalogue.agenda.models import Attendance, Seat, SeatState, Session
from catalogue.places.factories import PlaceRoleFactory, ReceptionPointFactory
from catalogue.places.models import Role
from catalogue.workshops.factories import BookingFactory
from catalogue.workshops.watching.figures import MONTH, PLACE, Scope, counts_by, sessions_in, total
from catalogue.workshops.watching.plots import Value, columns, nice_top, rows
from core import access
from core.models import User

PAGE = reverse("workshop_figures")


@pytest.fixture
def member(db):
    access.sync_groups()

    def make(group: str, place=None) -> User:
        user = User.objects.create_user(username=f"u{User.objects.count()}", password="x")
        user.groups.add(Group.objects.get(name=group))
        if place is not None:
            PlaceRoleFactory(user=user, place=place, role=Role.COORDINATOR)
        return user

    return make


def past(
    scene, *, came: int = 0, absent: int = 0, unmarked: int = 0, waited: list[float] | None = None, days: int = 40, **kwargs
) -> Session:
    """A session that is over, with its seats, marks of presence and days waited."""
    session = scene.another(**{"capacity": 10, **kwargs})
    gone = timezone.now() - timedelta(days=days)
    Session.objects.filter(pk=session.pk).update(starts_at=gone, ends_at=gone + timedelta(hours=2), local_day=gone.date())
    session.refresh_from_db()
    meeting, lengths = session.meetings.get(), waited or []
    for number in range(came + absent + unmarked):
        confirmed = gone - timedelta(days=9)
        since = confirmed - timedelta(days=lengths[number]) if number < len(lengths) else None
        seat = Seat.objects.create(
            session=session, state=SeatState.CONFIRMED, key=f"s{number}", confirmed_at=confirmed, waiting_since=since
        )
        BookingFactory(session=session, participant__seat=seat, participant__first_name="Zébulon")
        if number < came + absent:
            Attendance.objects.create(seat=seat, meeting=meeting, presence="present" if number < came else "no_show")
    return session


def year() -> Scope:
    today = timezone.localdate()
    return Scope(first=today - timedelta(days=300), last=today)


@pytest.mark.both
def test_sessions_seats_presences_and_waiting_are_counted(scene, member):
    past(scene, came=6, absent=2, unmarked=1, waited=[1, 2, 3, 4, 5])
    past(scene, came=0, capacity=10, days=80)
    past(scene, came=3, capacity=10, state="cancelled", days=20)
    found = total(counts_by([MONTH], sessions_in(year(), member(access.FIGURES))))
    assert (found.sessions, found.seats, found.taken) == (2, 20, 9)
    assert (found.marked, found.came, found.no_show, found.waited) == (8, 6, 2, 5)
    assert found.fill == pytest.approx(0.45) and found.no_show_rate == pytest.approx(0.25) and found.wait_days == pytest.approx(3)


def test_a_long_appointment_fills_its_slots_and_counts_as_one_person(scene, member):
    first, second = past(scene, came=1, capacity=1), past(scene, capacity=1)
    seat = Seat.objects.get(session=first)
    Seat.objects.create(session=second, state=SeatState.CONFIRMED, key="s0", confirmed_at=seat.confirmed_at, follows=seat)
    found = total(counts_by([MONTH], sessions_in(year(), member(access.FIGURES))))
    assert (found.sessions, found.seats, found.taken, found.fill) == (2, 2, 2, 1.0)
    assert (found.marked, found.came) == (1, 1)


def test_a_session_to_come_and_a_course_do_not_count(scene, member):
    past(scene, came=1)
    assert total(counts_by([PLACE], sessions_in(year(), member(access.FIGURES)))).sessions == 1  # scene.session is to come


def test_figures_about_few_people_are_not_told_on_the_page_nor_in_the_files(client, scene, member):
    past(scene, came=3, absent=1, waited=[4])
    client.force_login(member(access.FIGURES))
    cells = client.get(PAGE).context["report"].whole.cells
    assert cells == ["1", "10", "4", "40\xa0%", *["moins de 5"] * 4]
    lines = client.get(PAGE, {"file": "csv"}).content.decode("utf-8-sig").strip().split("\r\n")
    assert len(lines) == 2 and lines[1].endswith("1;10;4;40.0;;;;;;")


def test_the_page_shows_plots_that_are_read_aloud_and_a_table_beneath(client, scene, member):
    past(scene, came=6, absent=2)
    client.force_login(member(access.FIGURES))
    page = client.get(PAGE).content.decode()
    assert page.count('role="img"') == 7 and page.count("<desc") == 7 and page.count("figures-table") == 3
    assert "80\xa0%" in page and "25\xa0%" in page and "Emmaüs Connect Grenoble" in page
    assert "<script" not in page.split("figures-plot", 1)[1].split("</main>")[0]
    assert "Zébulon" not in page and "39 98" not in page


def test_the_wait_is_drawn_for_each_place_and_workshop_once_enough_people_waited(client, scene, member):
    past(scene, came=6, waited=[1, 2, 3, 4, 5])
    client.force_login(member(access.FIGURES))
    page = client.get(PAGE).content.decode()
    assert page.count('role="img"') == 9 and "3,0\xa0j" in page.replace(" j", "\xa0j")


def test_the_files_hold_the_same_figures_and_no_formula_runs(client, scene, member):
    place = ReceptionPointFactory(name='=HYPERLINK("http://x")')
    past(scene, came=6, absent=2, place=place)
    client.force_login(member(access.FIGURES))
    sheet = load_workbook(BytesIO(client.get(PAGE, {"file": "xlsx"}).content)).active
    assert sheet is not None
    row = [cell.value for cell in sheet[2]]
    assert row[1] == '\'=HYPERLINK("http://x")' and row[3:11] == [1, 10, 8, 80, 8, 6, 2, 25]
    text = client.get(PAGE, {"file": "csv"}).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in text and "Zébulon" not in text


def test_a_coordinator_sees_their_places_alone_and_hosts_no_figures(client, scene, member):
    past(scene, came=6)
    past(scene, came=6, place=ReceptionPointFactory(name="Ailleurs"))
    client.force_login(member(access.PLACE_COORDINATOR, scene.place))
    page = client.get(PAGE).content.decode()
    assert "Grenoble" in page and "Ailleurs" not in page
    client.force_login(member(access.HOST, scene.place))
    assert client.get(PAGE).status_code in (302, 403)


def test_the_group_of_figures_sees_no_person_anywhere(client, scene, member):
    booking = scene.booked(first_name="Zébulon")
    client.force_login(member(access.FIGURES))
    addresses = [
        reverse("wagtailsnippets_workshops_booking:list"),
        reverse("wagtailsnippets_workshops_booking:inspect", args=[booking.pk]),
        reverse("call_desk:list"),
        reverse("call_desk:find"),
        reverse("unusual_bookings:list"),
    ]
    assert all(client.get(address).status_code in (302, 403, 404) for address in addresses)
    assert "Zébulon" not in client.get(reverse("session:inspect", args=[scene.session.pk])).content.decode()


@pytest.mark.parametrize("typed", ["x", "9" * 40, "\x00", "-1", "٣"])
def test_any_filter_is_answered(client, scene, member, typed):
    client.force_login(member(access.FIGURES))
    query = {"from": typed, "to": typed, "place": typed, "workshop": typed, "format": typed, "file": typed}
    assert client.get(PAGE, query).status_code == 200


def test_filters_narrow(client, scene, member):
    past(scene, came=6)
    client.force_login(member(access.FIGURES))

    def sessions(**query) -> int:
        return client.get(PAGE, query).context["report"].whole.counts.sessions

    assert sessions() == sessions(place=scene.place.pk) == sessions(workshop=scene.workshop.pk) == sessions(format="group") == 1
    assert sessions(format="individual") == sessions(to="2001-01", **{"from": "2001-01"}) == 0


def test_the_report_runs_as_many_queries_whatever_there_is(client, scene, member, django_assert_num_queries):
    client.force_login(member(access.FIGURES))
    past(scene, came=6, absent=1, waited=[1])
    client.get(PAGE)
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    client.get(PAGE)
    few = len(connection.queries_log) - before
    for number in range(6):
        past(scene, came=2, place=ReceptionPointFactory(), days=40 + 30 * number)
    with django_assert_num_queries(few):
        client.get(PAGE)
    connection.force_debug_cursor = False
    assert few <= 30


def test_bars_stay_in_the_picture_and_what_is_not_told_has_no_bar():
    values = [Value("janv.", 0.5, "50 %"), Value("févr.", None, "–"), Value("mars", 1.4, "140 %")]
    plot = columns("x", "Titre", "", values, top=1, texts=["0", "1"])
    assert all(bar.y >= 0 and bar.y + bar.height <= plot.height for bar in plot.bars)
    assert [bar.is_told for bar in plot.bars] == [True, False, True]
    lying = rows("x", "Titre", "", values, top=1)
    assert all(bar.x + bar.width <= lying.width for bar in lying.bars)
    assert [nice_top([value]) for value in (0, 0.3, 1, 3, 7, 12, 480)] == [1, 1, 1, 5, 10, 20, 500]
    assert columns("x", "", "", [], top=0, texts=[]).bars == []


def test_months_without_a_session_stand_in_the_table(scene, member):
    from core.months import months_between

    assert months_between(date(2025, 11, 3), date(2026, 2, 1)) == [date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]

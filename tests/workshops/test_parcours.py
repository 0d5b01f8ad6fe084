"""A parcours: one booking, all its dates, joining late where the workshop allows it, a certificate at the end."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from catalogue.agenda.cards import cards_for
from catalogue.agenda.factories import SeatFactory
from catalogue.agenda.models import Attendance, Presence, Session
from catalogue.agenda.schedule import set_meetings
from catalogue.agenda.search import Criteria, find_sessions
from catalogue.workshops import certificates, telling
from catalogue.workshops.calendar_file import calendar_of
from catalogue.workshops.factories import BookingFactory
from catalogue.workshops.models import Booking, Participant
from catalogue.workshops.tickets import ticket_of
from core.models import Message

WEEK = timedelta(days=7)


def moments(first, number: int = 3):
    return [(first + WEEK * week, first + WEEK * week + timedelta(hours=2)) for week in range(number)]


@pytest.fixture
def begun(scene) -> Session:
    """A parcours of three weeks whose first meeting was three days ago; one may join at the second."""
    scene.workshop.last_meeting_to_join = 2
    scene.workshop.save()
    start = (timezone.now() - timedelta(days=3)).replace(microsecond=0)
    return scene.another(meetings=moments(start), capacity=5)


@pytest.fixture
def over(scene) -> Session:
    start = (timezone.now() - timedelta(days=20)).replace(hour=9, minute=0, second=0, microsecond=0)
    return scene.another(meetings=moments(start), capacity=5)


def who_came(session: Session, first_name: str, came: int, last_name: str = "", **kwargs) -> Booking:
    booking = BookingFactory(session=session, offer=session.offer, **kwargs)
    Participant.objects.filter(booking=booking).update(first_name=first_name, last_name=last_name, seat=SeatFactory(session=session))
    booking = Booking.objects.with_people().get(pk=booking.pk)
    for meeting in session.meetings.all()[:came]:
        Attendance.objects.create(seat=booking.participant.seat, meeting=meeting, presence=Presence.PRESENT)
    return booking


def test_all_the_dates_stand_on_the_card_the_screen_and_the_page_of_the_booking(client, scene):
    session = scene.another(meetings=moments(scene.session.starts_at))
    [card] = cards_for([session], "fr")
    assert card.days.count("·") == 2 and card.joining == "" and card.starts == session.starts_local
    page = client.get(reverse("workshops:book", args=[session.pk])).content.decode()
    booking = scene.booked(session)
    private = client.get(reverse("workshops:booking", args=[booking.token])).content.decode()
    for starts, _ends in ticket_of(session).meetings:
        with translation.override("fr"):
            assert f"{starts.day} " in page and f"{starts.day} " in private
    assert page.count("<li><svg") >= 3 or page.count('class="dates"') == 1
    assert calendar_of(booking).decode().count("BEGIN:VEVENT") == 3


def test_a_parcours_that_has_begun_is_joined_at_its_next_meeting(client, scene, begun):
    assert begun.joinable_until == begun.starts_at + WEEK
    found = find_sessions(Criteria(free_only=True, begun=True))
    assert begun.pk in [session.pk for session in found.sessions]
    assert begun.pk not in [session.pk for session in find_sessions(Criteria(free_only=True)).sessions]
    [card] = cards_for([begun], "fr")
    assert card.starts == begun.starts_local + WEEK and card.days.count("·") == 1 and card.joining and card.booking_url
    page = client.get(scene.workshop.get_url()).content.decode()
    assert card.joining in page and reverse("workshops:book", args=[begun.pk]) in page
    screen = client.get(reverse("workshops:book", args=[begun.pk]))
    assert screen.status_code == 200 and "déjà commencé" in screen.content.decode()
    booking = scene.booked(begun)
    told = Message.objects.get(subject_ref=booking.about)
    second = ticket_of(begun).meetings[1][0]
    assert f"{second.day} " in told.body and told.expires_at > timezone.now()
    assert calendar_of(booking).decode().count("BEGIN:VEVENT") == 2


def test_after_the_last_meeting_one_may_join_at_booking_has_closed(client, scene, begun):
    scene.workshop.last_meeting_to_join = 1
    scene.workshop.save()
    begun.refresh_from_db()
    assert begun.joinable_until is None and begun.why_closed() == "closed"
    assert client.get(reverse("workshops:book", args=[begun.pk])).status_code == 409


def test_moving_the_meetings_moves_the_last_one_to_join_at(begun):
    later = [(start + timedelta(days=1), end + timedelta(days=1)) for start, end in moments(begun.starts_at)]
    assert set_meetings(begun, later).joinable_until == later[1][0]


def test_who_leaves_a_parcours_that_has_begun_is_told_in_time(scene, begun):
    assert telling.useful_until(begun) == begun.ends_at


def test_whoever_came_to_enough_meetings_finds_a_certificate_on_the_private_page(client, over):
    booking = who_came(over, "Awa", 3, "Diallo")
    page = client.get(reverse("workshops:booking", args=[booking.token])).content.decode()
    assert reverse("workshops:certificate_names", args=[booking.token]) in page
    pdf = client.get(reverse("workshops:certificate", args=[booking.token]))
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF") and b"/StructTreeRoot" in pdf.content
    assert pdf.content == client.get(reverse("workshops:certificate", args=[booking.token])).content  # same data, same bytes


@pytest.mark.parametrize(("asked", "join", "wanted"), [(None, 1, 3), (None, 2, 2), (2, 1, 2), (60, 1, 3)])
def test_how_many_meetings_are_needed(scene, over, asked, join, wanted):
    scene.workshop.meetings_to_attend, scene.workshop.last_meeting_to_join = asked, join
    scene.workshop.save()
    over = Session.objects.get(pk=over.pk)
    booking = who_came(over, "Awa", wanted - 1)
    assert certificates.earned_by(booking) == []
    assert certificates.earned_by(who_came(over, "Jean", wanted))


def test_before_the_last_meeting_there_is_none(client, begun):
    booking = who_came(begun, "Awa", 3)
    for name in ("certificate", "certificate_names"):
        assert client.get(reverse(f"workshops:{name}", args=[booking.token])).url == reverse("workshops:booking", args=[booking.token])


def test_a_last_name_may_be_added_before_it_is_printed(client, over):
    booking = who_came(over, "Awa", 3)
    person = booking.participant
    url = reverse("workshops:certificate_names", args=[booking.token])
    wrong = client.post(url, {f"p{person.pk}-first_name": "", f"p{person.pk}-last_name": "http://x.example"})
    assert wrong.status_code == 200 and "http://x.example" in wrong.content.decode()
    done = client.post(url, {f"p{person.pk}-first_name": "Awa", f"p{person.pk}-last_name": "Diallo"})
    assert done.url == reverse("workshops:certificate", args=[booking.token])
    person.refresh_from_db()
    assert person.last_name == "Diallo"


def test_names_in_arabic_are_printed_and_letters_we_do_not_have_are_refused_plainly(client, over):
    arabic = who_came(over, "محمد", 3, "بن علي")
    assert client.get(reverse("workshops:certificate", args=[arabic.token])).status_code == 200
    other = who_came(over, "გიორგი", 3)
    refused = client.get(reverse("workshops:certificate", args=[other.token]))
    assert refused.status_code == 409 and "გიორგი" in refused.content.decode() and "tel:" in refused.content.decode()


def test_a_name_is_never_read_as_markup(client, over):
    booking = who_came(over, '#image("x.png") *_', 3, "$x$ \\")
    assert client.get(reverse("workshops:certificate", args=[booking.token])).status_code == 200


def test_the_team_gets_those_of_everybody_at_once(admin_client, client, over):
    who_came(over, "Awa", 3, "Diallo")
    who_came(over, "Jean", 1)
    page = admin_client.get(reverse("session:inspect", args=[over.pk])).content.decode()
    url = reverse("bookings_admin:certificates", args=[over.pk])
    assert url in page and "Awa Diallo" in page
    pdf = admin_client.get(url)
    assert pdf["Content-Type"] == "application/pdf"
    who_came(over, "გიორგი", 3)
    assert admin_client.get(url, follow=True).redirect_chain


def test_nobody_else_gets_them(client, over, django_user_model):
    user = django_user_model.objects.create_user(username="elsewhere", email="e@example.org", password="x")
    client.force_login(user)
    assert client.get(reverse("bookings_admin:certificates", args=[over.pk])).status_code in (302, 403)


def test_erased_names_have_no_certificate(over):
    booking = who_came(over, "Awa", 3, purged_at=timezone.now())
    assert certificates.earned_by(booking) == [] and certificates.who_came(over) == []

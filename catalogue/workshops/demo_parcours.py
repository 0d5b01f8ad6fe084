"""Demo content: a parcours that has begun and may still be joined, and one that is over, with certificates to fetch (people made up)."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.models import Attendance, Meeting, Presence, Session
from catalogue.agenda.sessions import create_session
from catalogue.places.models import Place
from core.local_time import from_place
from core.tokens import new_token

from .models import Booking, Participant, WorkshopPage

SLUG = "premiers-pas-ordinateur"
PEOPLE = (("Awa", "Diallo", 3), ("محمد", "بن علي", 2), ("Yvonne", "Martin", 1))  # and how many of the three meetings they came to


def build(points: list[Place], today: date) -> None:
    """Add both, once a day at most: their days follow today."""
    page = WorkshopPage.objects.filter(slug=SLUG, locale__language_code="fr").first()
    if page is None or not points:
        return
    if page.last_meeting_to_join == 1:
        page.last_meeting_to_join, page.meetings_to_attend = 2, 2
        page.save_revision().publish()
    place = points[0]
    session = _session(page, place, today - timedelta(days=16))
    if not Booking.objects.filter(session=session).exists():
        _people(session)
    _session(page, place, today - timedelta(days=3))


def _session(page: WorkshopPage, place: Place, first: date) -> Session:
    """Return the parcours of three weeks that begins on a day, made when it is not there."""
    starts = [from_place(datetime.combine(first + timedelta(weeks=week), time(10)), place.time_zone) for week in range(3)]
    known = Session.objects.filter(offer=page.offerpage_ptr, place=place, starts_at=starts[0]).first()
    return known or create_session(page, place, [(start, start + timedelta(hours=2)) for start in starts], capacity=8)


def _people(session: Session) -> None:
    before = session.starts_at - timedelta(days=8)
    for number, (first_name, last_name, came) in enumerate(PEOPLE):
        [seat] = seats.reserve(session.pk, key=f"demo-parcours-{session.pk}-{number}", now=before)
        booking = Booking.objects.create(
            session=session, offer_id=session.offer_id, key=new_token(), phone=f"+3363998{4000 + number}", submitted_at=before
        )
        Participant.objects.create(booking=booking, seat=seat, first_name=first_name, last_name=last_name)
        for meeting in Meeting.objects.filter(session=session).order_by("starts_at")[:came]:
            Attendance.objects.create(seat=seat, meeting=meeting, presence=Presence.PRESENT, marked_at=min(meeting.ends_at, timezone.now()))

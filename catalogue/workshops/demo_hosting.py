"""A host's day in the demonstration: workshops today, people to welcome, one more on purpose, counts, an invitation."""

import uuid
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from catalogue.agenda import attendance
from catalogue.agenda.factories import SeatFactory
from catalogue.agenda.models import Session
from catalogue.agenda.sessions import create_session
from catalogue.places.models import Place
from core.local_time import from_place

from . import front_desk
from .hosting import counting, inviting
from .models import Booking, Participant, TeamInvitation, WorkshopPage

# First name, phone, what to prepare, companions: the list of this afternoon.
PEOPLE: tuple[tuple[str, str, list[str], int], ...] = (
    ("Awa", "+33639980101", ["near_the_door"], 0),
    ("Jean", "+33465710102", [], 0),
    ("Fatima", "+33639980103", ["translator"], 1),
    ("Mei", "+33639980104", ["large_print", "speaks_slowly"], 0),
    ("سميرة", "+33639980105", [], 1),
    ("Yvonne", "", ["no_steps"], 0),
)
NAMESPACE = uuid.UUID("5d2f3c1e-6f0e-4c7c-9d2b-0c6f2a7a1b11")


def build(today: date) -> None:
    """Build the day of the first reception point; running it again the same day adds nothing."""
    place = Place.objects.filter(kind="reception_point").exclude(lat=None).order_by("name", "pk").first()
    page = WorkshopPage.objects.filter(format="group", locale__language_code="fr").order_by("pk").first()
    if place is None or page is None:
        return
    now = timezone.now()
    yesterday = _session(page, place, today - timedelta(days=1), time(14))
    _list(yesterday, now)
    _mark(yesterday, now)
    for what, number in (("age_60", 3), ("age_45", 2), ("woman", 4), ("man", 2), ("first", 4), ("again", 2), ("pleased", 5), ("so_so", 1)):
        for press in range(number):
            counting.count(yesterday.pk, what, press_id=uuid.uuid5(NAMESPACE, f"{yesterday.pk} {what} {press}"))
    _list(_session(page, place, today, time(9, 30)), now)
    _list(_session(page, place, today, time(14)), now)
    if not TeamInvitation.objects.exists():
        inviting.invite(places=[place], by=None, first_name="Sonia", last_name="Leroy", email="sonia.leroy@exemple.invalid")


def _session(page: WorkshopPage, place: Place, day: date, hour: time) -> Session:
    starts = from_place(datetime.combine(day, hour), place.time_zone)
    known = Session.objects.filter(offer=page.offerpage_ptr, place=place, starts_at=starts).first()
    return known or create_session(page, place, [(starts, starts + timedelta(hours=2))], capacity=len(PEOPLE) - 1, room="1")


def _list(session: Session, now: datetime) -> None:
    """Six people for five seats: the last one on purpose. A session that is over takes nobody: its list is written as it was."""
    for number, (name, phone, needs, companions) in enumerate(PEOPLE):
        key = f"demo-day-{session.pk}-{number}"
        if Booking.objects.filter(key=key).exists():
            continue
        over = "Une chaise de plus, elle est venue sur place" if number >= session.capacity else ""
        facts = {"first_name": name, "phone": phone, "channel": "walk_in"}
        if session.ends_at <= now:
            seat = SeatFactory(session=session, key=key, over_reason=over)
            booking = Booking.objects.create(
                key=key, session=session, offer_id=session.offer_id, phone=phone, channel="web", submitted_at=session.starts_at
            )
            Participant.objects.create(booking=booking, seat=seat, first_name=name)
        else:
            booking = front_desk.add_person(session.pk, key=key, over_reason=over, **facts)
        Booking.objects.filter(pk=booking.pk).update(companions=companions, has_no_phone=not phone, channel="walk_in" if over else "web")
        Participant.objects.filter(booking=booking).update(arrangements=needs)


def _mark(session: Session, now: datetime) -> None:
    host = get_user_model().objects.filter(username="accueil").first()
    meeting = session.meetings.get()
    for number, seat in enumerate(session.seats.order_by("pk")):
        attendance.mark(seat.pk, meeting.pk, "no_show" if number == 1 else "present", host, at=session.starts_at + timedelta(minutes=5))

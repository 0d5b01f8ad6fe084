"""Demo content of the call desk and of the figures: calls that people asked for, nine months of sessions that are over. All made up."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from catalogue.agenda.models import Attendance, Presence, Seat, SeatState, Session, SessionState
from catalogue.agenda.sessions import create_session
from catalogue.places.holidays import is_holiday
from catalogue.places.models import Place
from core.helpline import helpline_for
from core.local_time import from_place
from core.text import fold

from .calls.promise import promise
from .models import CallbackRequest, WorkshopPage

WEEKS = 39
WORKSHOPS, PLACES = 3, 2
CAPACITY = 8
ASKED = (
    ("Rosa", "+33465710101", "es", "morning"),
    ("Moussa", "+33639980202", "fr", "any"),
    ("Olena", "+33639980303", "uk", "afternoon"),
    ("سميرة", "+33639980404", "ar", "morning"),
    ("Yvonne", "+33199000505", "fr", "morning"),
)


def build(rng: random.Random, today: date) -> None:
    """Build what is missing; needs the workshops and the places."""
    workshops = list(WorkshopPage.objects.filter(locale__language_code="fr", format="group").order_by("title", "pk")[:WORKSHOPS])
    places = list(Place.objects.filter(kind="reception_point").exclude(lat=None).order_by("name", "pk")[:PLACES])
    for number, workshop in enumerate(workshops):
        for place in places:
            _past_sessions(rng, workshop, place, today, weekday=number)
    _calls(workshops)


def _past_sessions(rng: random.Random, workshop: WorkshopPage, place: Place, today: date, weekday: int) -> None:
    known = set(Session.objects.filter(offer=workshop.offerpage_ptr, place=place).values_list("local_day", flat=True))
    monday = today - timedelta(days=today.weekday(), weeks=WEEKS)
    for week in range(0, WEEKS, 2):
        day = monday + timedelta(weeks=week, days=weekday)
        if day in known or day >= today or is_holiday(place.departement, day):
            continue
        start = from_place(datetime.combine(day, time(10)), place.time_zone)
        session = create_session(workshop, place, [(start, start + timedelta(hours=2))], capacity=CAPACITY, language="fr")
        _who_came(rng, session)
        Session.objects.filter(pk=session.pk).update(state=SessionState.DONE)


def _who_came(rng: random.Random, session: Session) -> None:
    """Numbers alone: the names of people who came months ago are erased."""
    taken = rng.randrange(CAPACITY // 2, CAPACITY + 1)
    seats = []
    for number in range(taken):
        booked = session.starts_at - timedelta(days=rng.randrange(2, 15))
        waited = timedelta(hours=rng.randrange(6, 120)) if taken == CAPACITY and number > CAPACITY - 3 else None
        facts: dict[str, Any] = {"created_at": booked, "confirmed_at": booked, "waiting_since": booked - waited if waited else None}
        seats.append(Seat(session=session, state=SeatState.CONFIRMED, key=f"demo-past-{number}", **facts))
    meeting = session.meetings.get()
    Attendance.objects.bulk_create(
        Attendance(
            seat=seat,
            meeting=meeting,
            presence=rng.choices((Presence.PRESENT, Presence.NO_SHOW, Presence.EXCUSED), (16, 3, 1))[0],
            marked_at=session.ends_at,
        )
        for seat in Seat.objects.bulk_create(seats)
    )


def _calls(workshops: list[WorkshopPage]) -> None:
    if CallbackRequest.objects.exists():
        return
    now, helpline = timezone.now(), helpline_for(None)
    for number, (name, phone, language, suits) in enumerate(ASKED):
        when = promise(suits, helpline, now - timedelta(days=3 if number == 0 else 0))
        CallbackRequest.objects.create(
            first_name=name,
            folded_name=fold(name) or name,
            phone=phone,
            language=language,
            suits=suits,
            offer=workshops[number % len(workshops)] if workshops and number % 2 else None,
            call_from=when.begins,
            call_by=when.ends,
            tries=2 if number == 0 else 0,
            tried_at=now - timedelta(hours=20) if number == 0 else None,
        )

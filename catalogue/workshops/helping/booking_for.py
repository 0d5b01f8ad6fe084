"""Book for one person or for a whole list; those whom the session cannot take are given back to the helper with what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionClosed, SessionFull, SessionReserved
from catalogue.agenda.models import Seat, Session, SessionState
from catalogue.agenda.seats.locking import LARGEST_ID

from .. import telling
from ..models import Booking, BookingChannel, Helper, Participant, PermanenceReason, Receives, WorkshopPage
from ..permanences import appointments
from . import referring


@dataclass(frozen=True)
class Person:
    """Who comes: a first name or initials; ``phone`` in E.164 or "". ``number``: the row of the list; pressed twice, it is booked once."""

    first_name: str
    phone: str = ""
    language: str = "fr"
    number: int = 0
    receives: str = Receives.PERSON
    shares_attendance: bool = False
    under_age: bool = False
    prefers_call: bool = False
    arrangements: tuple[str, ...] = ()
    companions: int = 0
    comes_for: str = ""
    reason: PermanenceReason | None = None


@dataclass(frozen=True)
class Outcome:
    """Who has a seat, who waits in line, and who has neither (the row numbers of the list)."""

    booked: list[Booking] = field(default_factory=list)
    waiting: list[Booking] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


def open_to(helper: Helper, session_id: int) -> Session:
    """Return a session a helper may book: one of a published workshop, for everybody or for the public of their organisation.

    SessionClosed("missing"), SessionReserved.
    """
    if 0 < session_id <= LARGEST_ID:
        sessions = Session.objects.exclude(state=SessionState.DRAFT).filter(offer__in=WorkshopPage.objects.live().values("pk"))
        sessions = sessions.select_related("place", "offer__workshoppage", "reserved_to").prefetch_related("place__texts", "meetings")
        session = sessions.with_free().filter(pk=session_id).first()
        if session is not None:
            if session.reserved_to_id and session.reserved_to_id != helper.organisation_id:
                raise SessionReserved
            return session
    raise SessionClosed("missing")


def book(helper: Helper, session_id: int, people: Iterable[Person], *, key: str, rest_waits: bool = False) -> Outcome:
    """Give each person a seat, in the order of the list; then, ``rest_waits``, put the others in the line. One transaction.

    At a permanence, an appointment takes as many slots as its reason needs: then one person is booked at a time.

    ``key`` is drawn with the form (22 characters): with it and the row's number, sent twice is booked once.
    SessionClosed(reason), SessionReserved.
    """
    booked: list[Booking] = []
    waiting: list[Booking] = []
    left: list[int] = []
    with transaction.atomic():
        people = list(people)
        reason = next((person.reason for person in people if person.reason), None)
        session = open_to(helper, session_id)
        try:
            appointments.lock(session, reason, [])
        except SessionFull:  # the day does not hold as many slots in a row any more
            return Outcome(left=[person.number for person in people])
        session = open_to(helper, session_id)  # as it is under the lock
        if closed := session.why_closed(timezone.now()):
            raise SessionClosed(closed)
        known = {one.key: one for one in Booking.objects.with_people().filter(helper=helper, key__startswith=f"{key}-")}
        is_full = False
        for person in people:
            own_key = f"{key}-{person.number}"
            booking = known.get(own_key)
            if booking is None:
                seat = None if is_full else _seat(session, own_key, person.reason)
                is_full = seat is None
                if seat is None and rest_waits:
                    seat = _place_in_line(session_id, own_key)
                if seat is None:
                    left.append(person.number)
                    continue
                booking = write_down(helper, session, seat, person, key=own_key)
            (waiting if any(p.seat and p.seat.state in ("waiting", "offered") for p in booking.participants.all()) else booked).append(
                booking
            )
        Helper.objects.filter(pk=helper.pk).update(last_used_at=timezone.now())
    return Outcome(booked, waiting, left)


def write_down(helper: Helper, session: Session, seat: Seat, person: Person, *, key: str) -> Booking:
    """Write who sits in a seat taken for a helper, and tell the person; inside the caller's transaction."""
    now = timezone.now()
    booking = Booking.objects.create(
        key=key,
        session=session,
        offer_id=session.offer_id,
        phone=person.phone,
        has_no_phone=not person.phone,
        prefers_call=person.prefers_call,
        companions=person.companions,
        language=person.language,
        reason=person.reason,
        channel=BookingChannel.HELPER,
        waits=seat.state != "confirmed",
        submitted_at=now,
        helper=helper,
        receives=person.receives if person.phone else Receives.HELPER,
        shares_attendance=person.shares_attendance,
    )
    Participant.objects.create(
        booking=booking,
        seat=seat,
        first_name=person.first_name,
        arrangements=list(person.arrangements),
        is_under_age=person.under_age,
        # Below the minimum age, whoever sends the person is the adult to call.
        adult_name=helper.name[:60] if person.under_age else "",
        adult_phone=helper.phone if person.under_age else "",
    )
    if person.comes_for:
        referring.refer(booking, helper, person, session)
    booking = Booking.objects.with_people().get(pk=booking.pk)
    telling.tell_seat(booking)
    return booking


def _seat(session: Session, key: str, reason: PermanenceReason | None) -> Seat | None:
    try:
        return appointments.reserve(session, reason, key=key)[0]
    except SessionFull:
        return None


def _place_in_line(session_id: int, key: str) -> Seat | None:
    try:
        return seats.wait(session_id, key=key)[0]
    except SessionFull:  # it keeps no waiting list
        return None

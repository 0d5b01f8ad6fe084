"""From the first click to the seats: start, keep longer, go elsewhere, wait, confirm. Who comes along: company.py.

Each function is one transaction. Seats are moved by catalogue.agenda alone; the draft of a booking keeps what was typed.
Refusals are its SeatError: SessionFull, SessionClosed, SessionReserved, HoldExpired. A session kept for the public of one
structure is booked by the team (front_desk.py), never by its number.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionClosed, SessionReserved
from catalogue.agenda.models import Seat, SeatState, Session, SessionState
from catalogue.agenda.seats.locking import LARGEST_ID
from core.tokens import new_token

from . import telling
from .models import Booking, BookingChannel, Participant, PermanenceReason
from .models.querysets import people as with_people
from .permanences import appointments
from .permanences.reasons import reasons_for
from .stage import is_held, seat_of, seats_of

# What ``describe`` writes of each person.
TOLD = ("first_name", "last_name", "arrangements", "is_under_age", "adult_name", "adult_phone")
HOLD_MINUTES = 20  # and as many again at each press, until the draft is forgotten, a day later (retention.py)


def start(
    session_id: int,
    *,
    key: str,
    language: str,
    waits: bool = False,
    reason: PermanenceReason | None = None,
    channel: str = BookingChannel.WEB,
    minutes: int = HOLD_MINUTES,
) -> Booking:
    """Open a draft for a session and hold a seat for it (none for the waiting list); for a long ``reason``, its slots in turn.

    The same key gives back the same draft, so that a double click makes one booking; a key whose booking is over opens a new one.
    """
    with transaction.atomic():
        known = _under(key)
        if known is not None:
            seat = seat_of(known)
            lives = seat is None or seat.state != SeatState.CANCELLED
            if (known.session_id, known.waits, known.reason_id) == (session_id, waits, reason.pk if reason else None) and lives:
                return known
            key = new_token()
        session, seat = offered_to_visitors(session_id), None
        if reason is not None and reason not in reasons_for(session.offer):
            reason = None  # a forged form: this workshop does not take it
        if not waits:
            seat = appointments.hold(session, reason, key=key, minutes=minutes)[0]
            session = seat.session
        facts = {
            "session": session,
            "offer_id": session.offer_id,
            "language": language,
            "waits": waits,
            "channel": channel,
            "reason": reason,
        }
        if seat is not None and hasattr(seat, "was"):  # taken by this click, under the session's lock: no other has this key
            booking, created = Booking.objects.create(key=key, **facts), True
        else:
            booking, created = Booking.objects.get_or_create(key=key, defaults=facts)
        if created:
            Participant.objects.create(booking=booking, seat=seat)
        return booking


def _under(key: str) -> Booking | None:
    known = Booking.objects.filter(key=key).first()
    return Booking.objects.with_people().get(pk=known.pk) if known else None


def describe(
    booking: Booking,
    *,
    first_name: str,
    last_name: str = "",
    arrangements: Iterable[str] = (),
    under_age: bool = False,
    adult_name: str = "",
    adult_phone: str = "",
    others: dict[int, dict] | None = None,
    **contact,
) -> None:
    """Keep what was typed. ``contact``: phone (E.164), has_no_phone, phone_is_shared, prefers_call, email, companions, language.

    ``others``: by the key of each of the other people, their first_name, arrangements and under_age. The adult answers for all the young
    ones. A booking that was sent meanwhile, from another window, stays as it is; so does somebody who was left out of it.
    """
    with transaction.atomic():
        booking = locked(booking)
        if not booking.is_draft:
            return
        for name, value in contact.items():
            setattr(booking, name, value)
        booking.save(update_fields=list(contact))
        first = booking.participant or Participant(booking=booking)
        told: dict[str, Any] = {"first_name": first_name, "last_name": last_name, "arrangements": arrangements, "under_age": under_age}
        for person in [first, *list(booking.participants.all())[1:]]:
            facts = told if person is first else (others or {}).get(person.pk)
            if facts is None:
                continue
            person.first_name, person.last_name = facts["first_name"], facts.get("last_name", "")
            person.arrangements, person.is_under_age = list(facts.get("arrangements", ())), facts.get("under_age", False)
            person.adult_name, person.adult_phone = (adult_name, adult_phone) if person.is_under_age else ("", "")
            person.save(update_fields=TOLD if person.pk else None)


def keep_longer(booking: Booking) -> Booking:
    """Hold the draft's seats twenty more minutes; those that ran out are taken again while as many are free. As often as needed."""
    with transaction.atomic():
        booking = locked(booking)
        if booking.is_draft and not booking.waits:
            _refuse_reserved(booking)
            _hold_all(booking)
    return booking


def go_to_session(booking: Booking, session_id: int) -> Booking:
    """Move a draft to another session, what was typed kept; the first seats are given back.

    Only to one that anybody may see: the number comes from the form.
    """
    with transaction.atomic():
        booking = locked(booking)
        if not booking.is_draft or (booking.session_id == session_id and is_held(booking)):
            return booking
        session = offered_to_visitors(session_id)  # first: no other refusal may tell of a session that is not shown
        people = list(booking.participants.all()) or [Participant(booking=booking)]
        old = [seat for seat in seats_of(booking) if seat.state == SeatState.HELD]
        reason = appointments.reason_at(booking, session)
        appointments.lock(session, reason, old, was_for=booking.reason_id)
        taken = appointments.hold(session, reason, key=new_token(), count=len(people), minutes=HOLD_MINUTES)
        if old:
            seats.release([seat.pk for seat in old])
        booking.session, booking.offer_id, booking.waits = taken[0].session, taken[0].session.offer_id, False
        booking.reason = reason
        booking.save(update_fields=["session", "offer", "waits", "reason"])
        seat_people(people, taken)
    return booking


def wait_instead(booking: Booking) -> Booking:
    """Turn a draft whose session is full towards the waiting list; the seats it still holds are given back."""
    with transaction.atomic():
        booking = locked(booking)
        if booking.is_draft:
            _refuse_reserved(booking)
            held = [seat.pk for seat in seats_of(booking) if seat.state == SeatState.HELD]
            if held:
                seats.release(held)
            booking.waits = True
            booking.save(update_fields=["waits"])
    return booking


def submit(booking: Booking, now: datetime | None = None) -> Booking:
    """Confirm the seats (a lapsed hold is taken again while as many are free), or join the waiting list. Twice is once.

    The message is written in this same transaction.
    """
    with transaction.atomic():
        booking = locked(booking)
        if not booking.is_draft:
            return booking
        if booking.session_id is None:
            raise SessionClosed("missing")
        people = list(booking.participants.all()) or [Participant(booking=booking)]
        if booking.waits:
            taken = seats.reserve_or_wait(booking.session_id, key=new_token(), count=len(people))
        else:
            if any(person.seat_id is None for person in people):
                _hold_all(booking)
                people = list(booking.participants.all())
            taken = _of(people, seats.confirm([person.seat_id for person in people if person.seat_id], tell=False))
        booking.session = taken[0].session  # as it is under its lock
        _refuse_reserved(booking)
        seat_people(people, taken)
        booking.submitted_at = now or timezone.now()
        booking.save(update_fields=["submitted_at"])
        telling.tell_seat(booking, people[0].seat)
    return booking


def _hold_all(booking: Booking) -> None:
    """Keep the seat of each of the draft's people for some minutes, taking again what lapsed; all of them, or SeatError."""
    people = list(booking.participants.all())
    lost = [person for person in people if person.seat_id is None]
    kept = [person.seat_id for person in people if person.seat_id is not None]
    if kept:
        seat_people([person for person in people if person.seat_id], _of(people, seats.extend(kept, minutes=HOLD_MINUTES)))
    if lost:
        held = appointments.hold(booking.its_session, booking.reason, key=new_token(), count=len(lost), minutes=HOLD_MINUTES)
        seat_people(lost, held)


def _of(people: list[Participant], taken: list[Seat]) -> list[Seat]:
    """Return each person's own seat, as it is now."""
    by_key = {seat.pk: seat for seat in taken}
    return [by_key[person.seat_id] for person in people if person.seat_id]


def seat_people(people: list[Participant], taken: list[Seat]) -> None:
    """Put people in seats, in the same order; who sits there already is not written again."""
    for person, seat in zip(people, taken, strict=True):
        changes = person.seat_id != seat.pk
        person.seat = seat
        if person.pk is None:
            person.save()
        elif changes:
            person.save(update_fields=["seat"])


def locked(booking: Booking) -> Booking:
    """Read the booking again, its row locked: two clicks go one after the other. Booking.DoesNotExist: the first one dropped it."""
    fresh = Booking.objects.select_for_update(no_key=True).get(pk=booking.pk)
    prefetch_related_objects([fresh], with_people())  # after the lock, as the session will be: what was read before it may have changed
    return fresh


def offered_to_visitors(session_id: int) -> Session:
    """Return the session a visitor asks for by its number: of a published workshop, no draft, and for everybody.

    SessionClosed("missing"); SessionReserved.
    """
    if 0 < session_id <= LARGEST_ID:
        shown = Session.objects.filter(pk=session_id, offer__live=True, offer__workshoppage__isnull=False)
        session = shown.exclude(state=SessionState.DRAFT).order_by().first()
        if session is not None:
            if session.reserved_to_id:
                raise SessionReserved
            return session
    raise SessionClosed("missing")


def _refuse_reserved(booking: Booking) -> None:
    """The team may reserve a session while somebody fills in the form."""
    if booking.session is not None and booking.session.reserved_to_id:
        raise SessionReserved

"""From the first click to the seat: start, keep longer, go elsewhere, wait, confirm.

Each function is one transaction. Seats are moved by catalogue.agenda alone; the draft of a booking keeps what was typed.
Refusals are its SeatError: SessionFull, SessionClosed, SessionReserved, HoldExpired. A session kept for the public of one
structure is booked by the team (front_desk.py), never by its number.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import HoldExpired, SeatError, SessionClosed, SessionReserved
from catalogue.agenda.models import Seat, SeatState, Session, SessionState
from catalogue.agenda.seats.locking import LARGEST_ID
from core.tokens import new_token

from . import telling
from .models import Booking, BookingChannel, Participant, WorkshopPage
from .stage import is_held, own_seat, seat_of

HOLD_MINUTES = 20
# Ten times longer than the first hold (WCAG 2.2.1), then a person helps by phone.
KEPT_AT_MOST = timedelta(minutes=HOLD_MINUTES * 11)


class KeptTooLong(SeatError):
    """The seat was kept for hours: others wait."""


def start(
    session_id: int, *, key: str, language: str, waits: bool = False, channel: str = BookingChannel.WEB, minutes: int = HOLD_MINUTES
) -> Booking:
    """Open a draft for a session and hold a seat for it (none for the waiting list).

    The same key gives back the same draft, so that a double click makes one booking; a key whose booking is over opens a new one.
    """
    with transaction.atomic():
        known = Booking.objects.with_people().filter(key=key).first()
        if known is not None:
            seat = seat_of(known)
            lives = seat is None or seat.state != SeatState.CANCELLED
            if known.session_id == session_id and known.waits == waits and lives:
                return known
            key = new_token()
        shown = offered_to_visitors(session_id)
        if waits:
            seat, session = None, shown
        else:
            seat = seats.hold(session_id, key=key, minutes=minutes)[0]
            session = seat.session
        booking, created = Booking.objects.get_or_create(
            key=key, defaults={"session": session, "offer_id": session.offer_id, "language": language, "waits": waits, "channel": channel}
        )
        if created:
            Participant.objects.create(booking=booking, seat=seat)
        return booking


def describe(booking: Booking, *, first_name: str, under_age: bool = False, adult_name: str = "", adult_phone: str = "", **contact) -> None:
    """Keep what the person typed. ``contact``: phone (E.164), has_no_phone, prefers_call, email, language.

    A booking that was sent meanwhile, from another window, stays as it is.
    """
    with transaction.atomic():
        if not locked(booking).is_draft:
            return
        for name, value in contact.items():
            setattr(booking, name, value)
        booking.save(update_fields=list(contact))
        participant = booking.participant or Participant(booking=booking)
        participant.first_name, participant.is_under_age = first_name, under_age
        participant.adult_name, participant.adult_phone = adult_name, adult_phone
        participant.save()


def keep_longer(booking: Booking, now: datetime | None = None) -> Booking:
    """Hold the draft's seat twenty more minutes, or take one again when the hold ran out and one is free."""
    now = now or timezone.now()
    with transaction.atomic():
        booking = locked(booking)
        _refuse_kept_too_long(booking, now)
        if not booking.is_draft or booking.waits:
            return booking
        _refuse_reserved(booking)
        if is_held(booking, now):
            try:
                seats.extend([own_seat(booking).pk], minutes=HOLD_MINUTES)
                return booking
            except HoldExpired:
                pass  # it ran out between the two lines: take one again
        _hold_again(booking)
    return booking


def go_to_session(booking: Booking, session_id: int) -> Booking:
    """Move a draft to another session, what was typed kept; the first seat is given back.

    Only to one that anybody may see: the number comes from the form. KeptTooLong as for ``keep_longer``.
    """
    with transaction.atomic():
        booking = locked(booking)
        if not booking.is_draft or (booking.session_id == session_id and is_held(booking)):
            return booking
        offered_to_visitors(session_id)  # first: no other refusal may tell of a session that is not shown
        if is_held(booking):
            _refuse_kept_too_long(booking, timezone.now())
        old = seat_of(booking)
        seats.lock_sessions({session_id, old.session_id} if old else {session_id})
        seat = seats.hold(session_id, key=new_token(), minutes=HOLD_MINUTES)[0]
        if old is not None and old.state == SeatState.HELD:
            seats.release([old.pk])
        booking.session, booking.offer_id, booking.waits = seat.session, seat.session.offer_id, False
        booking.save(update_fields=["session", "offer", "waits"])
        _seat(booking, seat)
    return booking


def wait_instead(booking: Booking) -> Booking:
    """Turn a draft whose session is full towards the waiting list; a seat it still holds is given back."""
    with transaction.atomic():
        booking = locked(booking)
        if booking.is_draft:
            _refuse_reserved(booking)
            seat = seat_of(booking)
            if seat is not None and seat.state == SeatState.HELD:
                seats.release([seat.pk])
            booking.waits = True
            booking.save(update_fields=["waits"])
    return booking


def submit(booking: Booking, now: datetime | None = None) -> Booking:
    """Confirm the seat (a lapsed hold is taken again when one is free), or join the waiting list. Twice is once.

    Messages are written in this same transaction, by the receivers of agenda's signals.
    """
    with transaction.atomic():
        booking = locked(booking)
        if not booking.is_draft:
            return booking
        if booking.session_id is None:
            raise SessionClosed("missing")
        _refuse_reserved(booking)
        booking.submitted_at = now or timezone.now()
        booking.save(update_fields=["submitted_at"])
        if booking.waits:
            _seat(booking, seats.reserve_or_wait(booking.session_id, key=new_token())[0])
        else:
            _confirm(booking)
        telling.tell_seat(booking)  # receivers told what they knew; the dedupe key makes the rest once
    return booking


def _confirm(booking: Booking) -> None:
    seat = seat_of(booking) or seats.hold(booking.its_session.pk, key=new_token(), minutes=HOLD_MINUTES)[0]
    _seat(booking, seats.confirm([seat.pk])[0])


def _hold_again(booking: Booking) -> None:
    old = seat_of(booking)
    _seat(booking, seats.hold(booking.its_session.pk, key=new_token(), minutes=HOLD_MINUTES)[0])
    if old is not None and old.state == SeatState.HELD:
        seats.release([old.pk])


def _seat(booking: Booking, seat: Seat) -> None:
    """Put the booking's person in a seat."""
    participant = booking.participant
    if participant is None:
        Participant.objects.create(booking=booking, seat=seat)
    else:
        participant.seat = seat
        participant.save(update_fields=["seat"])


def locked(booking: Booking) -> Booking:
    """Read the booking again, its row locked: two clicks go one after the other. Booking.DoesNotExist: the first one dropped it."""
    Booking.objects.select_for_update(no_key=True).filter(pk=booking.pk).values_list("pk").get()
    return Booking.objects.with_people().get(pk=booking.pk)


def offered_to_visitors(session_id: int) -> Session:
    """Return the session a visitor asks for by its number: of a published workshop, no draft, and for everybody.

    SessionClosed("missing"); SessionReserved.
    """
    if 0 < session_id <= LARGEST_ID:
        sessions = Session.objects.exclude(state=SessionState.DRAFT).filter(offer__in=WorkshopPage.objects.live().values("pk"))
        if (session := sessions.filter(pk=session_id).first()) is not None:
            if session.reserved_to_id:
                raise SessionReserved
            return session
    raise SessionClosed("missing")


def _refuse_reserved(booking: Booking) -> None:
    """The team may reserve a session while somebody fills in the form."""
    if booking.session is not None and booking.session.reserved_to_id:
        raise SessionReserved


def _refuse_kept_too_long(booking: Booking, now: datetime) -> None:
    """Whatever the way a draft keeps a seat, it does not keep one for ever."""
    if now - booking.created_at > KEPT_AT_MOST:
        raise KeptTooLong

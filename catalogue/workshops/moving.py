"""Another day, another place: the same people go from one session to another, and nobody asks why."""

from django.db import transaction
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import IllegalMove, SessionClosed
from catalogue.agenda.models import Ending, Seat, SeatState, SessionState
from core.tokens import new_token

from . import telling
from .models import Booking, Participant
from .permanences import appointments
from .reserving import go_to_session, locked, offered_to_visitors


def move(booking: Booking, session_id: int, *, by_team: bool = False, told: bool = False) -> Booking:
    """Give a booking's people seats in another session, then their old ones back, and write to them once. Twice is once.

    Those who still have a seat, wait for one, or had theirs in a session that was cancelled or deleted. Both sessions are locked, in
    order; all the seats change, or none. ``by_team``: to any session, a reserved one or one at the door too. ``told``: they are on the
    phone or at the counter, so nobody has to call them.
    SessionFull(free), SessionClosed(reason), SessionReserved, IllegalMove (nobody to move).
    """
    with transaction.atomic():
        booking = locked(booking)
        if booking.is_draft:
            return go_to_session(booking, session_id)
        if booking.session_id == session_id:
            return booking
        people = movable(booking)
        if not people:
            raise IllegalMove(SeatState.CANCELLED, "moved")
        if not by_team:
            offered_to_visitors(session_id)
            if booking.session is not None and booking.session.why_closed(timezone.now()) == "past":
                raise SessionClosed("past")
        session = appointments.session_to_go_to(session_id)
        reason = appointments.reason_at(booking, session)
        appointments.lock(session, reason, [person.seat for person in people if person.seat], was_for=booking.reason_id)
        taken = appointments.reserve(session, reason, key=new_token(), count=len(people), late=by_team)
        old = [person.seat_id for person in people if person.seat_id]
        for person, seat in zip(people, taken, strict=True):
            person.seat = seat
            person.save(update_fields=["seat"])
        seats.cancel(old)  # nobody sits there any more, so that nobody is told that it is cancelled
        booking.session, booking.offer_id, booking.waits = taken[0].session, taken[0].session.offer_id, False
        booking.reason = reason
        booking.save(update_fields=["session", "offer", "waits", "reason"])
        booking = Booking.objects.with_people().get(pk=booking.pk)
        telling.tell_moved(booking, call=by_team and not told)
    return booking


def movable(booking: Booking) -> list[Participant]:
    """Return the people who would go along: who gave their own seat back stays behind."""
    people = list(booking.participants.all())
    session = booking.session
    if session is None:
        return people
    if session.state == SessionState.CANCELLED:
        return [person for person in people if person.seat is None or person.seat.ending == Ending.SESSION_CANCELLED]
    return [person for person in people if person.seat is not None and _goes_along(person.seat)]


def _goes_along(seat: Seat) -> bool:
    """Also when a slot of a long appointment was cancelled, with which it lost all of them."""
    return seat.state != SeatState.CANCELLED or seat.ending == Ending.SESSION_CANCELLED

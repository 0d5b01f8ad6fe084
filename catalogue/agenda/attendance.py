"""Who came: marked by the host, seat by meeting."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .errors import IllegalMove, SessionClosed
from .models import Attendance, Meeting, Presence, Seat, SeatState


def mark(seat_id: int, meeting_id: int, presence: Presence | str, by, *, at: datetime | None = None) -> Attendance:
    """Write whether the person of a confirmed seat came to a meeting of its session; again to correct it.

    ``by`` is the user who marks, ``at`` the moment they did: a mark may arrive late, from a phone that had no network. The last
    moment wins, whatever the order of arrival, and the same mark twice is once: what is given back is what stands. A moment in the
    future counts as now.
    ValueError for an unknown presence, SessionClosed("missing") when the seat and the meeting are not of one session,
    IllegalMove when the seat is not confirmed.
    """
    presence, now = Presence(presence), timezone.now()
    at = min(at or now, now)
    with transaction.atomic():
        # The seat's row is the lock: two hosts marking the same person go one after the other.
        found = Seat.objects.select_for_update(of=("self",), no_key=True).filter(pk=seat_id, session__meetings=meeting_id)
        seat = found.first()
        if seat is None:
            raise SessionClosed("missing")
        if seat.state != SeatState.CONFIRMED:
            raise IllegalMove(seat.state, "attended")
        marked = Attendance.objects.filter(seat=seat, meeting_id=meeting_id).first() or Attendance(seat=seat, meeting_id=meeting_id)
        if marked.marked_at is None or marked.marked_at < at:
            marked.presence, marked.marked_by, marked.marked_at = presence, by, at
            marked.save()
    return marked


def presences(meeting: Meeting) -> dict[int, str]:
    """Return the presence marked at a meeting by seat id, confirmed seats only; "unknown" where nobody marked it yet. Two queries."""
    seats = Seat.objects.filter(session=meeting.session_id, state=SeatState.CONFIRMED)
    marked = dict(Attendance.objects.filter(meeting=meeting).values_list("seat", "presence"))
    return {pk: marked.get(pk, Presence.UNKNOWN) for pk in seats.values_list("pk", flat=True)}

"""Who came: marked by the host, seat by meeting."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .errors import IllegalMove, SessionClosed
from .models import Attendance, Meeting, Presence, Seat, SeatState


def mark(seat_id: int, meeting_id: int, presence: Presence | str, by, *, now: datetime | None = None) -> Attendance:
    """Write whether the person of a confirmed seat came to a meeting of its session; again to correct it.

    ``by`` is the user who marks. ValueError for an unknown presence, SessionClosed("missing") when the seat and the
    meeting are not of one session, IllegalMove when the seat is not confirmed.
    """
    presence = Presence(presence)
    with transaction.atomic():
        seat = Seat.objects.filter(pk=seat_id, session__meetings=meeting_id).first()
        if seat is None:
            raise SessionClosed("missing")
        if seat.state != SeatState.CONFIRMED:
            raise IllegalMove(seat.state, "attended")
        marked, _created = Attendance.objects.update_or_create(
            seat=seat,
            meeting_id=meeting_id,
            defaults={"presence": presence, "marked_by": by, "marked_at": now or timezone.now()},
        )
    return marked


def presences(meeting: Meeting) -> dict[int, str]:
    """Return the presence marked at a meeting by seat id, confirmed seats only; "unknown" where nobody marked it yet. Two queries."""
    seats = Seat.objects.filter(session=meeting.session_id, state=SeatState.CONFIRMED)
    marked = dict(Attendance.objects.filter(meeting=meeting).values_list("seat", "presence"))
    return {pk: marked.get(pk, Presence.UNKNOWN) for pk in seats.values_list("pk", flat=True)}

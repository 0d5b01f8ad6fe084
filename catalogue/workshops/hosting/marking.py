"""What a phone sends: who is there, and presses to count. Each may come late, twice, or after somebody else's."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.agenda import attendance
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Attendance, Meeting, Presence
from catalogue.agenda.seats.locking import LARGEST_ID
from core.models import User

from . import counting
from .access import sessions_welcomed_by
from .day import said_by

MOST_AT_ONCE = 300
# What a phone kept for longer than this is of no use to anybody any more.
OLDEST = timedelta(days=7)


@dataclass(frozen=True)
class Answer:
    """What became of one press: what stands now, or why it cannot be."""

    presence: str = ""
    said: str = ""
    count: int | None = None
    refused: str = ""

    def as_data(self) -> dict[str, Any]:
        return {"presence": self.presence, "said": self.said, "count": self.count, "refused": self.refused}


def take(user: User, presses: Iterable[Any], now: datetime | None = None) -> dict[str, dict[str, Any]]:
    """Apply what a phone sent; returns for each press, by its key, what stands now. Nothing in it can make this fail."""
    now = now or timezone.now()
    answers: dict[str, dict[str, Any]] = {}
    for press in list(presses)[:MOST_AT_ONCE]:
        key = press.get("key") if isinstance(press, Mapping) else None
        if isinstance(key, str) and 0 < len(key) <= 80:
            answers[key] = _take_one(user, press, now).as_data()
    return answers


def _take_one(user: User, press: Mapping[str, Any], now: datetime) -> Answer:
    at = _moment(press.get("at"), now)
    if at is None or at < now - OLDEST:
        return Answer(refused=_("This is too old to be noted."))
    if "seat" in press:
        return mark(user, row_number(press.get("seat")), row_number(press.get("meeting")), str(press.get("presence")), at=at)
    session = sessions_welcomed_by(user).filter(pk=row_number(press.get("session"))).first()
    try:
        press_id = uuid.UUID(str(press.get("id")))
    except ValueError:
        press_id = None
    what, step = str(press.get("what")), press.get("step")
    if session is None or press_id is None or what not in counting.Counted.values or step not in (1, -1):
        return Answer(refused=_("This cannot be counted."))
    return Answer(count=counting.count(session.pk, what, step, press_id=press_id))


def mark(user: User, seat_id: int, meeting_id: int, presence: str, *, at: datetime | None = None) -> Answer:
    """Mark one person, at a session the user welcomes people at; the last press wins, whoever's it is."""
    meetings = Meeting.objects.filter(pk=meeting_id, session__in=sessions_welcomed_by(user).order_by().values("pk"))
    meeting = meetings.select_related("session__place").first()
    if meeting is None or presence not in Presence.values:
        return Answer(refused=_("This session is not one of yours."))
    try:
        stands = attendance.mark(seat_id, meeting_id, presence, user, at=at)
    except SeatError:
        return Answer(refused=_("This person has no seat there any more."))
    return Answer(presence=stands.presence, said=said_by(stands, meeting.session.time_zone))


def marks_of(meetings: Iterable[int]) -> dict[str, dict[str, str]]:
    """Return what stands for each person marked at these meetings, by "seat-meeting". One query."""
    found = Attendance.objects.filter(meeting__in=list(meetings)).select_related("marked_by", "meeting__session__place")
    return {
        f"{mark.seat_id}-{mark.meeting_id}": {"presence": mark.presence, "said": said_by(mark, mark.meeting.session.time_zone)}
        for mark in found
    }


def _moment(value: Any, now: datetime) -> datetime | None:
    """A moment in milliseconds by the clock of the server, as the phone knows it; one in the future counts as now."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < 1e14:
        return None
    return min(datetime.fromtimestamp(value / 1000, UTC), now)


def row_number(value: Any) -> int:
    """Return a row’s number; 0, which no row has, for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= LARGEST_ID else 0

"""Remind people two days before, and on the morning; the evening before when the workshop is early.

By the clock of the place, between nine and eight in the evening, and never when the booking is less than a day old.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from catalogue.agenda.models import Meeting, SeatState, SessionState
from core.local_time import at_place
from core.models.message import Message
from core.polite_hours import EARLIEST, LATEST, is_polite

from . import message_texts as kinds
from . import telling
from .models import Booking, Call

LOOK_AHEAD = timedelta(days=3)
SETTLED = timedelta(days=1)  # a booking younger than this needs no reminder
EARLY_START = time(10, 30)  # before it, the morning is too short: the evening before
EVENING = time(18)


def due_windows(meeting: Meeting, zone: str) -> dict[str, tuple[datetime, datetime]]:
    """Return, by kind of reminder, the moments between which it may leave."""
    starts = at_place(meeting.starts_at, zone)

    def at(days_before: int, hour: time) -> datetime:
        return timezone.make_aware(datetime.combine(starts.date() - timedelta(days=days_before), hour), starts.tzinfo)

    windows = {kinds.REMINDER_2D: (at(2, EARLIEST), at(1, time(17)))}
    if starts.time() < EARLY_START:
        windows[kinds.REMINDER_DAY] = (at(1, EVENING), at(1, LATEST))
    else:
        windows[kinds.REMINDER_DAY] = (at(0, EARLIEST), starts - timedelta(hours=1))
    return windows


def queue_reminders(now: datetime) -> int:
    """Write the reminders that are due now; returns how many bookings were reminded. Running twice writes them once."""
    bookings = Prefetch(
        "session__bookings",
        queryset=Booking.objects.with_people()
        .submitted()
        .filter(submitted_at__lte=now - SETTLED, participants__seat__state=SeatState.CONFIRMED)
        .distinct()
        .order_by("pk"),
    )
    meetings = Meeting.objects.filter(starts_at__gt=now, starts_at__lte=now + LOOK_AHEAD, session__state=SessionState.OPEN)
    meetings = meetings.select_related("session__place").prefetch_related(bookings).order_by("starts_at", "pk")
    reminded = 0
    for meeting in meetings:
        zone = meeting.session.time_zone
        if not is_polite(now, zone):
            continue
        for kind, (opens, closes) in due_windows(meeting, zone).items():
            if opens <= now < closes:
                reminded += sum(_remind(booking, kind, meeting, now) for booking in _not_reminded(meeting, kind))
    return reminded


def _not_reminded(meeting: Meeting, kind: str) -> list[Booking]:
    """Return the bookings that were not told yet, in two queries whatever their number."""
    going = list(meeting.session.bookings.all())  # only those of the prefetch: submitted, settled, with a seat
    occasion = telling.reminder_occasion(meeting)
    keys: dict[str, set[int]] = {}
    for booking in going:
        for key in telling.keys_of(booking, kind, occasion):
            keys.setdefault(key, set()).add(booking.pk)  # a helper is told once of all those they sent
    told = {
        pk
        for model in (Message, Call)
        for key in model.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True)
        for pk in keys[key]
    }
    return [booking for booking in going if booking.pk not in told]


def _remind(booking: Booking, kind: str, meeting: Meeting, now: datetime) -> bool:
    with transaction.atomic():
        telling.remind(booking, kind, meeting, now)
    return True

"""Bookings that look unusual: one number or one network address that books many. Flagged for a person to look at, never blocked.

Helpers book for many: theirs are left out, and so are those the team makes on the phone or on the spot.
"""

from datetime import datetime, timedelta

from django.db.models import Count, Max, Min
from django.http import HttpRequest
from django.utils import timezone

from catalogue.agenda.models import SeatState
from core.models import User
from core.throttle import sign_of

from ..models import Booking, BookingChannel, BookingPattern, PatternKind

# Bookings to come with one number: a family has fewer, and a booking is of five people.
MANY_OF_A_NUMBER = 6
# Seats started from one address in the span of a hold: more than a small class, less than where it has to wait.
MANY_OF_AN_ADDRESS = 30
_EACH = 10  # then written again every so many
_GOING = (SeatState.CONFIRMED, SeatState.WAITING, SeatState.OFFERED)


def look(now: datetime | None = None) -> int:
    """Flag the numbers with many bookings to come; returns how many were flagged anew or have grown."""
    now = now or timezone.now()
    coming = Booking.objects.submitted().filter(
        channel=BookingChannel.WEB, helper=None, session__starts_at__gt=now, participants__seat__state__in=_GOING
    )
    many = (
        coming.exclude(phone="")
        .order_by()
        .values("phone")
        .annotate(n=Count("pk", distinct=True), first=Min("submitted_at"), last=Max("submitted_at"))
        .filter(n__gte=MANY_OF_A_NUMBER)
    )
    flagged = 0
    for row in many:
        flagged += _flag(PatternKind.PHONE, row["phone"], row["n"], row["first"], row["last"], now)
    return flagged


def saw_address(request: HttpRequest, count: int, now: datetime | None = None) -> None:
    """Note that ``count`` seats were started from this visitor's address lately; nothing is kept of a few, nor the address itself."""
    if count < MANY_OF_AN_ADDRESS or count % _EACH:
        return
    now = now or timezone.now()
    _flag(PatternKind.ADDRESS, sign_of(request), count, now - timedelta(minutes=20), now, now)


def mark_looked(pattern: BookingPattern, user: User, now: datetime | None = None) -> None:
    """Note that somebody looked; it leaves the list until there is more of it."""
    BookingPattern.objects.filter(pk=pattern.pk, looked_at=None).update(looked_at=now or timezone.now(), looked_by=user)


def _flag(kind: str, who: str, count: int, first: datetime, last: datetime, now: datetime) -> bool:
    """Write a pattern, or that it has grown; one already looked at comes back only when it has."""
    known = BookingPattern.objects.filter(kind=kind, who=who).order_by("-day", "-pk").first()
    day = timezone.localdate(now)
    if known is not None and known.count >= count and (known.kind == PatternKind.PHONE or known.day == day):
        return False
    if known is not None:
        first = min(first, known.first_at) if known.day == day else first
    facts = {"count": count, "first_at": first, "last_at": last, "looked_at": None, "looked_by": None}
    BookingPattern.objects.update_or_create(kind=kind, who=who, day=day, defaults=facts)
    return True

"""Send the private link again to the phone that was given; tell the asker nothing else."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from catalogue.agenda.models import SeatState
from core.throttle import count_one

from . import telling
from .models import Booking

MOST_BOOKINGS = 3
ASKED_AT_MOST = 3  # times an hour and a number


def ask(phone: str, now: datetime | None = None) -> int:
    """Write to a number about its bookings to come; returns how many, for tests: the asker is never told."""
    now = now or timezone.now()
    if count_one("lost link", phone.lstrip("+"), seconds=3600) > ASKED_AT_MOST:
        return 0
    going = (SeatState.CONFIRMED, SeatState.WAITING, SeatState.OFFERED)
    bookings = Booking.objects.submitted().with_people().filter(phone=phone, session__ends_at__gt=now, participants__seat__state__in=going)
    found = list(bookings.distinct().order_by("session__starts_at", "pk")[:MOST_BOOKINGS])
    with transaction.atomic():
        for booking in found:
            telling.tell_lost_link(booking, now)
    return len(found)

"""What time does to registrations: they run, end, or are let go (this room's share of `tick`)."""

from datetime import datetime

from django.db import transaction

from core.periodic import every_tick

from .models import Registration, RegistrationState
from .moves import move
from .register import locked

BATCH = 500

S = RegistrationState


def advance(now: datetime) -> int:
    """Start, complete or let go the registrations whose session has begun or is over; returns how many moved."""
    begun = Registration.objects.filter(state=S.CONFIRMED, session__starts_at__lte=now)
    over = Registration.objects.filter(state=S.RUNNING, session__ends_at__lte=now)
    waited = Registration.objects.sent().filter(state__in=[S.DRAFT, S.QUOTED], session__starts_at__lte=now)
    moved = 0
    for found, following in ((begun, S.RUNNING), (over, S.COMPLETED), (waited, S.EXPIRED)):
        for pk, was in list(found.order_by("pk").values_list("pk", "state")[:BATCH]):
            with transaction.atomic():
                registration = locked(pk)
                if registration.state == was:
                    move(registration, following)
                    moved += 1
    return moved


every_tick("registrations", advance)

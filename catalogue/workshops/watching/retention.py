"""How long unusual bookings are kept."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register

from ..models import BookingPattern

KEPT = timedelta(days=30)


def purge_patterns(now: datetime | None = None) -> int:
    return BookingPattern.objects.filter(last_at__lt=(now or timezone.now()) - KEPT).delete()[0]


register(
    Retention(
        model="workshops.BookingPattern",
        fields=("who",),
        purpose=_("See that somebody takes many seats, so that others have some"),
        legal_basis=_("legitimate interest: seats for everybody"),
        kept_for=_("thirty days after it was last seen"),
        purge=purge_patterns,
    )
)

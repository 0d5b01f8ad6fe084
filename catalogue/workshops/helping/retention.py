"""Erase who books for others a year after their last booking, or three months after they asked for a link and never used it."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register

from ..models import Helper
from . import links

KEPT = timedelta(days=365)
NEVER_USED = timedelta(days=92)


def purge_helpers(now: datetime | None = None) -> int:
    """Erase name, phone, e-mail and town; the structure's name stays beside what it booked, as a figure."""
    now = now or timezone.now()
    over = Q(last_used_at__lt=now - KEPT) | Q(last_used_at=None, created_at__lt=now - NEVER_USED)
    purged = 0
    for helper in Helper.objects.kept().filter(over).order_by("pk")[:1000]:
        links.erase(helper, now)
        purged += 1
    return purged


register(
    Retention(
        model="workshops.Helper",
        fields=("name", "phone", "email", "near_label", "near_lat", "near_lon"),
        purpose=_("Let a professional book for the people they follow, and tell them when a workshop changes"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("one year after their last booking; three months when they never booked"),
        purge=purge_helpers,
    )
)
register(
    Retention(
        model="workshops.SeatBlock",
        fields=("helper",),
        purpose=_("Keep seats for a structure until it gives the names"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("the helper’s name is erased with the helper; the number of seats stays"),
        purge=lambda now: 0,  # nothing personal but the helper
    )
)

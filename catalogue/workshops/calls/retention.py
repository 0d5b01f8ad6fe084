"""How long the calls asked for are kept."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register

from ..models import CallbackRequest

KEPT_ONCE_MADE = timedelta(days=30)
KEPT = timedelta(days=92)


def purge_callbacks(now: datetime | None = None) -> int:
    """Delete the calls asked for a month after they were made; those nobody made, three months after they were asked."""
    now = now or timezone.now()
    over = Q(done_at__lt=now - KEPT_ONCE_MADE) | Q(created_at__lt=now - KEPT)
    return CallbackRequest.objects.filter(over).delete()[0]


register(
    Retention(
        model="workshops.CallbackRequest",
        fields=("first_name", "phone", "language", "suits"),
        purpose=_("Call back somebody who asked for it"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("a month after the call; three months when nobody could call"),
        purge=purge_callbacks,
    )
)

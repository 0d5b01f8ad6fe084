"""How long those who asked, and helpers who sent somebody, are kept. Counts stay, without anybody in them."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register

from ..models import AlertState, StockAlert, StockReferral
from ..models.stock_requests import ALIVE
from .waiting_line import end

SEEN_KEPT = timedelta(days=1)


def purge_alerts(now: datetime) -> int:
    """End the alerts that are over three months old; whoever ends one otherwise erases it at once (waiting_line.end)."""
    over = list(StockAlert.objects.filter(state__in=ALIVE, ends_at__lte=now).order_by("pk"))
    for alert in over:
        end(alert, AlertState.EXPIRED, now)
    return len(over)


def purge_referrals(now: datetime) -> int:
    """Erase who is behind a referral, a day after it was seen, or when it is no longer valid."""
    over = StockReferral.objects.filter(purged_at=None).filter(Q(seen_at__lte=now - SEEN_KEPT) | Q(expires_at__lte=now))
    return over.update(helper_name="", helper_phone="", initials="", purged_at=now)


register(
    Retention(
        model="places.StockAlert",
        fields=("first_name", "phone", "email", "language"),
        purpose=_("Tell somebody that what they look for is back at a place"),
        legal_basis=_("consent"),
        kept_for=_("until it is answered or stopped; three months at most"),
        purge=purge_alerts,
    )
)
register(
    Retention(
        model="places.StockReferral",
        fields=("helper_name", "helper_phone", "initials"),
        purpose=_("Let a place recognise who was sent to buy, and call the helper if need be"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("one day after it was seen; 30 days at most"),
        purge=purge_referrals,
    )
)

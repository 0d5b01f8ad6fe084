"""How many messages left each month and how many text messages they took, by kind: what is paid. Nobody is named in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Site

from .models.message import Message
from .models.receiving import SentCount
from .models.site_settings import SiteSettings


def month_of(moment: datetime) -> date:
    return timezone.localdate(moment).replace(day=1)


def count_sent(message: Message, now: datetime) -> None:
    """Add one message handed over to its provider, whether or not it arrives: that is what is paid."""
    key = {"month": month_of(now), "kind": message.kind, "channel": message.channel}
    rows = SentCount.objects.filter(**key)
    more = {"messages": F("messages") + 1, "segments": F("segments") + message.segments}
    if rows.update(**more):
        return
    try:
        with transaction.atomic():
            SentCount.objects.create(**key, messages=1, segments=message.segments)
    except IntegrityError:  # another worker came first
        rows.update(**more)


def cost(segments: int, price: Decimal) -> Decimal:
    """Return euros, to the cent."""
    return (segments * price).quantize(Decimal("0.01"))


def sms_price() -> Decimal:
    """Return what one text message costs, in euros, as the site's settings say."""
    site = Site.objects.filter(is_default_site=True).first()
    return (SiteSettings.for_site(site) if site else SiteSettings()).sms_price


@dataclass
class Month:
    """What left in a month: ``rows`` by kind and channel, dearest first."""

    month: date
    rows: list[SentCount]

    @property
    def messages(self) -> int:
        return sum(row.messages for row in self.rows)

    @property
    def segments(self) -> int:
        return sum(row.segments for row in self.rows)


def months(rows: Iterable[SentCount], most: int = 12) -> list[Month]:
    """Return the last months, the latest first."""
    found: dict[date, list[SentCount]] = {}
    for row in rows:
        found.setdefault(row.month, []).append(row)
    kept = sorted(found, reverse=True)[:most]
    return [Month(month, sorted(found[month], key=lambda row: (-row.segments, -row.messages, row.kind))) for month in kept]

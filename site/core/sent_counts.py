"""How many messages left each month and how many text messages they took, by kind: what is paid. Nobody is named in it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .models.message import Message
from .models.receiving import SentCount


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

"""Fetch what people answered, from a provider that does not call us for it (OVH)."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from . import incoming
from .gateways import Failure, gateway_for, name_of_gateway
from .models.receiving import IncomingMessage

LOOK_BACK = timedelta(days=3)


def fetch(now: datetime) -> int:
    """Take the replies of the last days that are not known yet; returns how many. A provider that is down is asked the next minute."""
    gateway: Any = gateway_for("sms")
    if not hasattr(gateway, "fetch_replies") or not settings.SMS_REPLIES:
        return 0
    name = name_of_gateway("sms")
    since = now - LOOK_BACK
    known = set(IncomingMessage.objects.filter(gateway=name, received_at__gte=since - LOOK_BACK).values_list("provider_id", flat=True))
    try:
        replies = gateway.fetch_replies(since, known)
    except Failure:
        return 0
    return sum(incoming.receive(name, reply.provider_id, reply.number, reply.text, reply.at) is not None for reply in replies)

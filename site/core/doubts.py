"""Messages that may have left, or not: the worker was killed, or the line broke, between the sending and the note that it was sent.

In this order: a gateway that takes our reference as a key against doubles is simply given the message again; one that can look for it
is asked; else the kind of message says whether it may rather be lost or doubled. What is neither becomes ``unknown``, and whoever must
know of it is called.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import message_kinds
from .gateways import Failure, GatewayUnavailable, gateway_for, gateway_named
from .models.message import FailureReason, Message, MessageState
from .sent_counts import count_sent

ASKED_AFTER = timedelta(minutes=2)  # a provider needs a moment before it knows what it took
ASKED_UNTIL = timedelta(days=1)
DOUBLED_AT_MOST = 1
GIVEN_AGAIN_AT_MOST = 5
ASKED_AT_ONCE = 20


def settle(message: Message, now: datetime) -> None:
    """Set what becomes of a message in doubt: to be sent again, or unknown. The caller writes it down."""
    message.doubts += 1
    if message.doubts <= _most_again(message):
        message.state, message.sending_since, message.send_after = MessageState.QUEUED, None, now + ASKED_AFTER
    else:
        message.state = MessageState.UNKNOWN


def settle_crashed(now: datetime, before: datetime) -> int:
    """Settle what a worker left in ``sending`` when it died; returns how many."""
    settled = 0
    for message in Message.objects.filter(state=MessageState.SENDING, sending_since__lt=before).order_by("pk"):
        message.error, message.reason = message.error or "the worker stopped", FailureReason.OTHER
        settle(message, now)
        fields = ("state", "doubts", "error", "reason", "sending_since", "send_after")
        with transaction.atomic():
            mine = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, sending_since__lt=before)
            if mine.update(**{name: getattr(message, name) for name in fields}):
                count_sent(message, now)  # it may have been paid
                settled += 1
    return settled


def find(gateway: Any, message: Message) -> str | None:
    """Return the provider's reference of a message that it took after all; None when it knows nothing of it, or cannot tell.

    GatewayUnavailable: it is asked again later, before anything is sent.
    """
    if not hasattr(gateway, "find"):
        return None
    try:
        return gateway.find(message.reference)
    except GatewayUnavailable:
        raise
    except Failure:
        return None


def ask_providers(now: datetime) -> int:
    """Ask once about each unknown message of a provider that can look for it; returns how many had left."""
    unknown = Message.objects.filter(
        state=MessageState.UNKNOWN, doubts__gte=1, sending_since__gt=now - ASKED_UNTIL, sending_since__lt=now - ASKED_AFTER
    )
    left = 0
    for message in unknown.exclude(gateway="").filter(handled_at=None).order_by("pk")[:ASKED_AT_ONCE]:
        try:
            gateway = gateway_named(message.channel, message.gateway)
            if not hasattr(gateway, "find"):
                continue
            found = find(gateway, message)
        except GatewayUnavailable:
            return left
        except KeyError:
            continue
        mine = Message.objects.filter(pk=message.pk, state=MessageState.UNKNOWN)
        if found is None:
            mine.update(sending_since=None)  # asked: not again
        else:
            left += mine.update(state=MessageState.SENT, provider_id=found[:120], sent_at=timezone.now(), error="", reason="")
    return left


def _most_again(message: Message) -> int:
    """Return how many times a message in doubt may be given to its gateway again."""
    try:
        gateway = gateway_for(message.channel)
    except KeyError:
        return 0
    if getattr(gateway, "deduplicates", False):
        return GIVEN_AGAIN_AT_MOST
    kind = message_kinds.find(message.kind)
    return DOUBLED_AT_MOST if kind is not None and kind.when_in_doubt == "double" else 0

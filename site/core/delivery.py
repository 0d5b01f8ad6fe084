"""Take messages out of the outbox, each at most once.

A row is committed as `sending` before the gateway is called, never inside a transaction; a row left there by
a crash becomes `unknown`, is not sent again by itself, and shows on the call list if it matters.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from .gateways import Outgoing, PermanentFailure, TemporaryFailure, UnknownOutcome, gateway_for
from .models.message import Message, MessageState

log = logging.getLogger(__name__)

RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
STUCK_AFTER = timedelta(minutes=10)
BATCH = 200


def send_due(now: datetime | None = None, limit: int = BATCH) -> dict[str, int]:
    """Send what is due; returns how many ended in each state."""
    now = now or timezone.now()
    counts: dict[str, int] = {}
    Message.objects.filter(state=MessageState.QUEUED, expires_at__lt=now).update(state=MessageState.EXPIRED)
    Message.objects.filter(state=MessageState.SENDING, sending_since__lt=now - STUCK_AFTER).update(state=MessageState.UNKNOWN)
    due = Message.objects.filter(state=MessageState.QUEUED, send_after__lte=now).order_by("send_after", "pk").values_list("pk", flat=True)
    for pk in list(due[:limit]):
        message = _claim(pk, now)
        if message is not None:
            state = _send(message, now)
            counts[state] = counts.get(state, 0) + 1
    return counts


def _claim(pk: int, now: datetime) -> Message | None:
    """Commit the row as `sending`; None when another worker took it first."""
    with transaction.atomic():
        claimed = Message.objects.filter(pk=pk, state=MessageState.QUEUED).update(state=MessageState.SENDING, sending_since=now)
    return Message.objects.get(pk=pk) if claimed else None


def _send(message: Message, now: datetime) -> str:
    message.attempts += 1
    outgoing = Outgoing(
        to=message.recipient, body=message.body, subject=message.subject, language=message.language, reference=f"message-{message.pk}"
    )
    try:
        message.provider_id = gateway_for(message.channel).send(outgoing)[:120]
    except TemporaryFailure as error:
        _after_temporary_failure(message, error, now)
    except PermanentFailure as error:
        message.state, message.error = MessageState.FAILED, str(error)[:300]
    except UnknownOutcome as error:
        message.state, message.error = MessageState.UNKNOWN, str(error)[:300]
    except Exception as error:  # a gateway's bug must not stop the others, nor send twice
        log.exception("message %s: the gateway failed", message.pk)
        message.state, message.error = MessageState.UNKNOWN, type(error).__name__
    else:
        message.state, message.sent_at, message.error = MessageState.SENT, timezone.now(), ""
    message.save(update_fields=["state", "attempts", "error", "provider_id", "sent_at", "send_after", "sending_since"])
    return message.state


def _after_temporary_failure(message: Message, error: TemporaryFailure, now: datetime) -> None:
    message.error = str(error)[:300]
    if message.attempts > len(RETRY_AFTER):
        message.state = MessageState.FAILED
        return
    message.state, message.sending_since = MessageState.QUEUED, None
    message.send_after = now + RETRY_AFTER[message.attempts - 1]

"""Take messages out of the outbox, each at most once, but for the kinds that would rather be doubled than lost.

A row is committed as `sending` before the gateway is called, never inside a transaction. A row left there by a crash, and one whose
line broke after the text was handed over, are in doubt: doubts.py says what becomes of them.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from . import doubts, polite_hours, receipts
from .gateways import GatewayUnavailable, Outgoing, PermanentFailure, TemporaryFailure, UnknownOutcome, gateway_for, name_of_gateway
from .models.message import Channel, FailureReason, Message, MessageState
from .sent_counts import count_sent

log = logging.getLogger(__name__)

RETRY_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
STUCK_AFTER = timedelta(minutes=10)
TRIED_FOR = timedelta(days=2)  # a gateway that is down keeps its messages waiting so long, each until it is of no more use
LATE_AFTER = timedelta(minutes=30)  # whoever waits for a message is awake for so long
BATCH = 200
DOUBTS_IN_A_ROW = 3  # a gateway that is silent so many times in a row is left alone until the next minute


def send_due(now: datetime | None = None, limit: int = BATCH) -> dict[str, int]:
    """Send what is due; returns how many ended in each state."""
    now = now or timezone.now()
    counts: dict[str, int] = {}
    Message.objects.filter(state=MessageState.QUEUED, expires_at__lt=now).update(state=MessageState.EXPIRED)
    _give_up(now)
    doubts.settle_crashed(now, now - STUCK_AFTER)
    due = Message.objects.filter(state=MessageState.QUEUED, send_after__lte=now).order_by("send_after", "pk").values_list("pk", "channel")
    resting: set[str] = set()
    silent: dict[str, int] = {}
    for pk, channel in list(due[:limit]):
        if channel in resting:
            continue
        message = _claim(pk, now)
        if message is None or _waits_for_the_morning(message, now):
            continue
        failure = _send(message, now)
        counts[message.state] = counts.get(message.state, 0) + 1
        silent[channel] = silent.get(channel, 0) + 1 if isinstance(failure, UnknownOutcome) else 0
        if isinstance(failure, GatewayUnavailable) or silent[channel] >= DOUBTS_IN_A_ROW:
            resting.add(channel)  # one message a minute asks whether it is back, then all leave
    return counts


def _give_up(now: datetime) -> None:
    """What nothing makes useless in time is not tried for ever."""
    waiting = Message.objects.filter(state=MessageState.QUEUED, expires_at=None, created_at__lt=now - TRIED_FOR, send_after__lt=now)
    waiting.exclude(error="").update(state=MessageState.FAILED, reason=FailureReason.PROVIDER)


def _claim(pk: int, now: datetime) -> Message | None:
    """Commit the row as `sending`; None when another worker took it first."""
    with transaction.atomic():
        claimed = Message.objects.filter(pk=pk, state=MessageState.QUEUED).update(state=MessageState.SENDING, sending_since=now)
    return Message.objects.get(pk=pk) if claimed else None


def _waits_for_the_morning(message: Message, now: datetime) -> bool:
    """Put back a text message that had to wait into the night, when it is still of use in the morning."""
    if message.channel != Channel.SMS or now - message.created_at < LATE_AFTER:
        return False
    polite = polite_hours.next_polite(now, message.time_zone, before=message.expires_at)
    if polite <= now:
        return False
    Message.objects.filter(pk=message.pk).update(state=MessageState.QUEUED, sending_since=None, send_after=polite)
    return True


def _send(message: Message, now: datetime) -> Exception | None:
    """Hand one message over and write down what became of it; returns the failure, if any."""
    message.attempts += 1
    message.gateway = name_of_gateway(message.channel)
    outgoing = Outgoing(
        to=message.recipient, body=message.body, subject=message.subject, language=message.language, reference=message.reference
    )
    failure: Exception | None = None
    handed_over = False
    try:
        gateway = gateway_for(message.channel)
        found = doubts.find(gateway, message) if message.doubts else None
        handed_over = found is None
        message.provider_id = (gateway.send(outgoing) if found is None else found)[:120]
    except GatewayUnavailable as error:
        failure, handed_over = error, False
        message.attempts -= 1  # nobody looked at this message: its own tries are not spent
        _wait(message, error, now + timedelta(seconds=error.retry_after))
        log.warning("messages: the gateway %s takes nothing: %s", message.gateway, error)
    except TemporaryFailure as error:
        failure, handed_over = error, False
        _after_temporary_failure(message, error, now)
    except PermanentFailure as error:
        failure, handed_over = error, False
        message.state, message.error, message.reason = MessageState.FAILED, str(error)[:300], error.reason
    except UnknownOutcome as error:
        failure = error
        message.error, message.reason = str(error)[:300], error.reason
        doubts.settle(message, now)
    except Exception as error:  # a gateway's bug must not stop the others, nor send twice
        failure = error
        log.exception("message %s: the gateway failed", message.pk)
        message.state, message.error, message.reason = MessageState.UNKNOWN, type(error).__name__, FailureReason.OTHER
    else:
        message.state, message.sent_at, message.error, message.reason = MessageState.SENT, timezone.now(), "", ""
    _write_down(message, handed_over, now)
    return failure


def _write_down(message: Message, handed_over: bool, now: datetime) -> None:
    """Commit what became of a message; a receipt that came meanwhile has the last word."""
    facts = ("attempts", "gateway", "provider_id")
    outcome = ("state", "doubts", "error", "reason", "sent_at", "send_after", "sending_since")
    with transaction.atomic():
        if handed_over:
            count_sent(message, now)
        mine = Message.objects.filter(pk=message.pk, state=MessageState.SENDING)
        if mine.update(**{name: getattr(message, name) for name in (*facts, *outcome)}):
            if message.state == MessageState.SENT:
                receipts.apply_early(message)
            return
        Message.objects.filter(pk=message.pk).update(**{name: getattr(message, name) for name in facts})
    message.refresh_from_db()


def _after_temporary_failure(message: Message, error: TemporaryFailure, now: datetime) -> None:
    if message.attempts > len(RETRY_AFTER):
        message.state, message.error, message.reason = MessageState.FAILED, str(error)[:300], error.reason
        return
    _wait(message, error, now + RETRY_AFTER[message.attempts - 1])


def _wait(message: Message, error: TemporaryFailure, until: datetime) -> None:
    message.error, message.reason = str(error)[:300], error.reason
    message.state, message.sending_since, message.send_after = MessageState.QUEUED, None, until

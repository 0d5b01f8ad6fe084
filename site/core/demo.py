"""Demonstration: an outbox with messages of every state, what people answered, who wants no reminders, and three months of costs."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from . import message_kinds
from .message_previews import preview
from .models import IncomingMessage, Message, OptOut, SentCount
from .models.message import Channel, FailureReason, MessageState
from .models.receiving import OptOutWay, ReplyOutcome

LANGUAGES = ("fr", "fr", "fr", "ar", "en")
# What became of them: state, reason, what the provider said.
OUTCOMES = [
    *[(MessageState.DELIVERED, "", "")] * 12,
    *[(MessageState.SENT, "", "")] * 3,
    (MessageState.FAILED, FailureReason.ABSENT, "ptt 24"),
    (MessageState.FAILED, FailureReason.NUMBER, "ptt 23"),
    (MessageState.FAILED, FailureReason.FULL, "ptt 26"),
    (MessageState.UNKNOWN, FailureReason.NETWORK, "ReadTimeout"),
    (MessageState.STOPPED, "", ""),
    (MessageState.WITHDRAWN, "", ""),
    (MessageState.EXPIRED, FailureReason.PROVIDER, "HTTP 503"),
]
REPLIES = [
    ("OUI", ReplyOutcome.HANDLED),
    ("Stop", ReplyOutcome.STOPPED),
    ("Je serai un peu en retard, mon bus a du retard", ReplyOutcome.TO_READ),
    ("C’est à quelle adresse ?", ReplyOutcome.TO_READ),
    ("non", ReplyOutcome.HANDLED),
    ("merci", ReplyOutcome.READ),
]


def build(rng: random.Random, today: date) -> None:
    """Add what is missing. Kinds are those the rooms declared; nothing here is ever sent."""
    kinds = [kind for kind in message_kinds.all_kinds() if Channel.SMS in kind.channels()]
    for number in range(44):
        _write(rng, number, kinds[number % len(kinds)], today)
    for number, (text, outcome) in enumerate(REPLIES):
        IncomingMessage.objects.get_or_create(
            gateway="demo",
            provider_id=f"demo-{number}",
            defaults={"number": _phone(number), "text": text, "outcome": outcome, "received_at": _at(today, number % 3, 10 + number)},
        )
    for number, way in enumerate(OptOutWay.values):
        OptOut.objects.get_or_create(number=_phone(90 + number), defaults={"way": way})
    _count(rng, today)


def _write(rng: random.Random, number: int, kind: message_kinds.MessageKind, today: date) -> None:
    language, (state, reason, detail) = rng.choice(LANGUAGES), OUTCOMES[number % len(OUTCOMES)]
    wording = message_kinds.wording_for(kind.code, Channel.SMS, language)
    shown = preview(kind, Channel.SMS, language, wording)
    due = _at(today, rng.randint(0, 12), rng.randint(9, 19), rng.randint(0, 59))
    left = state in (MessageState.DELIVERED, MessageState.SENT, MessageState.FAILED)
    message, created = Message.objects.get_or_create(
        dedupe_key=f"demo:message:{number}",
        defaults={
            "kind": kind.code,
            "channel": Channel.SMS,
            "recipient": _phone(number),
            "language": language,
            "body": shown.body,
            "segments": shown.length.segments if shown.length else 1,
            "state": state,
            "reason": reason,
            "error": detail,
            "attempts": 1 if left or state == MessageState.UNKNOWN else 0,
            "gateway": "console" if left else "",
            "send_after": due,
            "sent_at": due if left else None,
            "delivered_at": due + timedelta(seconds=8) if state == MessageState.DELIVERED else None,
            "handled_at": due,  # no call for what nobody was told
        },
    )
    if created:
        Message.objects.filter(pk=message.pk).update(created_at=due - timedelta(minutes=1))


def _count(rng: random.Random, today: date) -> None:
    month = today.replace(day=1)
    for _back in range(3):
        for kind in message_kinds.all_kinds():
            for channel in sorted(kind.channels()):
                messages = rng.randint(20, 400) if channel == Channel.SMS else rng.randint(5, 120)
                SentCount.objects.get_or_create(
                    month=month,
                    kind=kind.code,
                    channel=channel,
                    defaults={"messages": messages, "segments": messages * 2 if channel == Channel.SMS else 0},
                )
        month = (month - timedelta(days=1)).replace(day=1)


def _phone(number: int) -> str:
    return f"+336399870{number:02d}"


def _at(today: date, days_ago: int, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days_ago), time(hour, minute)))

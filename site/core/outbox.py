"""Put a message in the outbox, in the same transaction as what it tells. Sending is delivery.py's job."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone, translation

from . import message_kinds, opting_out
from .models.message import Channel, Message, MessageState
from .sms_length import segments, to_gsm

# What one number or one address is sent in 24 hours because somebody typed it in a form, all rooms together.
MOST_A_DAY = 10


def may_write(channel: str, to: str, now: datetime | None = None) -> bool:
    """Tell whether one more message may go to a number or an address today: whoever typed it may not be who has it.

    To be asked before a message that a visitor's form brings about; not before what the team tells.
    """
    since = (now or timezone.now()) - timedelta(days=1)
    mine = {"recipient": to} if channel == Channel.SMS else {"recipient__iexact": to}
    written = Message.objects.filter(channel=channel, created_at__gte=since, **mine)
    return written.exclude(state=MessageState.WITHDRAWN).count() < MOST_A_DAY


def queue(
    kind: str,
    *,
    channel: str,
    to: str,
    language: str,
    context: dict[str, Any],
    dedupe_key: str,
    about: str = "",
    send_after: datetime | None = None,
    expires_at: datetime | None = None,
    time_zone: str = "",
) -> Message:
    """Write one message, once: the same ``dedupe_key`` gives back the message already there.

    To a number that asked for no more, a reminder or an alert is written as ``stopped``: it is not sent, nor written again.

    ``kind`` is a registered code, ``channel`` "sms" or "email", ``to`` an E.164 number or an address,
    ``context`` the values of the kind's placeholders, ``about`` what it tells of ("booking:12"), ``time_zone`` the reader's
    (Paris when empty): what had to wait does not wake them up.
    Raises KeyError for an unknown kind, channel or missing placeholder.
    """
    declared = message_kinds.get(kind)
    wording = message_kinds.wording_for(kind, channel, language)
    is_text = channel == Channel.SMS
    values = {name: _on_one_line(value) if is_text else str(value) for name, value in context.items()}
    body = wording.body.format_map(values)
    if is_text:
        body = shown_body(body)
    message, _created = Message.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "channel": channel,
            "recipient": to,
            "language": language,
            "subject": _on_one_line(wording.subject.format_map(values))[:200],
            "body": body,
            "segments": segments(body) if is_text else 0,
            "state": MessageState.STOPPED if opting_out.is_stopped(kind, channel, to, about) else MessageState.QUEUED,
            "subject_ref": about,
            "matters": declared.matters,
            "time_zone": time_zone,
            "send_after": send_after or timezone.now(),
            "expires_at": expires_at,
        },
    )
    return message


def shown_body(body: str) -> str:
    """Return a text message as it leaves: in the alphabet of text messages where it can be, without gaps (a word may stand for nothing)."""
    return re.sub(r" {2,}", " ", to_gsm(body)).strip()


def withdraw(about: str, *, kinds: tuple[str, ...] = ()) -> int:
    """Take back what was not sent yet about something; returns how many."""
    waiting = Message.objects.filter(subject_ref=about, state=MessageState.QUEUED)
    if kinds:
        waiting = waiting.filter(kind__in=kinds)
    return waiting.update(state=MessageState.WITHDRAWN)


def in_language(language: str):
    """Context manager: build a message's context (dates, place names) in its reader's language."""
    return translation.override(language)


def _on_one_line(value: Any) -> str:
    return " ".join(str(value).split())

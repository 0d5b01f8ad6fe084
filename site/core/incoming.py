"""What people answer to our text messages: STOP here, the rest by the rooms that registered a handler, else a human reads it."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from . import opting_out
from .models.receiving import IncomingMessage, OptOutWay, ReplyOutcome
from .phones import parse_phone
from .text import fold

log = logging.getLogger(__name__)

ReplyHandler = Callable[[str, str, datetime], bool]

STOP_WORDS = frozenset({"stop", "arret", "stop sms", "توقف", "قف", "وقف"})
RESUME_WORDS = frozenset({"reprise", "reprendre", "start", "استئناف"})
LONGEST = 500

_handlers: list[ReplyHandler] = []


def register_reply_handler(handler: ReplyHandler) -> None:
    """Add ``handler(number, text, at)``: it returns True when it did what the person asked. Called inside a transaction."""
    if handler not in _handlers:
        _handlers.append(handler)


def receive(gateway: str, provider_id: str, number: str, text: str, at: datetime) -> IncomingMessage | None:
    """Keep a reply and do what it says, once: the same provider's reference gives None the second time.

    ``number`` as the provider writes it; one that cannot be a phone (a short number, a name) is kept for a human.
    """
    sender = parse_phone(number) or parse_phone("+" + number) or number[:20]
    sender, provider_id, text = (value.replace("\x00", "") for value in (sender, provider_id, text[:LONGEST]))
    with transaction.atomic():
        message, created = IncomingMessage.objects.get_or_create(
            gateway=gateway, provider_id=provider_id[:120], defaults={"number": sender, "text": text, "received_at": at}
        )
        if not created:
            return None
        message.outcome = _act_on(sender, text, at)
        message.save(update_fields=["outcome"])
    return message


def _act_on(number: str, text: str, at: datetime) -> str:
    said = fold(text)  # "Stop !" is "stop"
    if said in STOP_WORDS:
        opting_out.opt_out(number, OptOutWay.REPLY)
        return ReplyOutcome.STOPPED
    if said in RESUME_WORDS:
        opting_out.opt_in(number)
        return ReplyOutcome.RESUMED
    for handler in _handlers:
        try:
            with transaction.atomic():
                if handler(number, text, at):
                    return ReplyOutcome.HANDLED
        except Exception:  # a room's mistake must not lose what somebody wrote to us
            log.exception("a reply could not be handled")
    return ReplyOutcome.TO_READ

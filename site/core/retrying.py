"""Send a message again because somebody of the team asks for it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from . import opting_out
from .models import User
from .models.message import Message, MessageState


def may_retry(message: Message, now: datetime | None = None) -> bool:
    """Tell whether a message did not arrive, for all we know, and would still be of use."""
    if message.state not in (MessageState.FAILED, MessageState.UNKNOWN):
        return False
    return message.expires_at is None or message.expires_at > (now or timezone.now())


def is_refused(message: Message) -> bool:
    """Tell whether its reader wants no more of these since it was written."""
    return opting_out.is_stopped(message.kind, message.channel, message.recipient, message.subject_ref)


def retry(message: Message, user: User | None = None, now: datetime | None = None) -> bool:
    """Put a message back into the outbox, its tries counted anew; False when it changed meanwhile, or its reader wants no more.

    One that may have left keeps its doubt: a provider that can look for it is asked before it is sent.
    """
    now = now or timezone.now()
    if not may_retry(message, now) or is_refused(message):
        return False
    with transaction.atomic():
        waiting = Message.objects.filter(pk=message.pk, state=message.state).update(
            state=MessageState.QUEUED,
            attempts=0,
            doubts=1 if message.state == MessageState.UNKNOWN else 0,
            error="",
            reason="",
            send_after=now,
            sending_since=None,
            provider_id="",
            sent_at=None,
        )
        if waiting:
            log(message, "core.message.retry", user=user)
    return bool(waiting)

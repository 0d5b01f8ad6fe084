"""This room's share of `tick`, and of the retention registry."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from . import delivery, retention, throttle
from .models.message import Message, MessageState
from .periodic import every_tick

MESSAGES_KEPT = timedelta(days=92)


def publish_scheduled(now: datetime) -> None:
    call_command("publish_scheduled", verbosity=0)


def purge_messages(now: datetime) -> int:
    """Erase the messages that left, or will not leave, three months after they were written."""
    old = Message.objects.filter(created_at__lt=now - MESSAGES_KEPT).exclude(state__in=[MessageState.QUEUED, MessageState.SENDING])
    count, _details = old.delete()
    return count


retention.register(
    retention.Retention(
        model="core.Message",
        fields=("recipient", "subject", "body"),
        purpose=_("Tell people about their booking or registration"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("three months after it was written"),
        purge=purge_messages,
    )
)

every_tick("messages", lambda now: delivery.send_due(now))
every_tick("scheduled pages", publish_scheduled)
every_tick("personal data", lambda now: retention.purge_all(now), every=timedelta(hours=6))
every_tick("tallies", throttle.erase_old, every=timedelta(hours=1))

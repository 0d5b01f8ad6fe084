"""This room's share of `tick`, and of the retention registry."""

from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils.translation import gettext_lazy as _

from . import delivery, doubts, replies, retention, throttle
from .models.message import Message, MessageState
from .models.receiving import EarlyReceipt, IncomingMessage, OptOut
from .periodic import every_tick

MESSAGES_KEPT = timedelta(days=92)
REPLIES_KEPT = timedelta(days=31)
EARLY_RECEIPTS_KEPT = timedelta(days=2)
OPT_OUTS_KEPT = timedelta(days=3 * 365)


def publish_scheduled(now: datetime) -> None:
    call_command("publish_scheduled", verbosity=0)


def purge_messages(now: datetime) -> int:
    """Erase the messages that left, or will not leave, three months after they were written."""
    old = Message.objects.filter(created_at__lt=now - MESSAGES_KEPT).exclude(state__in=[MessageState.QUEUED, MessageState.SENDING])
    count, _details = old.delete()
    return count


def purge_replies(now: datetime) -> int:
    """Erase what people wrote a month ago, and the receipts of messages that were never ours."""
    EarlyReceipt.objects.filter(created_at__lt=now - EARLY_RECEIPTS_KEPT).delete()
    count, _details = IncomingMessage.objects.filter(received_at__lt=now - REPLIES_KEPT).delete()
    return count


def purge_opt_outs(now: datetime) -> int:
    count, _details = OptOut.objects.filter(created_at__lt=now - OPT_OUTS_KEPT).delete()
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

retention.register(
    retention.Retention(
        model="core.IncomingMessage",
        fields=("number", "text"),
        purpose=_("Act on what people answer to our text messages"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("one month"),
        purge=purge_replies,
    )
)
retention.register(
    retention.Retention(
        model="core.OptOut",
        fields=("number",),
        purpose=_("Not remind those who asked for no more reminders"),
        legal_basis=_("respect of their objection"),
        kept_for=_("three years, or until they ask for reminders again"),
        purge=purge_opt_outs,
    )
)

every_tick("messages", lambda now: delivery.send_due(now))
every_tick("messages in doubt", doubts.ask_providers)
every_tick("replies", replies.fetch)
every_tick("scheduled pages", publish_scheduled)
every_tick("personal data", lambda now: retention.purge_all(now), every=timedelta(hours=6))
every_tick("tallies", throttle.erase_old, every=timedelta(hours=1))

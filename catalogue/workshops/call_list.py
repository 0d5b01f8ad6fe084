"""Whom the team must call: those no text reaches, and those whose message that mattered did not arrive."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core.models import User
from core.models.message import Message, MessageState

from . import message_texts as kinds
from .models import Booking, Call, CallReason, Outcome

_REASONS = {
    kinds.OFFERED: CallReason.SEAT_OFFERED,
    kinds.SESSION_CANCELLED: CallReason.SESSION_CANCELLED,
    kinds.SESSION_MOVED: CallReason.SESSION_MOVED,
    kinds.SESSION_REINSTATED: CallReason.SESSION_REINSTATED,
    kinds.MOVED: CallReason.SESSION_MOVED,
}


def calls_to_make(now: datetime | None = None) -> QuerySet:
    """Return the calls nobody made yet and that are still of use, oldest first."""
    now = now or timezone.now()
    return Call.objects.filter(Q(useless_after=None) | Q(useless_after__gt=now), done_at=None).order_by("created_at", "pk")


def list_failed_messages(now: datetime) -> int:
    """Put on the list each message of ours that mattered and failed, may not have left, or that its reader wanted no more; how many."""
    lost = (MessageState.FAILED, MessageState.UNKNOWN, MessageState.STOPPED)
    failed = Message.objects.filter(matters=True, state__in=lost, handled_at=None, subject_ref__startswith="booking:").order_by("pk")
    listed = 0
    for message in failed[:500]:
        pk = message.subject_ref.removeprefix("booking:")
        with transaction.atomic():
            booking = Booking.objects.filter(pk=pk).first() if pk.isdigit() else None
            if booking is not None:
                Call.objects.get_or_create(
                    dedupe_key=f"message:{message.pk}",
                    defaults={
                        "booking": booking,
                        "reason": _REASONS.get(message.kind, CallReason.MESSAGE_FAILED),
                        "useless_after": message.expires_at,
                    },
                )
                listed += 1
            Message.objects.filter(pk=message.pk).update(handled_at=now)  # handed over to this list
    return listed


def mark_called(call: Call, user: User | None, now: datetime | None = None) -> None:
    """Note that somebody called; the first one is kept."""
    Call.objects.filter(pk=call.pk, done_at=None).update(done_at=now or timezone.now(), done_by=user, outcome=Outcome.TOLD)

"""What providers say became of our messages. A receipt may come late, twice, in disorder, or before we noted that the message left.

A message only moves forward: delivered is the last word, and an old "accepted" or "failed" played again changes nothing.
"""

import re

from django.db import transaction
from django.utils import timezone

from .gateways import Receipt
from .models.message import Message, MessageState
from .models.receiving import EarlyReceipt

_OURS = re.compile(r"^m(\d{1,18})-[0-9a-f]{1,12}$")
_MAY_BE_DELIVERED = {MessageState.SENDING, MessageState.SENT, MessageState.UNKNOWN, MessageState.FAILED}
_MAY_FAIL = {MessageState.SENDING, MessageState.SENT, MessageState.UNKNOWN}


def apply(gateway: str, receipt: Receipt) -> bool:
    """Note a receipt; returns whether a message changed. One for a message not known yet is kept for when it is."""
    with transaction.atomic():
        message = _message_of(gateway, receipt)
        if message is None:
            _keep(gateway, receipt)
            return False
        return _move(message, receipt)


def apply_early(message: Message) -> None:
    """Note the receipt that came before the message was known as sent. Called in the transaction that marks it."""
    if not message.provider_id:
        return
    for early in EarlyReceipt.objects.filter(gateway=message.gateway, provider_id=message.provider_id):
        _move(message, Receipt(early.provider_id, early.status, early.at, reason=early.reason, detail=early.detail))
        early.delete()


def _message_of(gateway: str, receipt: Receipt) -> Message | None:
    rows = Message.objects.select_for_update()
    if ours := _OURS.match(receipt.reference):
        found = rows.filter(pk=int(ours[1])).first()
        if found is not None and found.reference == receipt.reference:
            return found
    return rows.filter(gateway=gateway, provider_id=receipt.provider_id).order_by("-pk").first()


def _keep(gateway: str, receipt: Receipt) -> None:
    facts = {"status": receipt.status, "reason": receipt.reason, "detail": receipt.detail[:300], "at": receipt.at}
    known, created = EarlyReceipt.objects.get_or_create(gateway=gateway, provider_id=receipt.provider_id, defaults=facts)
    if not created and known.status != "delivered" and receipt.status != "accepted":
        EarlyReceipt.objects.filter(pk=known.pk).update(**facts)


def _move(message: Message, receipt: Receipt) -> bool:
    was, waits_to_double = message.state, message.state == MessageState.QUEUED and message.doubts > 0
    if receipt.status == "delivered" and (was in _MAY_BE_DELIVERED or waits_to_double):
        message.state, message.delivered_at, message.error, message.reason = MessageState.DELIVERED, receipt.at, "", ""
    elif receipt.status == "failed" and was in _MAY_FAIL:
        message.state, message.error, message.reason = MessageState.FAILED, receipt.detail[:300], receipt.reason
    elif receipt.status == "accepted" and (was == MessageState.UNKNOWN or waits_to_double):
        message.state, message.error, message.reason = MessageState.SENT, "", ""
    else:
        return False
    message.provider_id = message.provider_id or receipt.provider_id[:120]
    message.sent_at = message.sent_at or timezone.now()
    message.save(update_fields=["state", "delivered_at", "error", "reason", "provider_id", "sent_at"])
    return True

"""What the tests of messages share: kinds that would rather be lost or doubled, and a message of one of them."""

from datetime import timedelta

from django.utils import timezone

from core import message_kinds
from core.message_kinds import MessageKind, Wording
from core.models import Message

PHONE = "+33639981234"
TEXT = {("sms", "fr"): Wording("Bonjour {phone}"), ("email", "fr"): Wording("Bonjour {phone}", subject="Bonjour")}


def declare(monkeypatch) -> None:
    """Declare, for one test: "greeting" (rather lost), "alarm" (rather doubled, a human calls), "nudge" (a reminder)."""
    monkeypatch.setattr(message_kinds, "_kinds", dict(message_kinds._kinds))
    phone = frozenset({"phone"})
    message_kinds.register(MessageKind("greeting", "Greeting", phone, TEXT))
    message_kinds.register(MessageKind("alarm", "Alarm", phone, TEXT, matters=True, when_in_doubt="double", after_stop="call"))
    message_kinds.register(MessageKind("nudge", "Nudge", phone, TEXT, after_stop="drop"))


def written(kind: str = "greeting", **changes) -> Message:
    """Write a message straight into the outbox, due a second ago."""
    values = {
        "kind": kind,
        "channel": "sms",
        "recipient": PHONE,
        "language": "fr",
        "body": "Bonjour",
        "segments": 1,
        "dedupe_key": f"{kind}:{Message.objects.count()}",
        "send_after": timezone.now() - timedelta(seconds=1),
    }
    return Message.objects.create(**{**values, **changes})

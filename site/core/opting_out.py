"""Who wants no more: a number that said STOP gets no reminder and no alert any more.

What answers something the person just did (a booking confirmed, a private link asked for) still leaves; what they must know
and did not ask for (a cancellation) is told by a human: each kind of message says which (``MessageKind.after_stop``).
"""

from django.db import transaction

from . import message_kinds
from .models.message import Channel, Message, MessageState
from .models.receiving import OptOut, OptOutWay


def has_opted_out(number: str) -> bool:
    """Tell whether an E.164 number asked for no more reminders and alerts."""
    return bool(number) and OptOut.objects.filter(number=number).exists()


def opt_out(number: str, way: str = OptOutWay.TEAM) -> None:
    """Stop reminders and alerts to an E.164 number, those already written too. Twice is once."""
    with transaction.atomic():
        OptOut.objects.get_or_create(number=number, defaults={"way": way})
        queued = Message.objects.filter(channel=Channel.SMS, recipient=number, state=MessageState.QUEUED)
        queued.filter(kind__in=_stopped_kinds()).update(state=MessageState.STOPPED)


def opt_in(number: str) -> None:
    """Let reminders and alerts leave again; those that were stopped stay unsent."""
    OptOut.objects.filter(number=number).delete()


def is_stopped(kind: str, channel: str, to: str) -> bool:
    """Tell whether a message must not leave because of what its reader asked."""
    declared = message_kinds.find(kind)
    return bool(declared and declared.after_stop != "send" and channel == Channel.SMS and has_opted_out(to))


def _stopped_kinds() -> list[str]:
    return [kind.code for kind in message_kinds.all_kinds() if kind.after_stop != "send"]

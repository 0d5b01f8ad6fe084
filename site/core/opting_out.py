"""Who wants no more: a number that said STOP gets no reminder and no alert any more.

What answers something the person just did (a booking confirmed, a private link asked for) still leaves; what they must know
and did not ask for (a cancellation) is told by a human: each kind of message says which (``MessageKind.after_stop``).
"""

from django.db import transaction

from . import message_kinds
from .models.message import Channel, Message, MessageState
from .models.receiving import OptOut, OptOutWay


def has_opted_out(number: str, about: str = "") -> bool:
    """Tell whether an E.164 number asked for no more reminders and alerts: at all, or about one thing ("booking:12")."""
    return bool(number) and OptOut.objects.filter(number=number, about__in={"", about}).exists()


def opt_out(number: str, way: str = OptOutWay.TEAM, *, about: str = "") -> None:
    """Stop reminders and alerts to an E.164 number, those already written too; with ``about``, only those of one thing. Twice is once."""
    with transaction.atomic():
        OptOut.objects.get_or_create(number=number, about=about, defaults={"way": way})
        queued = Message.objects.filter(channel=Channel.SMS, recipient=number, state=MessageState.QUEUED, kind__in=_stopped_kinds())
        if about:
            queued = queued.filter(subject_ref=about)
        queued.update(state=MessageState.STOPPED)


def opt_in(number: str, *, about: str = "") -> None:
    """Let reminders and alerts leave again; those that were stopped stay unsent. With ``about``, what was stopped for all stays so."""
    stopped = OptOut.objects.filter(number=number)
    if about:
        stopped = stopped.filter(about=about)
    stopped.delete()


def is_stopped(kind: str, channel: str, to: str, about: str = "") -> bool:
    """Tell whether a message must not leave because of what its reader asked."""
    declared = message_kinds.find(kind)
    return bool(declared and declared.after_stop != "send" and channel == Channel.SMS and has_opted_out(to, about))


def _stopped_kinds() -> list[str]:
    return [kind.code for kind in message_kinds.all_kinds() if kind.after_stop != "send"]

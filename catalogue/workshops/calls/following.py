"""A call, from whoever takes it to how it ended. Each function is one write that two colleagues may ask for at once."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.helpline import helpline_for
from core.models import User

from ..models import Booking, Call, CallbackRequest, Outcome
from .promise import promise

Followed = Call | CallbackRequest
# Nobody answered: not again at once.
NEXT_TRY = timedelta(hours=1)
OUTCOMES_OF_A_CALL = (Outcome.TOLD, Outcome.WRONG_NUMBER, Outcome.UNREACHABLE, Outcome.NOT_WANTED)
OUTCOMES_OF_A_CALLBACK = (Outcome.BOOKED, Outcome.TOLD, Outcome.NOT_WANTED, Outcome.WRONG_NUMBER, Outcome.UNREACHABLE)


def outcomes_of(call: Followed) -> tuple[Outcome, ...]:
    """Return how such a call may end."""
    return OUTCOMES_OF_A_CALLBACK if isinstance(call, CallbackRequest) else OUTCOMES_OF_A_CALL


def take(call: Followed, user: User, instead_of: int | None = None) -> bool:
    """Look after a call; ``instead_of``: the id of the colleague it is taken from. False when it was taken or made meanwhile."""
    return bool(type(call).objects.filter(pk=call.pk, done_at=None, owner=instead_of).update(owner=user))


def give_back(call: Followed, user: User) -> bool:
    """Leave one's call to the others."""
    return bool(type(call).objects.filter(pk=call.pk, done_at=None, owner=user).update(owner=None))


def no_answer(call: Followed, now: datetime | None = None) -> None:
    """Count a call nobody answered; one that was asked for is promised again, for the next half-day that suits."""
    now = now or timezone.now()
    with transaction.atomic():
        if not type(call).objects.filter(pk=call.pk, done_at=None).update(tries=F("tries") + 1, tried_at=now):
            return
        if isinstance(call, CallbackRequest):
            when = promise(call.suits, helpline_for(None), now + NEXT_TRY)
            CallbackRequest.objects.filter(pk=call.pk).update(call_from=max(when.begins, now + NEXT_TRY), call_by=when.ends)


def close(call: Followed, user: User | None, outcome: str, booking: Booking | None = None, now: datetime | None = None) -> bool:
    """Take a call off the list and note how it ended; the first one to say so is kept."""
    facts: dict[str, Any] = {"done_at": now or timezone.now(), "done_by": user, "outcome": Outcome(outcome)}
    if isinstance(call, CallbackRequest):
        facts["booking"] = booking
    return bool(type(call).objects.filter(pk=call.pk, done_at=None).update(**facts))

"""The calls of a host: those to make for the sessions of their places, and how each ended."""

from django.db.models import F, QuerySet
from django.utils import timezone

from core.models import User

from ..call_list import calls_to_make
from ..models import Booking, Call, Outcome
from .access import sessions_welcomed_by

# How a host says that a call ended; no answer is no end.
ENDINGS = (Outcome.TOLD, Outcome.NOT_WANTED, Outcome.WRONG_NUMBER)


def calls_of(user: User) -> QuerySet[Call]:
    """Return the calls to make for people of the sessions a person welcomes people at, oldest first."""
    bookings = Booking.objects.submitted().filter(session__in=sessions_welcomed_by(user).order_by().values("pk"))
    calls = calls_to_make().filter(booking__in=bookings.order_by().values("pk"))
    return calls.select_related("booking__session__place", "booking__session__offer").prefetch_related("booking__participants__seat")


def no_answer(call: Call, user: User) -> None:
    """Nobody answered: the call stays on the list, and shows that it was tried."""
    Call.objects.filter(pk=call.pk, done_at=None).update(tries=F("tries") + 1, tried_at=timezone.now(), owner=user)


def ended(call: Call, user: User, outcome: str) -> None:
    """Take a call off the list, with how it ended; the first one who says it is kept."""
    Call.objects.filter(pk=call.pk, done_at=None).update(outcome=Outcome(outcome), done_at=timezone.now(), done_by=user)

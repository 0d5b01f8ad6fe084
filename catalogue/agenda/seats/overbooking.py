"""One more than the capacity, on purpose: a chair was found, somebody will surely not come. The reason stays with the seat."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Seat, SeatState
from . import keys
from .counting import counts_of
from .locking import locked_session
from .moves import move
from .waiting_list import refuse_closed, settle

LONGEST_REASON = 120
# Further beyond the capacity it is no chair that was found: the capacity itself is to be changed.
MOST_BEYOND = 20


def overbook(session_id: int, *, key: str, reason: str, count: int = 1, now: datetime | None = None) -> list[Seat]:
    """Take ``count`` seats, confirmed at once, whatever the capacity; at the door too. The same key gives the same seats back.

    ``reason``, in words, is kept on the seats that nobody could have had otherwise (beyond the capacity, or before those who wait).
    ValidationError without a reason of at most 120 characters, or when more than 20 would sit beyond the capacity;
    SessionClosed(reason). Room given back later goes to the line only once the session is below its capacity again.
    """
    reason = " ".join(reason.replace("\x00", "").split())
    if not reason or len(reason) > LONGEST_REASON:
        raise ValidationError({"reason": _("Say why, in a few words.")})
    with locked_session(session_id) as session:
        now = now or timezone.now()
        settle(session, now)
        known = keys.seats_under(session, key)
        if keys.stand(known):
            return known
        refuse_closed(session, now, late=True)
        counts = counts_of(session, now)
        if counts.taken + count > session.capacity + MOST_BEYOND:
            raise ValidationError({"reason": _("There are many people already. Change the number of seats of the session instead.")})
        seats = keys.rows_for(session, key, count, known)
        for number, seat in enumerate(seats):
            seat.over_reason = "" if number < counts.free else reason
        return [move(seat, SeatState.CONFIRMED, session=session, now=now) for seat in seats]


def forget_reasons(seat_ids: Iterable[int]) -> None:
    """Empty the reasons of seats, for they are the team's own words about somebody; that they were beyond the capacity shows no more."""
    Seat.objects.filter(pk__in=list(seat_ids)).exclude(over_reason="").update(over_reason="")

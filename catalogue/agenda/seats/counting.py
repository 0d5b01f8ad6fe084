"""How many seats are taken: recounted from the rows, each time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from ..models import Seat, SeatState, Session


@dataclass(frozen=True)
class Counts:
    """Seats of one session by state; held and offered ones while their time is not over."""

    capacity: int
    confirmed: int = 0
    held: int = 0
    offered: int = 0
    waiting: int = 0

    @property
    def taken(self) -> int:
        return self.confirmed + self.held + self.offered

    @property
    def room(self) -> int:
        """Seats nobody has, whoever may take them."""
        return max(self.capacity - self.taken, 0)

    @property
    def free(self) -> int:
        """Seats for somebody who does not wait in line: none while people wait."""
        return 0 if self.waiting else self.room


def counts_of(session: Session, now: datetime | None = None) -> Counts:
    """Count a session's seats; to be trusted for selling under the lock only."""
    now = now or timezone.now()
    in_time = Q(held_until__gt=now)
    numbers = Seat.objects.filter(session=session).aggregate(
        confirmed=Count("pk", filter=Q(state=SeatState.CONFIRMED)),
        held=Count("pk", filter=Q(state=SeatState.HELD) & in_time),
        offered=Count("pk", filter=Q(state=SeatState.OFFERED) & in_time),
        waiting=Count("pk", filter=Q(state=SeatState.WAITING)),
    )
    return Counts(capacity=session.capacity, **numbers)

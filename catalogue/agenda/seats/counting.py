"""How many seats are taken: recounted from the rows, each time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from ..models import Seat, Session


@dataclass(frozen=True)
class Counts:
    """Seats of one session by state; held and offered ones while their time is not over."""

    capacity: int
    confirmed: int = 0
    held: int = 0
    offered: int = 0
    waiting: int = 0
    lapsed: int = 0  # held or offered, their time over, not swept yet: they take no room

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
    over = Count("pk", filter=Q(held_until__lte=now))  # only what is held or offered has a time
    states = Seat.objects.filter(session=session).order_by().values_list("state").annotate(n=Count("pk"), over=over)
    numbers = {state: (n, lapsed) for state, n, lapsed in states}
    confirmed, waiting, held, offered = (numbers.get(state, (0, 0)) for state in ("confirmed", "waiting", "held", "offered"))
    return Counts(
        capacity=session.capacity,
        confirmed=confirmed[0],
        held=held[0] - held[1],
        offered=offered[0] - offered[1],
        waiting=waiting[0],
        lapsed=held[1] + offered[1],
    )

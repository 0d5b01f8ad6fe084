"""The only place where a registration changes state; each move is written in its log."""

from core.models import User

from .models import Registration, RegistrationEvent
from .models.registration import MOVES


class MoveRefused(Exception):
    """A move that the table does not allow."""

    def __init__(self, from_state: str, to_state: str) -> None:
        self.from_state, self.to_state = from_state, to_state
        super().__init__(f"{from_state} > {to_state}")


def move(registration: Registration, to_state: str, *, by: User | None = None, note: str = "") -> None:
    """Change the state and log it; raises MoveRefused. The caller holds the row's lock, in a transaction."""
    if to_state not in MOVES[registration.state]:
        raise MoveRefused(registration.state, to_state)
    before, registration.state = registration.state, to_state
    registration.save(update_fields=["state", "updated_at"])
    record(registration, by=by, from_state=before, note=note)


def record(registration: Registration, *, by: User | None = None, from_state: str = "", note: str = "") -> RegistrationEvent:
    """Write a line of the log: the state now, the seats now, and what happened."""
    return RegistrationEvent.objects.create(
        registration=registration,
        by=by,
        from_state=from_state or registration.state,
        to_state=registration.state,
        seats=registration.seats().count(),
        note=note[:200],
    )

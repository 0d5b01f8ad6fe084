"""The only place where an application changes state; each move is written in its history."""

from core.models import User

from ..models import ApplicationMove, RelayApplication
from ..models.application import MOVES


class MoveRefused(Exception):
    """A move that the table does not allow."""

    def __init__(self, from_state: str, to_state: str) -> None:
        self.from_state, self.to_state = from_state, to_state
        super().__init__(f"{from_state} > {to_state}")


def locked(application_id: int) -> RelayApplication:
    """Return the application with its row locked, inside the caller's transaction. Raises RelayApplication.DoesNotExist."""
    return RelayApplication.objects.select_for_update(no_key=True, of=("self",)).get(pk=application_id)


def may_move(application: RelayApplication, to_state: str) -> bool:
    return to_state in MOVES[application.state]


def move(application: RelayApplication, to_state: str, *, by: User | None = None, note: str = "") -> ApplicationMove:
    """Change the state, save the application and write the move down; raises MoveRefused. The caller holds the row's lock."""
    if not may_move(application, to_state):
        raise MoveRefused(application.state, to_state)
    before, application.state = application.state, to_state
    application.save()
    return ApplicationMove.objects.create(application=application, by=by, from_state=before, to_state=to_state, note=note[:300])

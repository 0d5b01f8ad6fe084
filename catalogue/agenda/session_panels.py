"""What the rooms above show on a session's page in the admin, such as the list of people. They register; we never know them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from .models import Session

# Given a session and the request, returns (template, context), or None to show nothing (to this user).
Provider = Callable[[Session, HttpRequest], tuple[str, dict] | None]


@dataclass(frozen=True)
class _Panel:
    order: int
    name: str
    provider: Provider


_panels: dict[str, _Panel] = {}


def register(name: str, provider: Provider, *, order: int = 100) -> None:
    """Add a panel to every session's page; a name registered again replaces the former."""
    _panels[name] = _Panel(order, name, provider)


def panels_of(session: Session, request: HttpRequest) -> list[tuple[str, dict]]:
    """Return the (template, context) pairs to show, in order."""
    found = [panel.provider(session, request) for panel in sorted(_panels.values(), key=lambda panel: (panel.order, panel.name))]
    return [panel for panel in found if panel]

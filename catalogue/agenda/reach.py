"""How the people of some seats would be told: the rooms above know who they are, and register; we never do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """``to_call``: people no text reaches, for whom somebody must pick up the phone; ``calls_url``: the list of those calls."""

    told: int = 0
    to_call: int = 0
    calls_url: str = ""


Provider = Callable[[list[int]], Reach]
_providers: dict[str, Provider] = {}


def register_reach(name: str, provider: Provider) -> None:
    """Let a room say how the people in these seats (ids) would be told; a name registered again replaces the former."""
    _providers[name] = provider


def reach_of(seat_ids: Iterable[int]) -> Reach:
    """Add up what the rooms know of these seats."""
    ids = list(seat_ids)
    answers = [provider(ids) for _name, provider in sorted(_providers.items())] if ids else []
    url = next((answer.calls_url for answer in answers if answer.to_call), "")
    return Reach(sum(answer.told for answer in answers), sum(answer.to_call for answer in answers), url)

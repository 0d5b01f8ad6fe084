"""What a visitor has said so far. It lives in their browser, encrypted; it never reaches the database.

Everything read back is checked again value by value: a state of another version of the bank loses what no longer
exists and keeps the rest.
"""

import re
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from . import sealing
from .needs import NEEDS, PRESSING, WHO

PURPOSE = "diagnostic state"
LASTS = 2 * 60 * 60  # seconds
MOST_ANSWERS = 60
_RUN = re.compile(r"^[A-Za-z0-9_-]{8,24}$")
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]{0,19}$")


@dataclass(frozen=True)
class Spot:
    """Near where: a place in words and a rounded point; nothing else of what was typed."""

    lat: float
    lon: float
    label: str
    commune: str = ""
    departement: str = ""


@dataclass
class State:
    run: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    started: int = field(default_factory=lambda: int(time.time()))
    turn: int = 0  # how many times it changed: the newest of two copies wins
    who: str = ""
    pressing: list[str] | None = None  # None: not asked yet
    past_door: bool = False  # saw the door for what cannot wait, and goes on
    online: bool | None = None
    answers: dict[str, int] = field(default_factory=dict)  # question code -> what was chosen, in the order of asking
    needs: dict[str, list[str]] = field(default_factory=dict)
    spot: Spot | None = None
    spot_asked: bool = False
    stopped: bool = False

    @property
    def helping(self) -> bool:
        return self.who == "helper"

    def age(self) -> int:
        return int(time.time()) - self.started

    def touched(self) -> "State":
        self.turn += 1
        return self


def seal_state(state: State) -> str:
    spot = state.spot
    return sealing.seal(
        [
            state.run,
            state.started,
            state.turn,
            state.who,
            state.pressing,
            int(state.past_door),
            state.online,
            list(state.answers.items()),
            state.needs,
            [spot.lat, spot.lon, spot.label, spot.commune, spot.departement] if spot else None,
            int(state.spot_asked),
            int(state.stopped),
        ],
        PURPOSE,
    )


def unseal_state(token: str) -> State | None:
    """Return the state of a token, or None when it is missing, forged, truncated or over two hours old."""
    try:
        parts = sealing.unseal(token, PURPOSE, seconds=LASTS)
    except (sealing.Broken, sealing.Expired):
        return None
    if not isinstance(parts, list) or len(parts) != 12:
        return None
    run, started, turn, who, pressing, past_door, online, answers, needs, spot, spot_asked, stopped = parts
    if not (isinstance(run, str) and _RUN.match(run) and _is_int(started) and _is_int(turn)):
        return None
    return State(
        run=run,
        started=started,
        turn=turn,
        who=who if who in WHO else "",
        pressing=[value for value in pressing if value in PRESSING] if isinstance(pressing, list) else None,
        past_door=past_door == 1,
        online=online if isinstance(online, bool) else None,
        answers=_answers(answers),
        needs=_needs(needs),
        spot=_spot(spot),
        spot_asked=spot_asked == 1,
        stopped=stopped == 1,
    )


def newest(*states: State | None) -> State | None:
    """Of several copies of a visitor's state, return the one of the latest run, furthest on."""
    known = [state for state in states if state is not None]
    return max(known, key=lambda state: (state.started, state.turn), default=None)


def _answers(value: Any) -> dict[str, int]:
    kept: dict[str, int] = {}
    if isinstance(value, list):
        for pair in value[:MOST_ANSWERS]:
            if isinstance(pair, list) and len(pair) == 2 and isinstance(pair[0], str) and _CODE.match(pair[0]) and _is_int(pair[1]):
                kept[pair[0]] = pair[1]
    return kept


def _needs(value: Any) -> dict[str, list[str]]:
    if not isinstance(value, dict):
        return {}
    return {name: [v for v in value[name] if v in need.values] for name, need in NEEDS.items() if isinstance(value.get(name), list)}


def _spot(value: Any) -> Spot | None:
    if not (isinstance(value, list) and len(value) == 5):
        return None
    lat, lon, *words = value
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in (lat, lon)):
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180) or not all(isinstance(word, str) and len(word) <= 120 for word in words):
        return None
    return Spot(float(lat), float(lon), *words)


def _is_int(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**53

"""Which session first: it teaches the skill, has a free seat, is in the visitor's language, near, soon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from math import inf

from .doors import NEAR_KM, Card, CardKind, SessionOption
from .needs import Needs
from .reasons import OTHER_LANGUAGE, TEACHES, WAITING, WISH

Ranking = Callable[[SessionOption], tuple]


def ranking(wanted: Sequence[str], needs: Needs, *, wish_breaks_ties: bool = False) -> Ranking:
    """A sort key. A session teaches when it teaches one of `wanted`; of two free ones that do, the one for the earlier
    skill comes first, then (beginners) the one for the wish; then language, distance, date, and the id so that the same
    answers give the same route."""
    wish = frozenset(needs.wish_skills) if wish_breaks_ties else frozenset()

    def key(option: SessionOption) -> tuple:
        step = next((index for index, skill in enumerate(wanted) if skill in option.skills), len(wanted))
        return (
            step == len(wanted),
            option.free <= 0,
            step,
            not (wish & option.skills),
            _language_step(option, needs),
            inf if option.km is None else option.km,
            _moment(option.starts),
            option.id,
        )

    return key


def near_ones(options: Iterable[SessionOption]) -> list[SessionOption]:
    return [option for option in options if not option.remote and option.km is not None and option.km <= NEAR_KM]


def remote_ones(options: Iterable[SessionOption]) -> list[SessionOption]:
    return [option for option in options if option.remote]


def takes_people(option: SessionOption) -> bool:
    return option.free > 0 or option.has_waiting_list


def card_of(option: SessionOption, needs: Needs, wanted: Sequence[str] = ()) -> Card:
    """The card of a session: book it, or join its waiting list when it is full."""
    reasons = []
    taught = next((skill for skill in wanted if skill in option.skills), None)
    if taught:
        reasons.append(f"{TEACHES}:{taught}")
    if option.skills & frozenset(needs.wish_skills):
        reasons.append(WISH)
    if _language_step(option, needs) == 2:
        reasons.append(OTHER_LANGUAGE)
    if option.free <= 0:
        return Card(CardKind.WAITING_LIST, option.id, reasons=(*reasons, WAITING))
    return Card(CardKind.REMOTE if option.remote else CardKind.SESSION, option.id, reasons=tuple(reasons))


def _language_step(option: SessionOption, needs: Needs) -> int:
    if option.language == needs.language:
        return 0
    return 1 if option.language in needs.languages else 2


def _moment(starts: datetime | str) -> str:
    """Sorts datetimes and ISO texts alike; all moments of one route come in one time zone."""
    return starts.isoformat() if isinstance(starts, datetime) else starts

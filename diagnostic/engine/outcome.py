"""What the answers lead to: a class, what the person can do and what comes next. It holds no answer and no score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .estimate import CLASSES, Class, estimate, probability_alone
from .items import ALONE, NO, PREREQUISITES, WITH_HELP, Answer, Bank
from .questioning import Ending, ending

LEARN_AT_MOST = 2
LIKELY_MISSING = 0.5


@dataclass(frozen=True, slots=True)
class Outcome:
    """`can_do`: skills shown alone; `with_help`: skills done with somebody; `missing`: skills not done alone, first to
    learn first; `gates_failed`: the gate skills among them. `provisional`: stopped before the end ("à confirmer")."""

    klass: Class
    provisional: bool = False
    can_do: tuple[str, ...] = ()
    with_help: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    gates_failed: tuple[str, ...] = ()
    ending: Ending = Ending.SURE
    asked: int = 0

    @property
    def can_learn(self) -> tuple[str, ...]:
        """Two skills at most, in the order one learns them."""
        return self.missing[:LEARN_AT_MOST]

    def as_dict(self) -> dict[str, Any]:
        """Plain values for a signed link; `Outcome.from_dict` reads them back."""
        return {
            "k": self.klass.value,
            "p": int(self.provisional),
            "d": list(self.can_do),
            "h": list(self.with_help),
            "m": list(self.missing),
            "g": list(self.gates_failed),
            "e": self.ending.value,
            "n": self.asked,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Outcome:
        """Raises ValueError when `data` is not what `as_dict` gives."""
        try:
            return cls(
                klass=Class(data["k"]),
                provisional=bool(data["p"]),
                can_do=_codes(data["d"]),
                with_help=_codes(data["h"]),
                missing=_codes(data["m"]),
                gates_failed=_codes(data["g"]),
                ending=Ending(data["e"]),
                asked=int(data["n"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("not an outcome") from error


def outcome(bank: Bank, answers: Iterable[Answer], *, stopped: bool = False, never_online: bool = False) -> Outcome:
    """The outcome of these answers; `stopped`: the visitor pressed "Arrêter"; `never_online`: no internet for three months."""
    if never_online:
        missing = PREREQUISITES[: LEARN_AT_MOST + 1]
        return Outcome(Class.FIRST_STEPS, missing=missing, gates_failed=missing, ending=Ending.NEVER_ONLINE)
    answers = list(answers)
    known = bank.known(answers)
    end = ending(bank, answers) if known else None
    found = estimate(bank, answers)
    skills = _by_skill(bank, known)
    gates_failed = _in_order(skill for skill, (value, is_gate) in skills.items() if is_gate and value < ALONE)
    klass = found.klass
    if gates_failed and klass is Class.AUTONOMOUS:
        klass = Class.CONSOLIDATING
    missing = _in_order(skill for skill, (value, _) in skills.items() if value < ALONE)
    return Outcome(
        klass=klass,
        provisional=end is None,
        can_do=_in_order(skill for skill, (value, _) in skills.items() if value == ALONE),
        with_help=_in_order(skill for skill, (value, _) in skills.items() if value == WITH_HELP),
        missing=missing + _likely_missing(bank, skills, found.posterior, LEARN_AT_MOST - len(missing)),
        gates_failed=gates_failed,
        ending=end or Ending.STOPPED,
        asked=len(known),
    )


def _by_skill(bank: Bank, known: Mapping[str, int]) -> dict[str, tuple[int, bool]]:
    """The lowest answer given on each skill, and whether it is a gate."""
    skills: dict[str, tuple[int, bool]] = {}
    for code, value in known.items():
        item = bank.by_code[code]
        value = value if item.kind == "declared" else (ALONE if value == ALONE else NO)
        lowest, is_gate = skills.get(item.skill, (ALONE, False))
        skills[item.skill] = (min(lowest, value), is_gate or item.is_gate)
    return skills


def _likely_missing(bank: Bank, asked: Mapping[str, Any], posterior: tuple[float, ...], wanted: int) -> tuple[str, ...]:
    """Skills nobody asked about that the person more likely lacks than not: what to offer who missed nothing yet."""
    if wanted <= 0:
        return ()
    odds: dict[str, list[float]] = {}
    for item in bank.items:
        if item.skill not in asked:
            odds.setdefault(item.skill, []).append(probability_alone(posterior, item.shape))
    return _in_order(skill for skill, values in odds.items() if sum(values) / len(values) < LIKELY_MISSING)[:wanted]


def _in_order(skills: Iterable[str]) -> tuple[str, ...]:
    """In the order one learns them; a skill the framework does not order comes last, by code."""
    place = {skill: index for index, skill in enumerate(PREREQUISITES)}
    return tuple(sorted(skills, key=lambda skill: (place.get(skill, len(place)), skill)))


def _codes(values: Any) -> tuple[str, ...]:
    if not isinstance(values, list | tuple) or not all(isinstance(value, str) for value in values):
        raise ValueError("not a list of skills")
    return tuple(values)


# The state's exchange vocabulary: (niveau d'atelier, autonomie).
EXCHANGE_VALUES = dict(
    zip(
        CLASSES,
        (
            ("débutant", "entièrement accompagné"),
            ("débutant", "partiellement autonome"),
            ("intermédiaire", "partiellement autonome"),
            ("avancé", "autonome"),
        ),
        strict=True,
    )
)

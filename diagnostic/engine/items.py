"""Questions as the engine sees them, the answers given, and the bank they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

# What one learns before what: the first missing skill of this list is the next step. The ten first are the spine of the
# framework; the others follow from the commonest need to the rarest.
PREREQUISITES = (
    *("A1", "A2", "A5", "A4", "B1", "E1", "C1", "C2", "D1", "F1"),
    *("E2", "F2", "A3", "F4", "C3", "D2", "B2", "E3", "F3", "D3"),
)

NO, WITH_HELP, ALONE = 0, 1, 2


class Kind(StrEnum):
    """declared: "Can you …?" answered no, with help, alone. task: one right choice among several."""

    DECLARED = "declared"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `difficulty` is 1 (easy) to 5; `n_choices` counts a task's choices without "I don't know"."""

    code: str
    skill: str
    area: str
    kind: str
    difficulty: int
    n_choices: int = 3
    is_gate: bool = False

    @property
    def shape(self) -> tuple[str, int, int]:
        """Items of one shape answer alike in the model, so its tables and its information are computed once."""
        return (self.kind, self.difficulty, self.n_choices if self.kind == Kind.TASK else 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """`value`: 0 no or wrong, 1 with help, 2 alone or right. "I don't know" is 0."""

    code: str
    value: int


@dataclass(frozen=True)
class Bank:
    """The questions in use. Made by `bank_of`, which keeps one object for one content."""

    items: tuple[Item, ...]
    by_code: dict[str, Item] = field(init=False, repr=False, compare=False, hash=False)
    areas: frozenset[str] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {item.code: item for item in self.items})
        object.__setattr__(self, "areas", frozenset(item.area for item in self.items))
        if len(self.by_code) != len(self.items):
            raise ValueError("two questions share a code")

    def known(self, answers: Iterable[Answer]) -> dict[str, int]:
        """Answers that still have a question, by code, in the order given; the last one given to a question counts.

        A question removed under way, or a value no question can have, is left out: a diagnostic goes on without it.
        """
        kept: dict[str, int] = {}
        for answer in answers:
            if answer.code in self.by_code and answer.value in (NO, WITH_HELP, ALONE):
                kept.pop(answer.code, None)
                kept[answer.code] = answer.value
        return kept


@lru_cache(maxsize=16)
def _bank(items: tuple[Item, ...]) -> Bank:
    return Bank(items)


def bank_of(items: Iterable[Item]) -> Bank:
    """The bank of these items, sorted by code; the same object for the same content, so that callers may ask each time."""
    return _bank(tuple(sorted(items, key=lambda item: item.code)))

"""Which question comes next, and when to stop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from .estimate import class_masses, expected_entropy, posterior_of, probability_alone, table, update
from .items import NO, Answer, Bank, Item

SHORTEST, LONGEST = 6, 12
SURE = 0.80
GENTLE_START, EASY = 2, 0.75
MISSES_IN_A_ROW = 3

Posterior = tuple[float, ...] | list[float]


class Ending(StrEnum):
    """Why no question follows."""

    SURE = "sure"  # at least six, every area met, one class has the mass asked
    LONGEST = "longest"  # twelve
    GENTLE = "gentle"  # the last three questions on gate skills were missed: do not insist
    EXHAUSTED = "exhausted"  # the bank has no more
    STOPPED = "stopped"  # the visitor did
    NEVER_ONLINE = "never_online"  # no internet for three months: no test


def next_item(bank: Bank, answers: Iterable[Answer]) -> Item | None:
    """The next question to ask, or None when it is time to stop. The same answers give the same question."""
    known = bank.known(answers)
    posterior = posterior_of(bank, [Answer(code, value) for code, value in known.items()])
    if _ending(bank, known, posterior) is not None:
        return None
    return _choose(bank, known, posterior)


def ending(bank: Bank, answers: Iterable[Answer]) -> Ending | None:
    """Why the questions end here, or None when one follows."""
    known = bank.known(answers)
    return _ending(bank, known, posterior_of(bank, [Answer(code, value) for code, value in known.items()]))


def should_stop(bank: Bank, answers: Iterable[Answer]) -> bool:
    """Whether the questions end here."""
    return ending(bank, answers) is not None


def remaining(bank: Bank, answers: Iterable[Answer]) -> tuple[int, int]:
    """How many questions are left, at least and at most: (3, 4) reads "encore 3 ou 4 questions", (0, 0) is the end.

    The least follows the likeliest answers to their end; only a gentle ending comes sooner.
    """
    known = dict(bank.known(answers))
    posterior: Posterior = posterior_of(bank, [Answer(code, value) for code, value in known.items()])
    if _ending(bank, known, posterior) is not None:
        return (0, 0)
    most = min(LONGEST, len(bank.items)) - len(known)
    least = 0
    while _ending(bank, known, posterior) in (None, Ending.GENTLE):
        item = _choose(bank, known, posterior)
        rows = table(item.shape).along
        likely = {value: sum(a * b for a, b in zip(posterior, row, strict=True)) for value, row in rows.items()}
        value = max(likely, key=likely.__getitem__)
        known[item.code] = value
        posterior = update(posterior, item, value)
        least += 1
    return (least, most)


def _ending(bank: Bank, known: dict[str, int], posterior: Posterior) -> Ending | None:
    if len(known) >= LONGEST:
        return Ending.LONGEST
    if len(known) >= len(bank.items):
        return Ending.EXHAUSTED
    if len(known) >= SHORTEST and _areas_met(bank, known) == bank.areas and max(class_masses(posterior)) >= SURE:
        return Ending.SURE
    if _missed_in_a_row(bank, known):
        return Ending.GENTLE
    return None


def _missed_in_a_row(bank: Bank, known: dict[str, int]) -> bool:
    """Whether the last three answers on gate skills are all "no" or wrong."""
    gates = [value for code, value in known.items() if bank.by_code[code].is_gate]
    return len(gates) >= MISSES_IN_A_ROW and all(value == NO for value in gates[-MISSES_IN_A_ROW:])


def _areas_met(bank: Bank, known: dict[str, int]) -> set[str]:
    return {bank.by_code[code].area for code in known}


def _choose(bank: Bank, known: dict[str, int], posterior: Posterior) -> Item:
    """The most telling question among the areas not met, else among all. Called with at least one question left."""
    left = [item for item in bank.items if item.code not in known]
    asked = {bank.by_code[code].skill for code in known}
    fresh = [item for item in left if item.skill not in asked] or left
    met = _areas_met(bank, known)
    candidates = [item for item in fresh if item.area not in met] or fresh
    if len(known) < GENTLE_START:
        candidates = _easy(candidates, posterior)
    telling = _by_shape(candidates, lambda shape: round(expected_entropy(posterior, shape), 12))
    return min(candidates, key=lambda item: (telling[item.shape], item.code))


def _easy(candidates: Sequence[Item], posterior: Posterior) -> list[Item]:
    """Those the visitor very likely manages; the likeliest when none is that easy."""
    odds = _by_shape(candidates, lambda shape: round(probability_alone(posterior, shape), 12))
    floor = min(EASY, max(odds.values()))
    return [item for item in candidates if odds[item.shape] >= floor]


def _by_shape(items: Iterable[Item], value: Callable[[tuple[str, int, int]], float]) -> dict[tuple[str, int, int], float]:
    """One computation per shape, however many questions share it: five hundred cost what fifteen do."""
    return {shape: value(shape) for shape in {item.shape for item in items}}

"""Simulated visitors in front of the real engine: how often it is right, how long it takes. Plain Python, seeded.

A visitor has a true level drawn from the prior and answers as the response model says; `bias` is how much they overrate
themselves on declared questions (logits), `random_share` the share of answers given without reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp
from random import Random
from time import perf_counter

from diagnostic.engine import CLASSES, LONGEST, SHORTEST, Answer, Bank, Class, Item, Kind, next_item, outcome
from diagnostic.engine.estimate import (
    CUTS,
    DECLARED_DISCRIMINATION,
    DIFFICULTY,
    HELP_OFFSET,
    PRIOR_SD,
    TASK_DISCRIMINATION,
    estimate,
    expected_entropy,
)
from diagnostic.engine.questioning import SURE

Ask = Callable[[Bank, list[Answer]], Item | None]
Judge = Callable[[Bank, list[Answer]], Class]
Path = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Rates are shares of 1; `questions` the mean number asked; `confusion` counts (true class, found class);
    `ms_each` and `ms_slowest` the time to find one next question, in milliseconds."""

    people: int
    exact: float
    adjacent: float
    questions: float
    lengths: Mapping[int, int]
    confusion: Mapping[tuple[Class, Class], int]
    asked: Mapping[str, int]
    ms_each: float
    ms_slowest: float


TARGETS = {
    "exact": "exact class 0.74 or more",
    "adjacent": "adjacent 0.99 or more",
    "questions": "10.5 questions or less",
    "time": "5 ms or less to find the next one",
}


def misses(report: Report) -> list[str]:
    """The targets this report does not reach, in words."""
    reached = {
        "exact": report.exact >= 0.74,
        "adjacent": report.adjacent >= 0.99,
        "questions": report.questions <= 10.5,
        "time": report.ms_each <= 5,
    }
    return [TARGETS[name] for name, yes in reached.items() if not yes]


def simulate(bank: Bank, people: int, *, seed: int = 1, bias: float = 0.0, random_share: float = 0.0, free: bool = False) -> Report:
    """`people` diagnostics. `free`: the unconstrained optimum on the same bank, with the same people: most telling question
    each time, no areas, no gates, no gentle start."""
    asker = _Memory(bank, *((_most_telling, _likeliest) if free else (next_item, _found)))
    confusion: Counter[tuple[Class, Class]] = Counter()
    lengths: Counter[int] = Counter()
    asked: Counter[str] = Counter()
    for index in range(people):
        visitor = Visitor(bank, seed * 1_000_003 + index, bias, random_share)
        path = asker.question(visitor)
        confusion[visitor.klass, asker.judge(path)] += 1
        lengths[len(path)] += 1
        asked.update(code for code, _ in path)
    right = sum(count for (true, found), count in confusion.items() if true is found)
    close = sum(count for (true, found), count in confusion.items() if abs(true.rank - found.rank) <= 1)
    times = asker.times or [0.0]
    return Report(
        people=people,
        exact=right / people,
        adjacent=close / people,
        questions=sum(length * count for length, count in lengths.items()) / people,
        lengths=dict(sorted(lengths.items())),
        confusion=dict(confusion),
        asked=dict(asked),
        ms_each=1000 * sum(times) / len(times),
        ms_slowest=1000 * max(times),
    )


class Visitor:
    """One simulated person. Each question has its own luck, so that the same person answers it alike whenever it is asked."""

    def __init__(self, bank: Bank, seed: int, bias: float, random_share: float) -> None:
        rng = Random(seed)  # noqa: S311
        self.theta = rng.gauss(0, PRIOR_SD)
        self.bias = bias
        self.luck = {item.code: rng.random() for item in bank.items}
        self.careless = {item.code for item in bank.items if rng.random() < random_share} if random_share else frozenset()

    @property
    def klass(self) -> Class:
        return CLASSES[sum(self.theta >= cut for cut in CUTS)]

    def answer(self, item: Item) -> int:
        """0, 1 or 2, as the response model says for this person's own level."""
        luck, b = self.luck[item.code], DIFFICULTY[item.difficulty]
        if item.kind == Kind.TASK:
            guess = 1 / (item.n_choices + 1)
            right = guess if item.code in self.careless else guess + (1 - guess) * _logistic(TASK_DISCRIMINATION * (self.theta - b))
            return 2 if luck < right else 0
        if item.code in self.careless:
            return int(luck * 3)
        level = DECLARED_DISCRIMINATION * (self.theta + self.bias - b)
        if luck < _logistic(level):
            return 2
        return 1 if luck < _logistic(level + DECLARED_DISCRIMINATION * HELP_OFFSET) else 0


class _Memory:
    """Asks, and remembers what follows each path: thousands of visitors begin alike."""

    def __init__(self, bank: Bank, ask: Ask, judge: Judge) -> None:
        self.bank, self._ask, self._judge = bank, ask, judge
        self._next: dict[Path, Item | None] = {}
        self._classes: dict[Path, Class] = {}
        self.times: list[float] = []

    def question(self, visitor: Visitor) -> Path:
        path: Path = ()
        while (item := self.next(path)) is not None:
            path = (*path, (item.code, visitor.answer(item)))
        return path

    def next(self, path: Path) -> Item | None:
        if path not in self._next:
            answers = [Answer(*step) for step in path]
            start = perf_counter()
            self._next[path] = self._ask(self.bank, answers)
            self.times.append(perf_counter() - start)
        return self._next[path]

    def judge(self, path: Path) -> Class:
        if path not in self._classes:
            self._classes[path] = self._judge(self.bank, [Answer(*step) for step in path])
        return self._classes[path]


def _found(bank: Bank, answers: list[Answer]) -> Class:
    return outcome(bank, answers).klass


def _likeliest(bank: Bank, answers: list[Answer]) -> Class:
    return estimate(bank, answers).klass


def _most_telling(bank: Bank, answers: list[Answer]) -> Item | None:
    """The unconstrained optimum: least expected entropy among all, until six at least and sure, or twelve."""
    found = estimate(bank, answers)
    done = {answer.code for answer in answers}
    left = [item for item in bank.items if item.code not in done]
    if not left or len(answers) >= LONGEST or (len(answers) >= SHORTEST and found.certainty >= SURE):
        return None
    telling = {shape: round(expected_entropy(found.posterior, shape), 12) for shape in {item.shape for item in left}}
    return min(left, key=lambda item: (telling[item.shape], item.code))


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))

"""What a set of answers says of a visitor: exact Bayes on a grid, in plain Python.

Declared questions follow Samejima's graded response model (1969), tasks Birnbaum's three-parameter model (1968) with a
known guessing rate. See docs/diagnostic-engine.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import exp, log, sqrt
from operator import mul

from .items import ALONE, Answer, Bank, Item, Kind

GRID = tuple((i - 40) / 10 for i in range(81))  # -4 … 4 by 0.1
PRIOR_SD = 1.5
CUTS = (-1.5, 0.0, 1.5)
DECLARED_DISCRIMINATION = 1.0
HELP_OFFSET = 1.4  # "with help" comes this much earlier than "alone"
TASK_DISCRIMINATION = 1.7
DIFFICULTY = {1: -2.4, 2: -1.2, 3: 0.0, 4: 1.2, 5: 2.4}  # until calibrated


class Class(StrEnum):
    """From the one who starts to the one who manages alone, in this order."""

    FIRST_STEPS = "first_steps"
    BEGINNER = "beginner"
    CONSOLIDATING = "consolidating"
    AUTONOMOUS = "autonomous"

    @property
    def rank(self) -> int:
        return CLASSES.index(self)


CLASSES = tuple(Class)


@dataclass(frozen=True, slots=True)
class Estimate:
    """`mean` and `sd` in logits, the `posterior` on GRID (sums to 1), and the mass of each class in the order of CLASSES."""

    mean: float
    sd: float
    posterior: tuple[float, ...]
    class_probabilities: tuple[float, ...]

    @property
    def klass(self) -> Class:
        """The class with most mass; of two equal ones the lower, which promises less."""
        return CLASSES[max(range(4), key=lambda i: (self.class_probabilities[i], -i))]

    @property
    def certainty(self) -> float:
        return max(self.class_probabilities)


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def _normal_prior() -> tuple[float, ...]:
    weights = [exp(-(theta**2) / (2 * PRIOR_SD**2)) for theta in GRID]
    total = sum(weights)
    return tuple(w / total for w in weights)


PRIOR = _normal_prior()

# A grid point on a cut stands for the tenth around it: half belongs to each class.
_CUT_INDEX = tuple(GRID.index(cut) for cut in CUTS)
SPANS = tuple(
    (start, stop + 1) for start, stop in zip((0, *_CUT_INDEX), (*_CUT_INDEX, len(GRID) - 1), strict=True)
)  # fmt: skip
_SHARES = tuple(tuple(0.5 if i in _CUT_INDEX else 1.0 for i in range(*span)) for span in SPANS)


@dataclass(frozen=True, slots=True)
class Table:
    """Answers of one shape of question: P(value) along GRID, and the same cut by class and weighted by the shares."""

    along: dict[int, tuple[float, ...]]
    by_class: dict[int, tuple[tuple[float, ...], ...]]


@lru_cache(maxsize=256)
def table(shape: tuple[str, int, int]) -> Table:
    """The response table of a shape (kind, difficulty 1 to 5, number of choices). Difficulty out of range is brought back in."""
    kind, level, n_choices = shape
    b = DIFFICULTY[min(5, max(1, level))]
    if kind == Kind.TASK:
        guess = 1 / (max(1, n_choices) + 1)
        right = tuple(guess + (1 - guess) * _logistic(TASK_DISCRIMINATION * (theta - b)) for theta in GRID)
        along = {0: tuple(1 - p for p in right), 2: right}
    else:
        alone = tuple(_logistic(DECLARED_DISCRIMINATION * (theta - b)) for theta in GRID)
        helped = tuple(_logistic(DECLARED_DISCRIMINATION * (theta - b + HELP_OFFSET)) for theta in GRID)
        along = {
            0: tuple(1 - p for p in helped),
            1: tuple(h - p for h, p in zip(helped, alone, strict=True)),
            2: alone,
        }
    return Table(along, {value: _cut_by_class(row) for value, row in along.items()})


def _cut_by_class(row: tuple[float, ...]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(map(mul, row[slice(*span)], shares)) for span, shares in zip(SPANS, _SHARES, strict=True))


def _likelihood(item: Item, value: int) -> tuple[float, ...]:
    rows = table(item.shape).along
    return rows.get(value, rows[0])  # a task answered "with help" (its kind was changed) was not done alone


def update(posterior: tuple[float, ...] | list[float], item: Item, value: int) -> list[float]:
    """The posterior after one more answer, normalised."""
    weights = list(map(mul, posterior, _likelihood(item, value)))
    total = sum(weights)
    return [w / total for w in weights]


def posterior_of(bank: Bank, answers: Iterable[Answer]) -> tuple[float, ...]:
    """Posterior on GRID. Answers are taken in the order of their codes, so that the result is the same to the last bit."""
    posterior: tuple[float, ...] | list[float] = PRIOR
    for code, value in sorted(bank.known(answers).items()):
        posterior = update(posterior, bank.by_code[code], value)
    return tuple(posterior)


def class_masses(posterior: tuple[float, ...] | list[float]) -> tuple[float, ...]:
    """Mass of each class, in the order of CLASSES."""
    return tuple(sum(map(mul, posterior[slice(*span)], shares)) for span, shares in zip(SPANS, _SHARES, strict=True))


def probability_alone(posterior: tuple[float, ...] | list[float], shape: tuple[str, int, int]) -> float:
    """Probability that the next answer to such a question is "alone", or right."""
    return sum(map(mul, posterior, table(shape).along[ALONE]))


def expected_entropy(posterior: tuple[float, ...] | list[float], shape: tuple[str, int, int]) -> float:
    """Entropy of the class (nats) to be expected after an answer to a question of this shape: the lower, the more it tells."""
    slices = [posterior[slice(*span)] for span in SPANS]
    left = list(class_masses(posterior))
    rows = list(table(shape).by_class.values())
    total = 0.0
    for row in rows[1:]:
        joint = [sum(map(mul, mass, p)) for mass, p in zip(slices, row, strict=True)]
        left = [a - b for a, b in zip(left, joint, strict=True)]
        total += _entropy_of_joint(joint)
    return total + _entropy_of_joint(left)  # the values of a question sum to one: the last row is what remains


def _entropy_of_joint(joint: list[float]) -> float:
    """P(value) times the entropy of the class given the value, from the joint masses."""
    whole = sum(joint)
    return sum(mass * log(whole / mass) for mass in joint if mass > 0.0) if whole > 0.0 else 0.0


def estimate(bank: Bank, answers: Iterable[Answer]) -> Estimate:
    """Mean, standard deviation, posterior and class masses after these answers, in any order."""
    posterior = posterior_of(bank, answers)
    mean = sum(map(mul, posterior, GRID))
    variance = sum(p * (theta - mean) ** 2 for p, theta in zip(posterior, GRID, strict=True))
    return Estimate(mean, sqrt(variance), posterior, class_masses(posterior))

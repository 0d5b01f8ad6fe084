"""The estimate against an independent quadrature, another library, and what it must never do."""

import math
import random
import warnings
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.bank_file import bank_from_file
from diagnostic.engine import CLASSES, GRID, Answer, Class, Item, Kind, bank_of, estimate
from diagnostic.engine.estimate import expected_entropy, posterior_of, probability_alone, table

BANK = bank_from_file()
B = {1: -2.4, 2: -1.2, 3: 0.0, 4: 1.2, 5: 2.4}


def values_of(item: Item) -> tuple[int, ...]:
    return (0, 2) if item.kind == Kind.TASK else (0, 1, 2)


@st.composite
def answer_sets(draw, most=12):
    items = draw(st.lists(st.sampled_from(BANK.items), min_size=0, max_size=most, unique=True))
    return [Answer(item.code, draw(st.sampled_from(values_of(item)))) for item in items]


def quadrature(answers) -> tuple[float, float, np.ndarray]:
    """Mean, standard deviation and class masses written anew from the formulas, in logarithms, with numpy."""
    theta = np.round(np.arange(81) * 0.1 - 4, 1)
    log_weight = -0.5 * (theta / 1.5) ** 2
    for answer in answers:
        item = BANK.by_code[answer.code]
        b = B[item.difficulty]
        if item.kind == Kind.TASK:
            c = 1 / (item.n_choices + 1)
            right = c + (1 - c) * 0.5 * (1 + np.tanh(1.7 * (theta - b) / 2))
            p = right if answer.value == 2 else 1 - right
        else:
            alone = 0.5 * (1 + np.tanh((theta - b) / 2))
            at_least_helped = 0.5 * (1 + np.tanh((theta - b + 1.4) / 2))
            p = {2: alone, 1: at_least_helped - alone, 0: 1 - at_least_helped}[answer.value]
        log_weight = log_weight + np.log(p)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    mean = float((weight * theta).sum())
    sd = float(np.sqrt((weight * (theta - mean) ** 2).sum()))
    edges = [-np.inf, -1.5, 0.0, 1.5, np.inf]
    masses = [
        weight[(theta > low) & (theta < high)].sum() + 0.5 * weight[np.isin(theta, (low, high))].sum() for low, high in pairwise(edges)
    ]
    return mean, sd, np.array(masses)


@settings(max_examples=150, deadline=None)
@given(answer_sets())
def test_the_estimate_equals_an_independent_quadrature(answers):
    mean, sd, masses = quadrature(answers)
    found = estimate(BANK, answers)
    assert found.mean == pytest.approx(mean, abs=1e-9)
    assert found.sd == pytest.approx(sd, abs=1e-9)
    assert np.abs(np.array(found.class_probabilities) - masses).max() < 1e-9
    assert sum(found.posterior) == pytest.approx(1, abs=1e-12)
    assert sum(found.class_probabilities) == pytest.approx(1, abs=1e-12)


def test_on_right_or_wrong_questions_it_agrees_with_adaptivetesting():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from adaptivetesting.math.estimators import ExpectedAPosteriori, NormalPrior
        from adaptivetesting.models import TestItem

        rng = random.Random(7)
        tasks = [item for item in BANK.items if item.kind == Kind.TASK]
        for _ in range(25):
            asked = rng.sample(tasks, rng.randint(1, 12))
            answers = [Answer(item.code, rng.choice((0, 2))) for item in asked]
            theirs = []
            for item in asked:
                one = TestItem()
                one.a, one.b, one.c, one.d = 1.7, B[item.difficulty], 1 / (item.n_choices + 1), 1.0
                theirs.append(one)
            reference = ExpectedAPosteriori([answer.value // 2 for answer in answers], theirs, NormalPrior(0, 1.5), (-4, 4))
            mean = float(reference.get_estimation())
            found = estimate(BANK, answers)
            assert found.mean == pytest.approx(mean, abs=0.03)
            assert found.sd == pytest.approx(float(reference.get_standard_error(mean)), abs=0.03)


@settings(max_examples=60, deadline=None)
@given(answer_sets(), st.randoms(use_true_random=False))
def test_the_order_of_the_answers_changes_nothing_to_the_last_bit(answers, shuffler):
    shuffled = list(answers)
    shuffler.shuffle(shuffled)
    assert estimate(BANK, shuffled) == estimate(BANK, answers)


@settings(max_examples=150, deadline=None)
@given(answer_sets().filter(bool), st.data())
def test_a_better_answer_never_lowers_the_estimate_nor_the_class(answers, data):
    index = data.draw(st.integers(0, len(answers) - 1))
    before = answers[index]
    better = [value for value in values_of(BANK.by_code[before.code]) if value > before.value]
    for value in better:
        changed = [*answers[:index], Answer(before.code, value), *answers[index + 1 :]]
        low, high = estimate(BANK, answers), estimate(BANK, changed)
        assert high.mean > low.mean
        for cut in (1, 2, 3):  # the mass above each cut grows too
            assert sum(high.class_probabilities[cut:]) >= sum(low.class_probabilities[cut:]) - 1e-12


def test_without_answers_it_is_the_prior():
    found = estimate(BANK, [])
    assert found.mean == pytest.approx(0, abs=1e-12)
    assert found.sd == pytest.approx(1.46, abs=0.02)  # 1.5, cut at -4 and 4
    assert found.klass is Class.BEGINNER  # of two equal ones the lower


def test_classes_are_cut_at_minus_one_and_a_half_nought_and_one_and_a_half():
    grid_share = dict.fromkeys(CLASSES, 0.0)
    for theta in GRID:
        for klass, (low, high) in zip(CLASSES, ((-9, -1.5), (-1.5, 0), (0, 1.5), (1.5, 9)), strict=True):
            grid_share[klass] += 1.0 if low < theta < high else 0.5 if theta in (low, high) else 0.0
    assert sum(grid_share.values()) == 81
    assert grid_share[Class.BEGINNER] == grid_share[Class.CONSOLIDATING] == 15
    assert grid_share[Class.FIRST_STEPS] == grid_share[Class.AUTONOMOUS] == 25.5


@pytest.mark.parametrize("shape", sorted({item.shape for item in BANK.items}))
def test_the_values_of_a_question_sum_to_one_everywhere(shape):
    rows = table(shape).along
    for index in range(81):
        assert math.fsum(row[index] for row in rows.values()) == pytest.approx(1, abs=1e-12)
    assert all(a < b for a, b in pairwise(rows[2]))


def test_a_task_is_guessed_by_one_in_choices_plus_one():
    assert table(("task", 5, 3)).along[2][0] == pytest.approx(0.25, abs=0.001)
    assert table(("task", 5, 4)).along[2][0] == pytest.approx(0.20, abs=0.001)


def test_the_expected_entropy_is_the_mean_over_the_answers():
    answers = [Answer("A1-t1", 2), Answer("C2-d1", 1), Answer("E2-t1", 0)]
    posterior = posterior_of(BANK, answers)
    for item in (BANK.by_code["F1-d1"], BANK.by_code["F2-t1"]):
        expected = 0.0
        for value in values_of(item):
            chance = sum(p * q for p, q in zip(posterior, table(item.shape).along[value], strict=True))
            after = estimate(BANK, [*answers, Answer(item.code, value)]).class_probabilities
            expected -= chance * sum(p * math.log(p) for p in after if p)
        assert expected_entropy(posterior, item.shape) == pytest.approx(expected, abs=1e-12)


def test_the_chance_of_managing_alone_is_taken_over_the_posterior():
    posterior = posterior_of(BANK, [])
    assert probability_alone(posterior, ("declared", 3, 0)) == pytest.approx(0.5, abs=1e-12)
    assert probability_alone(posterior, ("declared", 1, 0)) > 0.75


def test_an_answer_to_a_question_since_removed_is_left_out():
    answers = [Answer("A1-d1", 2), Answer("C2-t1", 0)]
    assert estimate(BANK, [*answers, Answer("Z9-gone", 2)]) == estimate(BANK, answers)


@pytest.mark.parametrize("value", [-1, 3, 99])
def test_a_value_no_question_has_is_left_out(value):
    assert estimate(BANK, [Answer("A1-d1", value)]) == estimate(BANK, [])


def test_the_last_answer_to_a_question_counts():
    assert estimate(BANK, [Answer("A1-d1", 0), Answer("A1-d1", 2)]) == estimate(BANK, [Answer("A1-d1", 2)])


def test_a_task_answered_with_help_because_its_kind_was_changed_was_not_done_alone():
    assert estimate(BANK, [Answer("A1-t1", 1)]) == estimate(BANK, [Answer("A1-t1", 0)])


def test_five_hundred_answers_do_not_underflow():
    bank = bank_of(Item(f"A1-t{n:03}", "A1", "A", "task", 5, 4) for n in range(500))
    found = estimate(bank, [Answer(item.code, 0) for item in bank.items])
    assert found.klass is Class.FIRST_STEPS
    assert sum(found.posterior) == pytest.approx(1)


def test_one_bank_object_serves_one_content():
    assert bank_of(reversed(BANK.items)) is bank_of(BANK.items)


def test_two_questions_cannot_share_a_code():
    item = BANK.items[0]
    with pytest.raises(ValueError, match="code"):
        bank_of([item, Item(item.code, "A2", "A", "task", 2)])

"""Which question comes next, and when it stops."""

import random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.bank_file import bank_from_file
from diagnostic.engine import Answer, Ending, Item, Kind, bank_of, ending, estimate, next_item, remaining, should_stop
from diagnostic.engine.estimate import posterior_of, probability_alone

BANK = bank_from_file()
AREAS = set("ABCDEF")


def play(bank, choose, most=100):
    """All answers of a diagnostic whose answers `choose(item)` gives."""
    answers = []
    while (item := next_item(bank, answers)) is not None:
        answers.append(Answer(item.code, choose(item)))
        assert len(answers) <= most, "it never ends"
    return answers


def any_value(rng):
    return lambda item: rng.choice((0, 2) if item.kind == Kind.TASK else (0, 1, 2))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_it_always_ends_asks_nothing_twice_and_no_skill_twice(rng):
    answers = play(BANK, any_value(rng))
    codes = [answer.code for answer in answers]
    skills = [BANK.by_code[code].skill for code in codes]
    assert len(set(codes)) == len(codes) <= 12
    assert len(set(skills)) == len(skills)
    assert should_stop(BANK, answers)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_every_area_is_met_unless_it_ends_gently(rng):
    answers = play(BANK, any_value(rng))
    met = {BANK.by_code[answer.code].area for answer in answers}
    end = ending(BANK, answers)
    assert end in {Ending.SURE, Ending.LONGEST, Ending.GENTLE}
    if end is not Ending.GENTLE:
        assert met == AREAS
        assert len(answers) >= 6
    if end is Ending.SURE:
        assert estimate(BANK, answers).certainty >= 0.80


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_first_six_meet_six_areas(rng):
    answers = play(BANK, any_value(rng))[:6]
    met = [BANK.by_code[answer.code].area for answer in answers]
    assert len(set(met)) == len(met)


def test_the_first_two_are_easy():
    first = next_item(BANK, [])
    assert probability_alone(posterior_of(BANK, []), first.shape) >= 0.75
    answers = [Answer(first.code, 2)]
    second = next_item(BANK, answers)
    assert probability_alone(posterior_of(BANK, answers), second.shape) >= 0.75


def test_when_nothing_is_easy_enough_the_easiest_is_asked():
    bank = bank_of(
        [Item("B2-t1", "B2", "B", "task", 5, 4), Item("A1-d1", "A1", "A", "declared", 4), Item("C1-d1", "C1", "C", "declared", 5)]
    )
    easiest = max(bank.items, key=lambda item: probability_alone(posterior_of(bank, []), item.shape))
    assert next_item(bank, []) == easiest


def test_of_two_questions_that_tell_as_much_the_first_code_is_asked():
    bank = bank_of([Item("C1-d1", "C1", "C", "declared", 1), Item("B1-d1", "B1", "B", "declared", 1)])
    assert next_item(bank, []).code == "B1-d1"


def test_the_same_answers_give_the_same_question_whatever_the_bank_was_made_from():
    shuffled = list(BANK.items)
    random.Random(3).shuffle(shuffled)
    answers = [Answer("A5-t1", 2), Answer("B1-t1", 0), Answer("C2-t1", 2)]
    assert next_item(bank_of(shuffled), answers) == next_item(BANK, answers)


def test_a_skill_comes_twice_only_when_all_were_asked():
    bank = bank_of(item for item in BANK.items if item.skill in {"A1", "B1", "C1"})
    answers = play(bank, lambda item: 2)
    skills = [bank.by_code[answer.code].skill for answer in answers]
    assert set(skills[:3]) == {"A1", "B1", "C1"}
    assert len(skills) == len(bank.items) == 6


def test_three_misses_in_a_row_on_gate_skills_end_gently():
    missed = [Answer("A1-d1", 0), Answer("A2-t1", 0), Answer("B1-t1", 0)]
    assert ending(BANK, missed) is Ending.GENTLE
    assert ending(BANK, [missed[0], Answer("C1-d1", 2), missed[1], Answer("D1-d1", 0), missed[2]]) is Ending.GENTLE
    assert ending(BANK, [missed[0], missed[1], Answer("A4-d1", 1), missed[2]]) is None
    assert ending(BANK, [*missed[:2], Answer("C1-d1", 0)]) is None


def test_twelve_are_enough():
    answers = []
    for item in BANK.items:
        if not item.is_gate and len(answers) < 12:
            answers.append(Answer(item.code, 0 if len(answers) % 2 else 2))
    assert ending(BANK, answers) is Ending.LONGEST
    assert next_item(BANK, answers) is None
    assert remaining(BANK, answers) == (0, 0)


def test_five_clear_answers_are_not_enough():
    answers = play(BANK, lambda item: 2)[:5]
    assert not should_stop(BANK, answers)


def test_an_area_whose_questions_are_all_off_is_not_waited_for():
    bank = bank_of(item for item in BANK.items if item.area != "D")
    answers = play(bank, any_value(random.Random(5)))
    assert ending(bank, answers) in {Ending.SURE, Ending.LONGEST}


def test_an_empty_bank_asks_nothing():
    assert next_item(bank_of([]), []) is None
    assert remaining(bank_of([]), []) == (0, 0)


def test_a_question_removed_under_way_is_passed_over():
    answers = [Answer("A5-t1", 2), Answer("gone-1", 0), Answer("B1-t1", 2)]
    assert next_item(BANK, answers) == next_item(BANK, [answers[0], answers[2]])


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_is_left_is_announced_honestly(rng):
    answers = play(BANK, any_value(rng))
    for count in range(len(answers)):
        least, most = remaining(BANK, answers[:count])
        assert 1 <= least <= most <= 12 - count
        assert len(answers) - count <= most
        assert least >= 6 - count
    assert remaining(BANK, answers) == (0, 0)


@pytest.mark.parametrize(("size", "limit_ms"), [(40, 5), (500, 10)])
def test_the_next_question_is_found_in_time(size, limit_ms):
    """The best of several rounds, so that a busy machine does not decide."""
    skills = sorted({item.skill for item in BANK.items})
    kinds = (("declared", 3), ("task", 3), ("task", 4))
    bank = bank_of(
        Item(f"{skill}-x{n:03}", skill, skill[0], *_kind(kinds[n % 3], 1 + n % 5))
        for n, skill in ((n, skills[n % len(skills)]) for n in range(size))
    )
    rng = random.Random(2)
    answers = [Answer(item.code, rng.choice((0, 2))) for item in bank.items[:8]]
    best = min(_time(bank, answers) for _ in range(20))
    assert best * 1000 <= limit_ms


def _kind(kind, difficulty):
    return (kind[0], difficulty, kind[1])


def _time(bank, answers):
    start = perf_counter()
    next_item(bank, answers)
    return perf_counter() - start

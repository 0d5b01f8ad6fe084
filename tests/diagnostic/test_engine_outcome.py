"""Class, gates, and what the person can do and learn."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostic.bank_file import bank_from_file
from diagnostic.engine import CLASSES, EXCHANGE_VALUES, PREREQUISITES, Answer, Class, Ending, Kind, Outcome, estimate, next_item, outcome

BANK = bank_from_file()


@st.composite
def answer_sets(draw):
    items = draw(st.lists(st.sampled_from(BANK.items), max_size=12, unique=True))
    return [Answer(item.code, draw(st.sampled_from((0, 2) if item.kind == Kind.TASK else (0, 1, 2)))) for item in items]


def all_right(except_for=()):
    answers = []
    while (item := next_item(BANK, answers)) is not None:
        answers.append(Answer(item.code, dict(except_for).get(item.skill, 2)))
    return answers


@settings(max_examples=150, deadline=None)
@given(answer_sets())
def test_gates_never_raise_a_class(answers):
    found = outcome(BANK, answers)
    assert found.klass.rank <= estimate(BANK, answers).klass.rank
    if found.gates_failed:
        assert found.klass is not Class.AUTONOMOUS
    else:
        assert found.klass is estimate(BANK, answers).klass


def test_who_manages_all_is_autonomous():
    found = outcome(BANK, all_right())
    assert found.klass is Class.AUTONOMOUS
    assert not found.provisional
    assert found.can_do


@pytest.mark.parametrize("value", [0, 1])
def test_a_gate_skill_below_alone_is_never_autonomous(value):
    strong = [Answer(item.code, 2) for item in BANK.items if item.difficulty >= 4]
    assert outcome(BANK, strong).klass is Class.AUTONOMOUS
    found = outcome(BANK, [*strong, Answer("A4-d1", value)])
    assert estimate(BANK, [*strong, Answer("A4-d1", value)]).klass is Class.AUTONOMOUS
    assert found.klass is Class.CONSOLIDATING
    assert found.gates_failed == ("A4",)


def test_no_internet_for_three_months_is_first_steps_without_a_test():
    found = outcome(BANK, [], never_online=True)
    assert (found.klass, found.ending, found.provisional) == (Class.FIRST_STEPS, Ending.NEVER_ONLINE, False)
    assert found.can_learn == ("A1", "A2")


def test_stopping_gives_a_result_to_be_confirmed():
    found = outcome(BANK, [Answer("A5-t1", 2), Answer("B1-t1", 0)], stopped=True)
    assert found.provisional
    assert found.ending is Ending.STOPPED
    assert found.can_do == ("A5",)
    assert "B1" in found.can_learn


def test_stopping_before_the_first_question_gives_a_result_too():
    found = outcome(BANK, [], stopped=True)
    assert found.provisional
    assert found.klass is Class.BEGINNER
    assert found.can_do == ()


def test_what_to_learn_follows_the_order_one_learns_in_two_at_most():
    found = outcome(BANK, [Answer(code, 0) for code in ("F1-d1", "C1-d1", "A5-d1", "B1-d1", "A2-d1")])
    assert found.missing == ("A2", "A5", "B1", "C1", "F1")
    assert found.can_learn == ("A2", "A5")


def test_done_with_help_is_still_to_learn_and_said_apart():
    found = outcome(BANK, [Answer("C1-d1", 1), Answer("A1-d1", 2)])
    assert found.with_help == ("C1",)
    assert "C1" in found.missing
    assert found.can_do == ("A1",)


def test_the_lowest_answer_speaks_for_a_skill_asked_twice():
    found = outcome(BANK, [Answer("C1-d1", 2), Answer("C1-t1", 0)])
    assert "C1" in found.missing
    assert found.can_do == ()


def test_who_missed_nothing_is_offered_what_they_probably_lack():
    found = outcome(BANK, [Answer("A5-t1", 2), Answer("B1-t1", 2)])
    assert len(found.can_learn) == 2
    assert not set(found.can_learn) & {"A5", "B1"}


def test_removed_questions_change_nothing():
    answers = [Answer("A5-t1", 2), Answer("gone", 0)]
    assert outcome(BANK, answers) == outcome(BANK, answers[:1])


def test_an_outcome_travels_as_plain_values_without_answers():
    found = outcome(BANK, all_right({"E1": 0, "C1": 1}))
    data = json.loads(json.dumps(found.as_dict()))
    assert Outcome.from_dict(data) == found
    assert not any("-" in str(value) for value in data.values()), "no question's code"


@pytest.mark.parametrize(
    "data", [{}, {"k": "king"}, [], {**Outcome(Class.BEGINNER).as_dict(), "d": "A1"}, {**Outcome(Class.BEGINNER).as_dict(), "n": None}]
)
def test_a_forged_outcome_is_refused(data):
    with pytest.raises(ValueError, match=r".*"):
        Outcome.from_dict(data)


def test_classes_map_to_the_state_s_values():
    assert EXCHANGE_VALUES[Class.FIRST_STEPS] == ("débutant", "entièrement accompagné")
    assert EXCHANGE_VALUES[Class.AUTONOMOUS] == ("avancé", "autonome")
    assert list(EXCHANGE_VALUES) == list(CLASSES)


def test_every_skill_of_the_bank_has_its_place_in_the_order():
    assert {item.skill for item in BANK.items} == set(PREREQUISITES)

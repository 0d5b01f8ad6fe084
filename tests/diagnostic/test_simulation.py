"""The real engine with the real bank, in front of simulated visitors; the command that prints it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from diagnostic.bank_file import bank_from_file
from diagnostic.engine import CUTS, Item, bank_of
from diagnostic.loading import load_questions
from diagnostic.models import Question
from diagnostic.simulation import Visitor, misses, simulate

BANK = bank_from_file()


@pytest.fixture(scope="module")
def real():
    return simulate(BANK, 1500, seed=11)


def test_the_class_is_right_three_times_in_four_and_hardly_ever_far_off(real):
    assert real.exact >= 0.72
    assert real.adjacent >= 0.99
    assert real.questions <= 10.5
    assert max(real.lengths) <= 12
    assert sum(real.confusion.values()) == sum(real.lengths.values()) == 1500


def test_areas_gates_and_a_gentle_start_cost_little(real):
    free = simulate(BANK, 1500, seed=11, free=True)
    assert free.exact - real.exact <= 0.04
    assert real.questions - free.questions <= 0.5


def test_overrating_oneself_costs_little(real):
    biased = simulate(BANK, 1500, seed=11, bias=1.0)
    assert biased.exact >= 0.70
    assert biased.adjacent >= 0.985


def test_answers_at_random_stay_close():
    assert simulate(BANK, 1500, seed=11, random_share=0.1).adjacent >= 0.98


def test_the_same_seed_gives_the_same_visitors():
    first, second = simulate(BANK, 200, seed=5), simulate(BANK, 200, seed=5)
    assert (first.confusion, first.lengths, first.asked) == (second.confusion, second.lengths, second.asked)
    assert simulate(BANK, 200, seed=6).confusion != first.confusion


def test_a_visitor_answers_as_the_model_says():
    item = Item("C1-d1", "C1", "C", "declared", 3)
    bank = bank_of([item])
    answers = dict.fromkeys((0, 1, 2), 0)
    visitors = [Visitor(bank, seed, 0.0, 0.0) for seed in range(4000)]
    for visitor in visitors:
        answers[visitor.answer(item)] += 1
    assert answers[2] / 4000 == pytest.approx(0.5, abs=0.03)
    assert answers[0] / 4000 == pytest.approx(0.265, abs=0.03)
    assert sum(visitor.theta < CUTS[1] for visitor in visitors) / 4000 == pytest.approx(0.5, abs=0.03)


def test_a_target_missed_is_named():
    poor = simulate(bank_of(item for item in BANK.items if item.kind == "declared"), 300, seed=2)
    assert any("exact" in sentence for sentence in misses(poor))


def test_the_command_prints_rates_length_time_and_the_optimum():
    out = StringIO()
    call_command("simulate_diagnostic", people=150, seed=2, bias=[0.5], random=[0.1], stdout=out)
    text = out.getvalue()
    for words in (
        "exact",
        "adjacent",
        "questions",
        "ms each",
        "optimum without constraints",
        "overrate themselves by 0.5",
        "10% of answers",
        "first_steps",
    ):
        assert words in text


@pytest.mark.parametrize("options", [{"people": 0}, {"random": [3.0]}])
def test_the_command_refuses_what_makes_no_sense(options):
    with pytest.raises(CommandError):
        call_command("simulate_diagnostic", **options)


def test_the_command_takes_the_questions_in_use_too(tree):
    load_questions()
    Question.objects.filter(code="A1-d1").update(is_active=False, updated_at=timezone.now())
    out = StringIO()
    call_command("simulate_diagnostic", people=20, bank="db", bias=[], random=[], stdout=out)
    assert f"{len(BANK.items) - 1} questions" in out.getvalue()


def test_the_command_fails_when_asked_to_and_a_target_is_missed(monkeypatch):
    monkeypatch.setattr("diagnostic.management.commands.simulate_diagnostic.misses", lambda report: ["exact class 0.74 or more"])
    with pytest.raises(CommandError, match="exact"):
        call_command("simulate_diagnostic", people=20, bias=[], random=[], check=True, stdout=StringIO())

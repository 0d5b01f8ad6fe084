"""The delivered questions are complete in three languages, short, and honest; the file's reader says what is wrong."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from catalogue.agenda.skills import FILE
from diagnostic.bank_file import GATES, LANGUAGES, PATH, TASK_ONLY, Words, bank_from_file, problems, read_questions, word_count
from diagnostic.engine import PREREQUISITES, Kind

QUESTIONS = read_questions()
TASKS = [question for question in QUESTIONS if question.kind == Kind.TASK]


def test_the_delivered_bank_has_no_problem():
    assert problems(QUESTIONS) == []


def test_there_are_forty_questions_twenty_tasks_and_two_a_skill():
    assert len(QUESTIONS) >= 40
    assert len(TASKS) >= 20
    assert min(Counter(question.skill for question in QUESTIONS).values()) >= 2
    assert {question.skill for question in QUESTIONS} == set(PREREQUISITES)


def test_what_people_misjudge_is_only_asked_by_tasks():
    assert all(question.kind == Kind.TASK for question in QUESTIONS if question.skill in TASK_ONLY)


def test_every_question_has_a_picture():
    assert all(question.picture for question in QUESTIONS)


@pytest.mark.parametrize("question", TASKS, ids=lambda question: question.code)
def test_the_right_choice_does_not_give_itself_away_by_its_length(question):
    for language in LANGUAGES:
        lengths = [len(choice) for choice in question.words[language].choices]
        right = lengths.pop(question.right)
        assert right <= max(lengths), language


def test_the_right_choice_stands_everywhere():
    ranks = Counter(question.right for question in TASKS)
    assert set(ranks) == {0, 1, 2, 3}
    assert max(ranks.values()) <= len(TASKS) * 0.4


def test_difficulties_are_spread():
    assert set(Counter(question.difficulty for question in QUESTIONS)) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.code)
def test_texts_are_written_in_their_own_language(question):
    arabic = question.words["ar"].text
    assert any("\u0600" <= letter <= "\u06ff" for letter in arabic)
    assert "؟" in arabic
    assert "?" not in arabic
    french = question.words["fr"].text
    assert "'" not in french, "the typographic apostrophe"
    assert " ?" not in french, "a no-break space"
    assert french.endswith("\u00a0?")
    assert len({words.text for words in question.words.values()}) == len(LANGUAGES)


def test_declared_questions_ask_savez_vous():
    declared = [question for question in QUESTIONS if question.kind == Kind.DECLARED]
    assert all(question.words["fr"].text.startswith("Savez-vous ") for question in declared)


def test_the_engine_gets_facts_only():
    item = bank_from_file().by_code["E1-t1"]
    assert (item.skill, item.area, item.kind, item.n_choices, item.is_gate) == ("E1", "E", "task", 4, True)
    assert {item.skill for item in bank_from_file().items if item.is_gate} == GATES


def test_the_engine_and_the_agenda_know_the_same_skills():
    framework = json.loads(FILE.read_text(encoding="utf-8"))
    assert {skill["code"] for skill in framework} == set(PREREQUISITES)
    assert {skill["code"] for skill in framework if skill["is_gate"]} == GATES
    assert all(skill["area"] == skill["code"][0] for skill in framework)


@pytest.mark.parametrize(
    ("text", "count"), [("Savez-vous lire un mail\u00a0?", 4), ("«\u00a0Colis bloqué\u00a0: payez 1,95\u00a0€.\u00a0»", 4), ("", 0)]
)
def test_marks_are_not_words(text, count):
    assert word_count(text) == count


TASK = next(question for question in TASKS if len(question.words["fr"].choices) == 4)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (replace(TASK, difficulty=6), "difficulty"),
        (replace(TASK, kind="riddle"), "kind"),
        (replace(TASK, code="Z1-t1"), "code"),
        (replace(TASK, right=4), "right"),
        (replace(TASK, right=None), "right"),
        (replace(TASK, words={"fr": TASK.words["fr"]}), "missing"),
        (replace(TASK, words={**TASK.words, "fr": replace(TASK.words["fr"], text=" ".join(["mot"] * 13))}), "13 words"),
        (replace(TASK, words={**TASK.words, "ar": Words("؟", TASK.words["ar"].choices[:3])}), "as many"),
        (replace(TASK, words={**TASK.words, "en": Words("?", ("a", "a", "b", "c"))}), "alike"),
        (replace(TASK, kind="declared"), "declared"),
    ],
)
def test_a_broken_question_is_named_with_what_is_wrong(broken, said):
    found = problems([*(question for question in QUESTIONS if question.code != TASK.code), broken])
    assert any(sentence.startswith(broken.code) and said in sentence for sentence in found), found


def test_a_missing_skill_and_a_code_used_twice_are_told():
    assert any(sentence.startswith("A1: fewer") for sentence in problems(QUESTIONS[1:]))
    assert any("share this code" in sentence for sentence in problems([*QUESTIONS, QUESTIONS[0]]))


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"questions": [{}]}', '{"questions": 3}', json.dumps({"questions": [{"code": "A1-d1"}]})]
)
def test_a_file_of_another_form_is_refused_with_its_name(tmp_path, content):
    path = tmp_path / "broken.json"
    path.write_text(content)
    with pytest.raises(ValueError, match=r"broken\.json"):
        read_questions(path)


def test_the_file_is_where_it_says():
    assert PATH.is_file()

"""The question bank as it is delivered: a JSON file, read and checked without Django.

{"version": 1, "questions": [{"code", "skill", "kind", "difficulty", "picture", "right",
    "fr": {"text", "choices", "picture_alt", "read_aloud"}, "en": {…}, "ar": {…}}]}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diagnostic.engine import PREREQUISITES, Bank, Item, Kind, bank_of

PATH = Path(__file__).parent / "data" / "questions.json"
LANGUAGES = ("fr", "en", "ar")
MOST_WORDS = 12
FEWEST_CHOICES, MOST_CHOICES = 3, 4
GATES = frozenset({"A1", "A2", "A4", "A5", "B1", "E1"})
TASK_ONLY = frozenset({"B2", "E2", "F4"})


@dataclass(frozen=True, slots=True)
class Words:
    """A question in one language. `choices` without "I don't know", empty when declared. `read_aloud` says what is read when
    it differs from the text; `picture_alt` describes the picture without giving the answer, "" when it adds nothing."""

    text: str
    choices: tuple[str, ...] = ()
    picture_alt: str = ""
    read_aloud: str = ""


@dataclass(frozen=True, slots=True)
class FiledQuestion:
    """One question of the file. `right` is the index of the right choice, None when declared; `picture` a name of
    static/img/pictures."""

    code: str
    skill: str
    kind: str
    difficulty: int
    picture: str
    right: int | None
    words: Mapping[str, Words]

    @property
    def area(self) -> str:
        return self.skill[:1]

    @property
    def item(self) -> Item:
        """The question as the engine sees it."""
        n_choices = len(self.words["fr"].choices) or FEWEST_CHOICES
        return Item(self.code, self.skill, self.area, self.kind, self.difficulty, n_choices, self.skill in GATES)


def read_questions(path: Path = PATH) -> tuple[FiledQuestion, ...]:
    """Every question of the file, in its order. Raises ValueError, saying where, when the file has not that form."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_question(row) for row in data["questions"])
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} is no JSON text: {error}") from error
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path.name} lacks {error}") from error


def bank_from_file(path: Path = PATH) -> Bank:
    """The engine's bank of the delivered questions."""
    return bank_of(question.item for question in read_questions(path))


def problems(questions: Iterable[FiledQuestion]) -> list[str]:
    """What is wrong with these questions, one sentence each; empty when the bank may be delivered."""
    questions = list(questions)
    found = [sentence for question in questions for sentence in _problems_of(question)]
    for code, count in Counter(question.code for question in questions).items():
        if count > 1:
            found.append(f"{code}: {count} questions share this code")
    for skill in PREREQUISITES:
        kinds = [question.kind for question in questions if question.skill == skill]
        if len(kinds) < 2:
            found.append(f"{skill}: fewer than two questions")
        if skill in TASK_ONLY and Kind.DECLARED in kinds:
            found.append(f"{skill}: only tasks may ask about it")
    for area in sorted({skill[0] for skill in PREREQUISITES}):
        if not any(question.area == area and question.kind == Kind.TASK for question in questions):
            found.append(f"{area}: no task in this area")
    return found


def word_count(text: str) -> int:
    """Words as a reader counts them: marks standing alone ("?", "«") are none."""
    return sum(1 for word in text.split() if any(character.isalnum() for character in word))


def _problems_of(question: FiledQuestion) -> list[str]:
    found = []
    if question.skill not in PREREQUISITES or not question.code.startswith(f"{question.skill}-"):
        found.append("its code or skill is not of the framework")
    if question.kind not in tuple(Kind):
        found.append("its kind is unknown")
    if question.difficulty not in (1, 2, 3, 4, 5):
        found.append("its difficulty is not 1 to 5")
    for language in LANGUAGES:
        words = question.words.get(language)
        found += [f"{language}: {sentence}" for sentence in (_problems_in(question, words) if words else ["missing"])]
    return [f"{question.code}: {sentence}" for sentence in found]


def _problems_in(question: FiledQuestion, words: Words) -> list[str]:
    found = []
    if not words.text.strip():
        found.append("no text")
    if word_count(words.text) > MOST_WORDS:
        found.append(f"{word_count(words.text)} words, {MOST_WORDS} at most")
    if question.kind == Kind.DECLARED:
        if words.choices or question.right is not None:
            found.append("a declared question has no choices of its own")
        return found
    french = question.words.get("fr")
    if not FEWEST_CHOICES <= len(words.choices) <= MOST_CHOICES or (french and len(words.choices) != len(french.choices)):
        found.append("a task has 3 or 4 choices, as many in each language")
    if any(not choice.strip() for choice in words.choices) or len(set(words.choices)) != len(words.choices):
        found.append("an empty choice, or two alike")
    if question.right is None or not 0 <= question.right < len(words.choices):
        found.append("no right choice")
    if any(word_count(choice) > MOST_WORDS for choice in words.choices):
        found.append("a choice is too long")
    return found


def _question(row: Mapping[str, Any]) -> FiledQuestion:
    return FiledQuestion(
        code=row["code"],
        skill=row["skill"],
        kind=row["kind"],
        difficulty=row["difficulty"],
        picture=row.get("picture", ""),
        right=row.get("right"),
        words={language: _words(row[language]) for language in LANGUAGES if language in row},
    )


def _words(row: Mapping[str, Any]) -> Words:
    return Words(row["text"], tuple(row.get("choices", ())), row.get("picture_alt", ""), row.get("read_aloud", ""))

"""The bank as the engine takes it, built from the French rows, and the words of each language beside it.

Kept in memory as long as nobody changes a question: one small query a request tells.
"""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q

from . import engine
from .engine import Answer, Bank
from .models import Kind, Question


@dataclass(frozen=True)
class Words:
    """What one question says in one language, and what is shown beside it."""

    text: str
    read_aloud: str
    picture: str
    picture_alt: str
    choices: tuple[str, ...]
    image: Any = None
    recording_url: str = ""
    language: str = "fr"


@dataclass(frozen=True)
class QuestionBank:
    """``engine`` decides; ``right`` gives the right choice of each task; ``words`` by language, then by code."""

    engine: Bank
    right: dict[str, int] = field(default_factory=dict)
    words: dict[str, dict[str, Words]] = field(default_factory=dict)

    def words_of(self, code: str, language: str) -> Words:
        """Return a question's words in a language, else in French."""
        return self.words.get(language, {}).get(code) or self.words[settings.LANGUAGE_CODE][code]

    def accepts(self, code: str, chosen: int) -> bool:
        """Tell whether ``chosen`` is one of the question's answers: 0 to 2 when declared; 0 (don't know) to the last choice of a task."""
        item = self.engine.by_code.get(code)
        return item is not None and 0 <= chosen <= (item.n_choices if item.kind == Kind.TASK else 2)

    def answers(self, chosen: dict[str, int]) -> list[Answer]:
        """Turn what was chosen into the engine's answers; what no longer exists is left out."""
        return [Answer(code, self._value(code, choice)) for code, choice in chosen.items() if self.accepts(code, choice)]

    def _value(self, code: str, choice: int) -> int:
        if self.engine.by_code[code].kind != Kind.TASK:
            return choice
        return engine.ALONE if choice == self.right[code] else engine.NO


_kept: tuple[Any, QuestionBank] | None = None


def current_bank() -> QuestionBank:
    """Return the bank of now; one query when nothing changed since the last call."""
    global _kept
    version = _version()
    if _kept is None or _kept[0] != version:
        _kept = (version, _build())
    return _kept[1]


def _version() -> Any:
    counted = Question.objects.aggregate(rows=Count("pk"), newest=Max("updated_at"), gates=Count("pk", filter=Q(skill__is_gate=True)))
    return tuple(counted.values())


def _build() -> QuestionBank:
    items: list[engine.Item] = []
    right: dict[str, int] = {}
    words: dict[str, dict[str, Words]] = {settings.LANGUAGE_CODE: {}}
    rows = Question.objects.filter(live=True).select_related("skill", "locale", "image", "recording")
    for row in rows:
        language = row.locale.language_code
        words.setdefault(language, {})[row.code] = _words(row, language)
        if language != settings.LANGUAGE_CODE or not row.is_active:
            continue
        choices = row.choices
        items.append(
            engine.Item(
                code=row.code,
                skill=row.skill_id,
                area=row.skill.area,
                kind=row.kind,
                difficulty=row.difficulty,
                n_choices=len(choices) or 3,
                is_gate=row.skill.is_gate,
            )
        )
        if row.kind == Kind.TASK:
            right[row.code] = row.right_choice or 0
    return QuestionBank(engine.bank_of(items), right, _complete(words))


def _complete(words: dict[str, dict[str, Words]]) -> dict[str, dict[str, Words]]:
    """Leave out a translation that lacks a choice: an answer must mean the same in every language."""
    french = words[settings.LANGUAGE_CODE]
    return {
        language: {code: said for code, said in known.items() if code in french and len(said.choices) == len(french[code].choices)}
        for language, known in words.items()
    }


def _words(row: Question, language: str) -> Words:
    return Words(
        text=row.text,
        read_aloud=row.read_aloud,
        picture=row.picture,
        picture_alt=row.picture_alt,
        choices=tuple(row.choices),
        image=row.image,
        recording_url=row.recording.url if row.recording else "",
        language=language,
    )

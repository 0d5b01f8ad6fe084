"""Bring the delivered questions into the bank. What is there already, reworded or switched off by an editor, is left alone."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from catalogue.agenda.skills import load_skills
from core.translating import translate

from .bank_file import FiledQuestion, Words, read_questions
from .models import Kind, Question


def load_questions(questions: Iterable[FiledQuestion] | None = None) -> int:
    """Add the questions, and the translations, that are missing; return how many rows were added."""
    questions = read_questions() if questions is None else list(questions)
    load_skills()
    french = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)[0]
    others = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    for code in others:
        Locale.objects.get_or_create(language_code=code)
    known = {(code, language): pk for pk, code, language in Question.objects.values_list("pk", "code", "locale__language_code")}
    added = 0
    for filed in questions:
        with transaction.atomic():
            source_pk = known.get((filed.code, settings.LANGUAGE_CODE))
            source = Question.objects.get(pk=source_pk) if source_pk else _add(filed, french)
            added += source_pk is None
            for language in others:
                if language in filed.words and (filed.code, language) not in known:
                    translate(source, language, **_fields(filed.words[language]))
                    added += 1
    return added


def question_of(filed: FiledQuestion, locale: Locale, language: str = settings.LANGUAGE_CODE, key: uuid.UUID | None = None) -> Question:
    """Return the unsaved row of a delivered question in one language."""
    return Question(
        code=filed.code,
        skill_id=filed.skill,
        kind=filed.kind,
        difficulty=filed.difficulty,
        picture=filed.picture,
        right_choice=None if filed.right is None or filed.kind != Kind.TASK else filed.right + 1,
        locale=locale,
        translation_key=key or uuid.uuid4(),
        **_fields(filed.words[language]),
    )


def _add(filed: FiledQuestion, locale: Locale) -> Question:
    question = question_of(filed, locale)
    question.full_clean()
    question.save()
    return question


def _fields(words: Words) -> dict[str, str]:
    choices = {f"choice_{rank}": choice for rank, choice in enumerate(words.choices, start=1)}
    return {"text": words.text, "read_aloud": words.read_aloud, "picture_alt": words.picture_alt, **choices}

"""The skills: loaded once from ``data/skills.json``, then reworded and translated by editors."""

import json
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language

from .models import Skill, SkillText

FILE = Path(__file__).parent / "data" / "skills.json"


def load_skills() -> int:
    """Add the framework's skills and texts that are missing; never touches one that is there. Returns how many rows were added."""
    wanted = json.loads(FILE.read_text(encoding="utf-8"))
    with transaction.atomic():
        known = set(Skill.objects.values_list("pk", flat=True))
        skills = [Skill(**{name: skill[name] for name in ("code", "area", "domain", "digcomp", "is_gate")}) for skill in wanted]
        new_skills = Skill.objects.bulk_create(skill for skill in skills if skill.code not in known)
        worded = set(SkillText.objects.values_list("skill", "language"))
        new_texts = SkillText.objects.bulk_create(
            SkillText(skill_id=skill["code"], language=language, **text)
            for skill in wanted
            for language, text in skill["texts"].items()
            if (skill["code"], language) not in worded
        )
    return len(new_skills) + len(new_texts)


def skill_names(language: str | None = None, codes: Iterable[str] | None = None) -> dict[str, str]:
    """Return skills' names by code, in order of code, in a language (the active one), else in French. One query."""
    return _texts("name", language, codes)


def skills_in_words(language: str | None = None, codes: Iterable[str] | None = None) -> dict[str, str]:
    """Return what one can do with each skill ("allumer et déverrouiller un téléphone"), as ``skill_names`` does."""
    return _texts("can_do", language, codes)


def _texts(field: str, language: str | None, codes: Iterable[str] | None) -> dict[str, str]:
    language = language or get_language() or settings.LANGUAGE_CODE
    texts = SkillText.objects.filter(language__in={language, settings.LANGUAGE_CODE}).exclude(**{field: ""})
    if codes is not None:
        texts = texts.filter(skill__in=list(codes))
    words: dict[str, str] = {}
    for code, of_language, text in texts.order_by("skill").values_list("skill", "language", field):
        if of_language == language or code not in words:
            words[code] = text
    return words

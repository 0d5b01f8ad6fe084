"""The texts delivered with the site, outside the catalogues, are as well typed as the interface."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from core.message_kinds import all_kinds
from core.typography import faults

FILES = [
    "diagnostic/data/questions.json",
    "catalogue/agenda/data/skills.json",
    "catalogue/workshops/data/demo.json",
    "catalogue/training/data/demo.json",
    "home/demo/content/fr.json",
    "home/demo/content/ar.json",
]


def texts(value: object, language: str = "") -> Iterator[tuple[str, str]]:
    """Yield (language, text): what stands under a key that is a language's code."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, key if key in ("fr", "en", "ar") else language)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, language)
    elif isinstance(value, str):
        yield language, value


@pytest.mark.parametrize("name", FILES)
def test_a_delivered_file_is_well_typed(name):
    content = json.loads((Path(settings.ROOT) / name).read_text(encoding="utf-8"))
    stem = Path(name).stem
    found = [(fault, text) for language, text in texts(content, stem) for fault in faults(text, language)]
    assert not found


def test_the_letters_that_the_site_sends_are_well_typed():
    """Not the text messages: French ones keep to the GSM alphabet, which has no typographic sign."""
    found = [
        (kind.code, fault, text)
        for kind in all_kinds()
        for (channel, language), wording in kind.wordings.items()
        for text in (wording.subject, wording.body)
        for fault in faults(text, language)
        if channel == "email" or language == "ar"
    ]
    assert not found

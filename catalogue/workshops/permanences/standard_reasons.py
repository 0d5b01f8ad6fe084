"""The reasons to come that a new site starts with; the team rewords, translates and adds its own in the admin."""

import json
from pathlib import Path

LIST = Path(__file__).parent.parent / "data" / "reasons.json"
LANGUAGES = ("fr", "en", "ar")


def load_reasons(reason_model, text_model) -> int:
    """Add the standard reasons whose code is not there yet; returns how many. The models are given, for migrations have their own."""
    added = 0
    for position, row in enumerate(json.loads(LIST.read_text(encoding="utf-8")), start=1):
        facts = {"minutes": row["minutes"], "picture": row["picture"], "position": position * 10}
        reason, is_new = reason_model.objects.get_or_create(code=row["code"], defaults=facts)
        if is_new:
            for language in LANGUAGES:
                name, example = row[language]
                text_model.objects.create(reason=reason, language=language, name=name, example=example)
            added += 1
    return added

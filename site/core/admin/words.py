"""Kinds of messages and languages as the team reads them."""

from django.conf import settings
from django.utils.text import capfirst

from .. import message_kinds
from ..text import fold


def language_name(code: str) -> str:
    """Return a language's own name ("English"), or the code of one the site no longer has."""
    return dict(settings.LANGUAGES).get(code, code)


def kind_choices() -> list[tuple[str, str]]:
    return sorted(((kind.code, capfirst(str(kind.label))) for kind in message_kinds.all_kinds()), key=lambda choice: fold(choice[1]))

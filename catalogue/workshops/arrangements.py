"""What may be prepared for somebody who comes: a fixed list. Never a cause, never free text; seen by that session's host only."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class Arrangement(models.TextChoices):
    """In the order they are offered."""

    NO_STEPS = "no_steps", _("no steps to climb")
    NEAR_THE_DOOR = "near_the_door", _("a seat near the door")
    IN_FRONT = "in_front", _("a seat in front")
    LARGE_PRINT = "large_print", _("large print")
    SPEAKS_SLOWLY = "speaks_slowly", _("somebody who speaks slowly")
    TRANSLATOR = "translator", _("somebody who translates")
    SIGN_LANGUAGE = "sign_language", _("French sign language")
    HEARING_LOOP = "hearing_loop", _("a hearing loop")
    BREAKS = "breaks", _("breaks")


def label(code: str) -> str:
    """Return an arrangement in words; a code that is no longer on the list names itself."""
    return str(Arrangement(code).label) if code in Arrangement.values else code


def labels(codes: Iterable[str]) -> list[str]:
    """Return arrangements in words, in the order of the list."""
    wanted = set(codes)
    return [label(code) for code in Arrangement.values if code in wanted]


def check_codes(codes: object) -> None:
    """Refuse what is not a list of codes of the list (validator of a model field)."""
    if not isinstance(codes, list) or not all(isinstance(code, str) and code in Arrangement.values for code in codes):
        raise ValidationError(_("Choose among the arrangements of the list."))

"""Form fields for what a place holds: lists of words, a commune by its name, a phone, hours."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.phones import EXAMPLE, parse_phone

from .. import vocabulary
from ..models import Commune
from ..near import find_near
from ..opening import is_expression

_LOOKS_LIKE_OSM = re.compile(r"\b(Mo|Tu|We|Th|Fr|Sa|Su|PH)\b|^\d{1,2}:\d{2}|24/7")


class TermsField(forms.MultipleChoiceField):
    """Boxes to tick for a list of the standard's values; a value that is not in the vocabulary stays as it is."""

    def __init__(self, family: str, **kwargs) -> None:
        self.family = family
        super().__init__(choices=vocabulary.choices(family), required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def keep(self, values: list[str]) -> None:
        known = {value for value, _label in vocabulary.choices(self.family)}
        self.choices = [*vocabulary.choices(self.family), *((value, value) for value in values if value not in known)]


class LinesField(forms.CharField):
    """A list, one value a line, each checked by ``check_line``."""

    def __init__(self, check_line=None, **kwargs) -> None:
        self.check_line = check_line
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value) -> list[str]:  # type: ignore[override]  # what was typed becomes a list
        lines = [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]
        for line in lines:
            if self.check_line is not None:
                try:
                    self.check_line(line)
                except ValidationError as error:
                    raise ValidationError(_("This line cannot be read: %(line)s") % {"line": line[:80]}) from error
        return lines

    def has_changed(self, initial, data) -> bool:
        return (initial or []) != self.to_python(data)


class CommuneField(forms.CharField):
    """A commune by name, postcode or INSEE code; several answers are a sentence that names them."""

    def to_python(self, value) -> Commune | None:  # type: ignore[override]  # what was typed becomes a row
        typed = (super().to_python(value) or "").strip()
        if not typed:
            return None
        code = typed.upper()
        if len(code) == 5 and code.isalnum() and code.isascii():
            found = Commune.objects.filter(code=code).first()
            if found is not None:
                return found
        answer = find_near(typed)
        if answer.near is not None:
            return Commune.objects.filter(code=answer.near.commune_code).first()
        if answer.choices:
            names = " ; ".join(f"{choice.code} ({choice.label})" for choice in answer.choices[:12])
            raise ValidationError(_("Which one? Write its INSEE code: %(names)s") % {"names": names})
        raise ValidationError(answer.error or _("Write the name of the commune or its INSEE code."))

    def has_changed(self, initial, data) -> bool:
        return (initial or "") != (data or "").strip()


class PhoneField(forms.CharField):
    """A French number in any writing, or a short one (3949); stored in its international form."""

    def clean(self, value) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        number = parse_phone(typed)
        if number:
            return number
        if re.fullmatch(r"[13]\d{3,5}", re.sub(r"\s", "", typed)):
            return typed
        raise ValidationError(_("Write 10 digits, for example %(example)s.") % {"example": EXAMPLE})


def check_hours(text: str) -> None:
    """Refuse hours that try to be an expression and are not; plain sentences are kept."""
    if text and _LOOKS_LIKE_OSM.search(text) and not is_expression(text):
        raise ValidationError(
            _("These hours cannot be read. Write them like this: Mo-Fr 09:00-12:00,14:00-17:00; PH off. Or write a plain sentence.")
        )

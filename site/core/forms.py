"""The forms of the public journeys: one label, one hint, one reason, and errors that say what to do.

    class ContactForm(PlainForm):
        first_name = LineField(label=_("Your first name"), max_length=60, autocomplete="given-name")
        phone = PhoneField(label=_("Your phone"), required=False)
        reasons = {"phone": _("To tell you if the workshop changes. Deleted after 3 months.")}
        pictures = {"answer": {"0": "no", "1": "with-help", "2": "alone"}}

Templates show it with ``components/error_summary.html``, ``field.html`` and ``choices.html``.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from .phones import EXAMPLE, is_premium, parse_phone

MAX_LENGTH = 500  # characters, for a text field that states no limit of its own
# Turn the direction of what follows: no name needs them, a forged one may.
_DIRECTIONS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

_MESSAGES: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Write your answer here.")},
    forms.CharField: {
        "null_characters_not_allowed": _("This text holds a character we cannot read. Write it again."),
        "max_length": ngettext_lazy(
            "This is too long. Write %(limit_value)d character at most.",
            "This is too long. Write %(limit_value)d characters at most.",
            "limit_value",
        ),
        "min_length": ngettext_lazy(
            "This is too short. Write at least %(limit_value)d character.",
            "This is too short. Write at least %(limit_value)d characters.",
            "limit_value",
        ),
    },
    forms.EmailField: {"required": _("Write your e-mail address."), "invalid": _("Write an address such as nom@exemple.fr.")},
    forms.URLField: {"invalid": _("Write an address such as https://exemple.fr.")},
    forms.IntegerField: {
        "required": _("Write a number."),
        "invalid": _("Write a number in digits, for example 2."),
        "min_value": _("Write %(limit_value)s or more."),
        "max_value": _("Write %(limit_value)s or less."),
    },
    forms.DateField: {"required": _("Write a date."), "invalid": _("Write a date such as 27/11/2026.")},
    forms.ChoiceField: {"required": _("Choose an answer."), "invalid_choice": _("Choose one of the answers shown.")},
    forms.MultipleChoiceField: {"required": _("Choose at least one answer."), "invalid_list": _("Choose among the answers shown.")},
    forms.BooleanField: {"required": _("Tick this box to go on.")},
    forms.FileField: {
        "required": _("Choose a file."),
        "invalid": _("Choose a file, then send it again."),
        "missing": _("Choose a file, then send it again."),
        "empty": _("This file is empty. Choose another one."),
    },
}


# Longer than this, a label is a sentence and is not said again in the error summary.
LONG_LABEL = 80


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: where to go, and what to do there."""

    anchor: str
    label: str
    message: str


@dataclass(frozen=True)
class Tile:
    """One choice shown as a large tile."""

    id: str
    name: str
    value: str
    label: str
    picture: str
    checked: bool
    type: str


class PlainBoundField(BoundField):
    """A field with its sentence of reason, its problem in words, and what assistive technology needs."""

    form: "PlainForm"

    @property
    def reason(self) -> str:
        return str(self.form.reasons.get(self.name, ""))

    @property
    def problem(self) -> str:
        return str(self.errors[0]) if self.errors else ""

    @property
    def kind(self) -> str:
        """Which control this is: "tiles" (radios, several boxes), "check" (one box), "hidden" or "line"."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "tiles"
        return "check" if isinstance(widget, forms.CheckboxInput) else "line"

    @property
    def anchor(self) -> str:
        """The id an error leads to: the control, or the first tile."""
        return f"{self.auto_id}_0" if self.kind == "tiles" else self.auto_id

    @property
    def aria_describedby(self) -> str | None:
        parts = [(self.help_text, "helptext"), (self.reason, "reason"), (self.problem, "error")]
        return " ".join(f"{self.auto_id}_{suffix}" for text, suffix in parts if text) or None

    def value(self) -> Any:
        value = super().value()
        return value.replace("\x00", "") if isinstance(value, str) else value

    @property
    def tiles(self) -> Iterator[Tile]:
        pictures = self.form.pictures.get(self.name, {})
        for choice in self.subwidgets:
            data = choice.data
            value = str(data["value"] if data["value"] is not None else "")
            yield Tile(
                id=choice.id_for_label,
                name=data["name"],
                value=value,
                label=str(choice.choice_label),
                picture=pictures.get(value, ""),
                checked=bool(data["selected"]),
                type=data["type"],
            )


class PlainForm(forms.Form):
    """The base of every public form. The browser's own bubbles are off: our sentences are clearer and translated."""

    use_required_attribute = False
    bound_field_class = PlainBoundField
    label_suffix = ""

    reasons: dict[str, Any] = {}  # field name: why we ask, how long we keep it, who sees it, in one sentence
    pictures: dict[str, dict[str, str]] = {}  # field name: value: name of a drawing

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            speak_plainly(field)

    @property
    def problems(self) -> list[Problem]:
        """The error summary, in the order of the fields; those of the whole form first."""
        found = [Problem(anchor="", label="", message=str(message)) for message in self.non_field_errors()]
        for bound in cast(Iterable[PlainBoundField], self):
            label = str(bound.label).rstrip(".?! \u00a0")
            if len(label) > LONG_LABEL:  # a sentence to agree to: the message says enough
                label = ""
            found += [Problem(anchor=bound.anchor, label=label, message=str(message)) for message in bound.errors]
        return found


class LineField(forms.CharField):
    """One line of text that tells the browser what it is, so that it can be filled in by itself.

    ``autocomplete`` and ``inputmode`` are HTML's words; ``ltr`` keeps digits and addresses in order in right-to-left pages.
    """

    def __init__(self, *, autocomplete: str = "", inputmode: str = "", ltr: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        given = {"autocomplete": autocomplete, "inputmode": inputmode, "dir": "ltr" if ltr else "auto"}
        self.widget.attrs.update({name: value for name, value in given.items() if value})


class NameField(LineField):
    """A name of somebody or of something, in any script: white space made one, control characters left out."""

    def to_python(self, value):
        text = super().to_python(value) or ""
        if "\x00" in text:
            return text  # the validator speaks
        kept = (c if unicodedata.category(c) != "Cc" else " " for c in text if c not in _DIRECTIONS)
        return " ".join("".join(kept).split())


# What a spreadsheet would run, and what a phone would make a link of: no name begins nor ends so.
_FORMULA = ("=", "+", "-", "@", "|")
_ENDINGS = "com|net|org|info|fr|eu|io|co|me|ly|ru|cn|xyz|top|site|online|link|click|app|shop|club|biz"
_LINK = re.compile(rf"://|www\.|@|[^\s.]\.({_ENDINGS})\b", re.IGNORECASE)


class PersonNameField(NameField):
    """The name of a person: neither a link nor a formula."""

    default_error_messages = {"no_name": _("Write only the name, in letters.")}

    def clean(self, value):
        text = super().clean(value)
        if text.startswith(_FORMULA) or _LINK.search(text):
            raise forms.ValidationError(self.error_messages["no_name"], code="no_name")
        return text


def _ten_digits() -> str:
    """Lazy as a whole: ``gettext_lazy(…) % …`` would speak the language of the moment the class is read."""
    return gettext("Write 10 digits, for example %(example)s.") % {"example": EXAMPLE}


class PhoneField(LineField):
    """A French number, landline or mobile, in any spelling; cleaned to E.164 ("+33639981234"), "" when empty.

    One that costs extra is refused, for we would be the ones to call it; not with ``any_rate``, where it is only shown.
    """

    default_error_messages = {
        "required": lazy(_ten_digits, str)(),
        "invalid": lazy(_ten_digits, str)(),
        "premium": _("This number costs extra to call. Write your own number, a mobile or a landline."),
    }

    def __init__(self, *, any_rate: bool = False, **kwargs: Any) -> None:
        self.any_rate = any_rate
        defaults = {"autocomplete": "tel", "inputmode": "tel", "ltr": True, "max_length": 40}
        super().__init__(**{**defaults, **kwargs})
        self.widget.input_type = "tel"

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value) or ""
        if not typed or "\x00" in typed or len(typed) > (self.max_length or MAX_LENGTH):
            return typed  # the validators speak
        number = parse_phone(typed)
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if not self.any_rate and is_premium(number):
            raise forms.ValidationError(self.error_messages["premium"], code="premium")
        return number


def speak_plainly(field: forms.Field) -> None:
    """Give a field clear messages in place of Django's own (those its author wrote stay) and a bound on its length."""
    djangos: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django.forms"):
            djangos.update(getattr(kind, "default_error_messages", {}))
    for kind, messages in _MESSAGES.items():
        if isinstance(field, kind):
            for code, message in messages.items():
                if field.error_messages.get(code) in (None, djangos.get(code)):
                    field.error_messages[code] = message
                    djangos[code] = message
    if isinstance(field, forms.CharField):
        field.widget.attrs.pop("maxlength", None)  # browsers cut what is pasted without a word; we say it instead
        if field.max_length is None:
            field.max_length = MAX_LENGTH
            field.validators.append(MaxLengthValidator(MAX_LENGTH))
    if isinstance(field, forms.EmailField):
        for name, value in {"autocomplete": "email", "inputmode": "email", "dir": "ltr", "spellcheck": "false"}.items():
            field.widget.attrs.setdefault(name, value)

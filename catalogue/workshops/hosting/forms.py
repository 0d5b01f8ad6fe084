"""What a host types: as little as can be."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.seats.overbooking import LONGEST_REASON
from catalogue.agenda.seats.whole_session import LONGEST_REASON as LONGEST_CANCELLATION
from core.forms import LineField, NameField, PhoneField, PlainForm


class SignInForm(PlainForm):
    username = LineField(
        label=_("Your mobile number, your e-mail or your user name"),
        max_length=254,
        autocomplete="username",
        error_messages={"required": _("Write your number, your e-mail or your user name.")},
    )
    password = forms.CharField(
        label=_("Your password"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "dir": "ltr"}),
    )


class WalkInForm(PlainForm):
    first_name = NameField(
        label=_("First name"),
        max_length=60,
        autocomplete="off",
        error_messages={"required": _("Write the first name."), "max_length": _("Write only the first name, in 60 letters at most.")},
    )
    phone = PhoneField(label=_("Phone"), required=False, autocomplete="off")
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    reasons = {"phone": _("To tell the person if the next workshop changes. Erased three months after.")}


# What hosts say most; they may write something else.
WHY_OVER = (
    ("here", _("The person is here, I do not send anybody away")),
    ("no_show", _("Somebody who booked will not come")),
    ("chair", _("There is one more chair and one more computer")),
    ("helper", _("I am not alone to help today")),
    ("other", _("Another reason")),
)


class OverbookForm(WalkInForm):
    """The session is full: one more, on purpose, with the reason."""

    why = forms.ChoiceField(label=_("Why one more?"), choices=WHY_OVER, widget=forms.RadioSelect)
    words = LineField(label=_("Another reason, in a few words"), max_length=LONGEST_REASON, required=False, autocomplete="off")
    reasons = {**WalkInForm.reasons, "words": _("The team sees it. Write nothing about the person’s health or family.")}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("why") == "other" and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write the reason in a few words."))
        return cleaned

    @property
    def reason(self) -> str:
        """The reason as it is kept, in words."""
        why = self.cleaned_data["why"]
        return self.cleaned_data["words"] if why == "other" else str(dict(WHY_OVER)[why])


class MoveForm(PlainForm):
    session = forms.ChoiceField(label=_("To which session?"), widget=forms.RadioSelect)
    told = forms.BooleanField(label=_("I have told the person"), required=False)

    def __init__(self, *args: Any, sessions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].choices = [(str(pk), words) for pk, words in sessions]  # type: ignore[attr-defined]


class CancelSessionForm(PlainForm):
    reason = LineField(
        label=_("Why?"),
        max_length=LONGEST_CANCELLATION,
        autocomplete="off",
        help_text=_("In a few words: those who booked will read it. For example “La salle est fermée.”"),
        error_messages={"required": _("Write why, in a few words.")},
    )


class LendForm(PlainForm):
    code = LineField(
        label=_("A code of four digits, to take your phone back"),
        max_length=4,
        inputmode="numeric",
        autocomplete="off",
        ltr=True,
        validators=[RegexValidator(r"^[0-9]{4}$", _("Write four digits."))],
        error_messages={"required": _("Write four digits."), "max_length": _("Write four digits.")},
    )

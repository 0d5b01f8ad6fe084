"""A password that somebody chooses: written twice, and strong enough to be theirs."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from .forms import PlainForm
from .models import User


class NewPasswordForm(PlainForm):
    """``person`` is whose password it will be: it may not look like their name."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("12 characters or more. Three words that do not go together are easy to remember."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                password_validation.validate_password(password, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
            else:
                if "again" in cleaned and cleaned["again"] != password:
                    self.add_error("again", _("These two passwords differ. Write the same one again."))
        return cleaned

"""What a structure changes in its entry, beyond the screens of the application: closed days, texts, who needs a sign-in."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, PlainForm

LONGEST = timedelta(days=200)


def day_field(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"autocomplete": "off", "dir": "ltr", "inputmode": "numeric", "placeholder": ""})
    return forms.DateField(
        input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y"], widget=widget, localize=False, **kwargs
    )


class ClosureForm(PlainForm):
    """Days on which the place is closed, both included."""

    first = day_field(label=_("First day closed"), help_text=_("For example 24/12/2026."))
    last = day_field(label=_("Last day closed"), help_text=_("The same day again, if it is one day."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if not first or not last:
            return cleaned
        if last < first:
            self.add_error("last", _("The last day comes after the first. Write a later day."))
        elif last < self.today:
            self.add_error("last", _("These days are over. Write days to come."))
        elif last - first > LONGEST:
            self.add_error("last", _("This is longer than six months. Call us: we look at it together."))
        elif first > self.today + timedelta(days=400):
            self.add_error("first", _("This is more than a year away. Write it nearer to the day."))
        return cleaned


class TextsForm(PlainForm):
    """The words of the entry in one language."""

    summary = forms.CharField(
        label=_("Your place in one or two sentences"), max_length=280, required=False, widget=forms.Textarea(attrs={"dir": "auto"})
    )
    description = forms.CharField(
        label=_("What happens there"),
        help_text=_("Short sentences, plain words. What a person finds when they push the door."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )
    how_to_come = forms.CharField(
        label=_("How to come"),
        help_text=_("Bus, tram, which door."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )
    papers_asked = LineField(label=_("Papers asked"), help_text=_("Empty: no paper is asked."), max_length=200, required=False)


class AskAccessForm(PlainForm):
    """Somebody of the structure who should see bookings."""

    first_name = LineField(label=_("First name"), max_length=60, autocomplete="off")
    last_name = LineField(label=_("Last name"), max_length=60, autocomplete="off")
    email = forms.EmailField(
        label=_("Their own e-mail"), help_text=_("Not a shared one: each person has a sign-in of their own."), max_length=254
    )
    reasons = {"email": _("The invitation goes there. The team alone sees it. Erased a year after the access ends.")}

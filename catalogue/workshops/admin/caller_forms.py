"""What the call desk types: whom it looks for, who is on the phone, whether they know already."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PersonNameField, PhoneField

from ..arrangements import Arrangement
from ..calls.languages import SPOKEN
from ..models import PermanenceReason
from ..models.booking import MOST_COMPANIONS, MOST_PEOPLE


class FindForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("Phone, first name or reference"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class CallerForm(forms.Form):
    """Who is on the phone; the other people of the same booking by their first names."""

    session = forms.IntegerField(
        min_value=1, widget=forms.HiddenInput, error_messages={"required": gettext_lazy("Choose a session in the list.")}
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    first_name = PersonNameField(label=gettext_lazy("First name"), max_length=60)
    others = forms.CharField(
        label=gettext_lazy("Who comes along"),
        max_length=260,
        required=False,
        help_text=gettext_lazy("Their first names, with commas between them. One seat each."),
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=SPOKEN)
    prefers_call = forms.BooleanField(label=gettext_lazy("Prefers to be called"), required=False)
    may_wait = forms.BooleanField(label=gettext_lazy("Put on the waiting list when it is full"), required=False)
    reason = forms.ModelChoiceField(
        label=gettext_lazy("What they come for, at an appointment"), queryset=PermanenceReason.objects.none(), required=False
    )
    arrangements = forms.MultipleChoiceField(
        label=gettext_lazy("What helps them"), choices=Arrangement.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    companions = forms.IntegerField(
        label=gettext_lazy("People who come to help"),
        min_value=0,
        max_value=MOST_COMPANIONS,
        required=False,
        help_text=gettext_lazy("They take no seat."),
    )
    adult_name = PersonNameField(
        label=gettext_lazy("First name of an adult"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("For somebody below the workshop’s minimum age."),
    )
    adult_phone = PhoneField(label=gettext_lazy("Phone of that adult"), required=False)

    field_order = ["first_name", "phone", "language", "others", "email", "prefers_call", "may_wait", "session", "key"]
    MORE = ("reason", "arrangements", "companions", "adult_name", "adult_phone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = PermanenceReason.objects.filter(is_active=True).prefetch_related("texts")
        self.fields["reason"].queryset = reasons  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("adult_name")) != bool(cleaned.get("adult_phone")) and not {"adult_name", "adult_phone"} & set(self.errors):
            self.add_error("adult_phone", _("Of the adult, write both the first name and the phone."))
        return cleaned

    @property
    def asked_always(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in self.MORE]

    @property
    def asked_if_need_be(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]

    @property
    def has_more(self) -> bool:
        """Whether something rarely asked was typed or is to mend."""
        return any(self[name].errors or self.data.get(name) for name in self.MORE)

    def clean_others(self) -> list[str]:
        name = PersonNameField(max_length=60)
        names = [name.clean(part) for part in self.cleaned_data["others"].replace("،", ",").split(",") if part.strip()]
        if len(names) >= MOST_PEOPLE:
            raise forms.ValidationError(_("One booking is of five people at most. Make another one for the others."))
        return names


class MoveForm(forms.Form):
    session = forms.IntegerField(
        min_value=1, widget=forms.HiddenInput, error_messages={"required": gettext_lazy("Choose a session in the list.")}
    )
    told = forms.BooleanField(label=gettext_lazy("The person is on the phone: nobody has to call them"), required=False, initial=True)

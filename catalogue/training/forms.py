"""The two screens an organisation fills in. No free text about persons is asked."""

import re
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, PhoneField, PlainForm
from core.siret import clean_siret, is_siret

from .change_seats import MOST_SEATS
from .models import FunderKind
from .register import CONTACT_FIELDS, TEAM_FIELDS


class TeamForm(PlainForm):
    """How many come, from which organisation. ``cleaned_data`` holds TEAM_FIELDS."""

    seat_count = forms.IntegerField(
        label=_("How many people do you register?"),
        help_text=_("You give their names later."),
        min_value=1,
        max_value=MOST_SEATS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )
    organisation_name = LineField(label=_("Name of your organisation"), max_length=200, autocomplete="organization")
    siret = LineField(
        label=_("SIRET number"),
        help_text=_("14 digits, spaces allowed. You find it on your invoices and on annuaire-entreprises.data.gouv.fr."),
        max_length=60,
        inputmode="numeric",
        ltr=True,
    )
    address = LineField(label=_("Address"), help_text=_("Number and street."), max_length=255, autocomplete="street-address")
    postcode = LineField(label=_("Postcode"), max_length=20, autocomplete="postal-code", inputmode="numeric", ltr=True)
    city = LineField(label=_("Town"), max_length=120, autocomplete="address-level2")

    def __init__(self, *args: Any, most: int = MOST_SEATS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["seat_count"]
        field.validators = [one for one in field.validators if not isinstance(one, MaxValueValidator)] + [MaxValueValidator(most)]
        field.error_messages["max_value"] = _("This session takes %(limit_value)s people at most. Write a smaller number.")

    reasons = {"siret": _("It goes on the training agreement. The training team alone sees it.")}

    def clean_siret(self) -> str:
        digits = clean_siret(self.cleaned_data["siret"])
        if len(digits) != 14:
            raise forms.ValidationError(_("Write the 14 digits of the SIRET, for example 732 829 320 00074."))
        if not is_siret(digits):
            raise forms.ValidationError(_("One of these digits is not right. Check them one by one: 14 digits, as on your invoices."))
        return digits

    def clean_postcode(self) -> str:
        digits = re.sub(r"\s", "", self.cleaned_data["postcode"])
        if not re.fullmatch(r"[0-9]{5}", digits):
            raise forms.ValidationError(_("Write the 5 digits of the postcode, for example 16000."))
        return digits

    @property
    def team(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in TEAM_FIELDS}


class ContactForm(PlainForm):
    """Whom we write to, who signs, who pays. ``cleaned_data`` holds CONTACT_FIELDS."""

    contact_name = LineField(label=_("First and last name"), max_length=120, autocomplete="name")
    contact_email = forms.EmailField(label=_("Work e-mail"), max_length=254)
    contact_phone = PhoneField(label=_("Work phone"), help_text=_("Landline or mobile, 10 digits."))
    signatory_name = LineField(
        label=_("Who signs the agreement?"), help_text=_("Leave empty if you sign it yourself."), max_length=120, required=False
    )
    signatory_email = forms.EmailField(
        label=_("E-mail of the person who signs"), max_length=254, required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    funder_kind = forms.ChoiceField(label=_("Who pays?"), choices=FunderKind.choices, widget=forms.RadioSelect)
    funder_name = LineField(label=_("Name of the OPCO or funder"), max_length=120, required=False)

    reasons = {
        "contact_phone": _("To confirm the registration and send its documents. Kept for the time the law asks of training."),
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("signatory_email") and not cleaned.get("signatory_name") and "signatory_name" not in self.errors:
            self.add_error("signatory_name", _("Write the name of the person who signs, or leave both answers empty."))
        named = cleaned.get("funder_name") or "funder_name" in self.errors
        if str(cleaned.get("funder_kind")) in (FunderKind.OPCO, FunderKind.OTHER) and not named:
            self.add_error("funder_name", _("Write the name of who pays, or choose “we do not know yet”."))
        return cleaned

    @property
    def contact(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in CONTACT_FIELDS}

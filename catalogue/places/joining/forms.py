"""The screens a structure fills in, each one subject. ``values`` holds what is written down, by the names of the model."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import LineField, NameField, PhoneField, PlainForm
from core.siret import clean_siret, is_siret

from .. import vocabulary
from ..models import BookingMode, Commune, StepFree
from ..models.how_to_book import validate_https
from ..near import find_near
from . import agreement

YES_NO = (("yes", pgettext_lazy("there is Wi-Fi", "Yes")), ("no", pgettext_lazy("there is no Wi-Fi", "No")))


class StepForm(PlainForm):
    """``writes`` names what the screen fills in."""

    writes: tuple[str, ...] = ()

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.writes}


def web_field(**kwargs: Any) -> forms.URLField:
    """A web address; what is typed without a scheme is taken as https."""
    widget = forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "dir": "ltr", "spellcheck": "false"})
    return forms.URLField(max_length=500, assume_scheme="https", widget=widget, **kwargs)


def terms_field(family: str, **kwargs: Any) -> forms.MultipleChoiceField:
    """Tiles of the standard's values, in plain words."""
    return forms.MultipleChoiceField(choices=lambda: vocabulary.choices(family), widget=forms.CheckboxSelectMultiple, **kwargs)


def keep_unknown(form: forms.Form, name: str, family: str, values: Iterable[str]) -> None:
    """Offer also the values of a place that the vocabulary does not have, so that saving the screen does not lose them."""
    known = [value for value, _label in vocabulary.choices(family)]
    more = [(value, value) for value in values if isinstance(value, str) and value not in known]
    if more:
        form.fields[name].choices = [*vocabulary.choices(family), *more]  # type: ignore[attr-defined]


class OrganisationForm(StepForm):
    writes = ("organisation_name", "siret")
    organisation_name = NameField(label=_("Name of your organisation"), max_length=200, autocomplete="organization")
    siret = LineField(
        label=_("SIRET number"),
        help_text=_("14 digits, spaces allowed. You find it on your invoices and on annuaire-entreprises.data.gouv.fr."),
        max_length=60,
        inputmode="numeric",
        ltr=True,
    )
    reasons = {"siret": _("It tells us which structure you are. It is shown in the public directory.")}

    def clean_siret(self) -> str:
        digits = clean_siret(self.cleaned_data["siret"])
        if len(digits) != 14:
            raise forms.ValidationError(_("Write the 14 digits of the SIRET, for example 732 829 320 00074."))
        if not is_siret(digits):
            raise forms.ValidationError(_("One of these digits is not right. Check them one by one: 14 digits, as on your invoices."))
        return digits


class AddressForm(StepForm):
    """Where people come. The gazetteer says which commune; when several fit, the person chooses."""

    writes = ("place_name", "address", "postcode", "city", "commune", "departement")
    place_name = NameField(
        label=_("Name of the place"), help_text=_("As people know it, for example: La Passerelle."), max_length=200, autocomplete="off"
    )
    address = LineField(label=_("Address"), help_text=_("Number and street."), max_length=255, autocomplete="street-address")
    postcode = LineField(label=_("Postcode"), max_length=20, autocomplete="postal-code", inputmode="numeric", ltr=True)
    city = LineField(label=_("Town"), max_length=100, autocomplete="address-level2")

    def clean_postcode(self) -> str:
        digits = re.sub(r"\s", "", self.cleaned_data["postcode"])
        if not re.fullmatch(r"[0-9]{5}", digits):
            raise forms.ValidationError(_("Write the 5 digits of the postcode, for example 16000."))
        return digits

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "postcode" not in cleaned or "city" not in cleaned:
            return cleaned
        answer = find_near(f"{cleaned['postcode']} {cleaned['city']}")
        code = answer.near.commune_code if answer.near else ""
        if answer.choices:
            typed = str(self.data.get("commune", ""))
            code = typed if typed in {choice.code for choice in answer.choices} else ""
            self.fields["commune"] = forms.ChoiceField(
                label=_("Which town is it?"), choices=[(choice.code, choice.label) for choice in answer.choices], widget=forms.RadioSelect
            )
            if not code:
                self.add_error("commune", _("Several towns fit. Choose yours in the list."))
                return cleaned
        commune = Commune.objects.filter(code=code).first() if code else None
        if commune is None:
            self.add_error("city", answer.error or _("We do not know this town. Check its name and its postcode."))
            return cleaned
        return cleaned | {"commune": commune, "departement": commune.departement}


class PublicForm(StepForm):
    writes = ("phone", "email", "website")
    phone = PhoneField(label=_("Public phone"), help_text=_("Landline or mobile, 10 digits."), any_rate=True)
    email = forms.EmailField(label=_("Public e-mail"), max_length=254, required=False)
    website = web_field(label=_("Website"), required=False)
    reasons = {
        "phone": _("Everybody sees it. People who are lost call before they come."),
        "email": _("Everybody sees it: give a shared address, not a person’s."),
    }

    def clean_website(self) -> str:
        url = self.cleaned_data["website"]
        if url:
            URLValidator(schemes=["http", "https"], message=_("Write an address such as https://exemple.fr."))(url)
        return url


class ContactForm(StepForm):
    writes = ("contact_name", "contact_role", "contact_email", "contact_phone")
    contact_name = NameField(label=_("First and last name"), max_length=120, autocomplete="name")
    contact_role = LineField(label=_("Role in the structure"), max_length=120, required=False, autocomplete="organization-title")
    contact_email = forms.EmailField(label=_("Work e-mail"), max_length=254)
    contact_phone = PhoneField(label=_("Work phone"), help_text=_("Landline or mobile, 10 digits."))
    reasons = {
        "contact_email": _("Not public. Your private link and our answers go there."),
        "contact_phone": _("Not public. The team alone calls it, about this application. Erased a year after our answer."),
    }


class ServicesForm(StepForm):
    writes = ("services",)
    services = terms_field("service", label=_("What do you help with?"), help_text=_("Tick what you really do today."))
    pictures = {
        "services": {
            "Aide aux démarches administratives": "theme-procedures",
            "Maîtrise des outils numériques du quotidien": "theme-smartphone",
            "Accès internet et matériel informatique": "connect",
            "Acquisition de matériel informatique à prix solidaire": "equip",
            "Insertion professionnelle via le numérique": "theme-job",
            "Utilisation sécurisée du numérique": "theme-safety",
            "Parentalité et éducation avec le numérique": "theme-family",
            "Loisirs et créations numériques": "tablet",
            "Compréhension du monde numérique": "theme-internet",
        }
    }


class HelpForm(StepForm):
    writes = ("modes", "fees", "languages")
    modes = terms_field("mode", label=_("How do you help?"))
    fee = forms.ChoiceField(label=_("Is it free?"), choices=lambda: vocabulary.choices("fee"), widget=forms.RadioSelect)
    languages = terms_field("language", label=_("Which languages does the team speak?"), required=False)
    pictures = {
        "modes": {
            "En autonomie": "alone",
            "Accompagnement individuel": "with-help",
            "Dans un atelier collectif": "workshop",
            "À distance": "phone",
        }
    }

    @property
    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {"modes": cleaned["modes"], "fees": [cleaned["fee"]], "languages": cleaned["languages"]}


class RoomsForm(StepForm):
    writes = ("people", "devices", "has_wifi", "step_free")
    people = forms.IntegerField(
        label=_("How many people can you receive at once?"),
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )
    devices = forms.IntegerField(
        label=_("How many computers or tablets do you lend on the spot?"),
        help_text=_("Write 0 if you have none: it is no obstacle."),
        min_value=0,
        max_value=1000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "dir": "ltr"}),
    )
    has_wifi = forms.ChoiceField(label=_("Is there Wi-Fi for visitors?"), choices=YES_NO, widget=forms.RadioSelect)
    step_free = forms.ChoiceField(label=_("Can one come in with a wheelchair?"), choices=StepFree.choices, widget=forms.RadioSelect)

    def clean_has_wifi(self) -> bool:
        return bool(self.cleaned_data["has_wifi"] == "yes")


class AudiencesForm(StepForm):
    writes = ("audiences", "special_care")
    audiences = terms_field(
        "audience", label=_("Do you receive some people especially?"), help_text=_("Nothing ticked: everybody."), required=False
    )
    special_care = terms_field(
        "care", label=_("Are you ready to welcome…"), help_text=_("Tick what your team can really do."), required=False
    )


class BookingForm(StepForm):
    writes = ("booking_mode", "booking_url")
    booking_mode = forms.ChoiceField(
        label=_("How does one get an appointment with you?"), choices=BookingMode.choices, widget=forms.RadioSelect
    )
    booking_url = web_field(
        label=_("Address where one books"), help_text=_("Only if it is on your own website. It begins with https://."), required=False
    )
    reasons = {"booking_mode": _("It is the main button of your entry. You can change it at any time.")}
    pictures = {
        "booking_mode": {
            BookingMode.HERE.value: "computer",
            BookingMode.PHONE.value: "phone",
            BookingMode.WALK_IN.value: "open-door-small",
            BookingMode.OWN_SITE.value: "search-results",
        }
    }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("booking_mode") != BookingMode.OWN_SITE:
            if "booking_url" not in self.errors:
                cleaned["booking_url"] = ""
            return cleaned
        if "booking_url" in self.errors:
            return cleaned
        try:
            validate_https(cleaned.get("booking_url", ""))
        except forms.ValidationError as error:
            self.add_error("booking_url", error)
        return cleaned


class MotivationForm(StepForm):
    writes = ("motivation",)
    motivation = forms.CharField(
        label=_("Why do you want to become a relay?"),
        help_text=_("A few sentences: who comes to you, what they ask for, what you would like to do."),
        min_length=20,
        max_length=2000,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )
    reasons = {"motivation": _("The team alone reads it. Write no name of a person you help.")}


class AgreementForm(StepForm):
    writes = ("agreement_version", "agreement_name", "agreed_at")
    agreement_name = LineField(label=_("Your first and last name"), max_length=120, autocomplete="name")
    agreed = forms.BooleanField(
        label=_("I agree, for my structure."),
        error_messages={"required": _("Tick this box to agree. You would rather talk about it? Call us.")},
    )
    reasons = {"agreement_name": _("We keep your name, this text and today’s date, as a proof of the agreement.")}

    @property
    def values(self) -> dict[str, Any]:
        return {
            "agreement_version": agreement.STRUCTURE,
            "agreement_name": self.cleaned_data["agreement_name"],
            "agreed_at": timezone.now(),
        }


class EmailForm(PlainForm):
    """Where the private link goes."""

    email = forms.EmailField(label=_("Your work e-mail"), max_length=254)
    reasons = {"email": _("We send you a private link there, to stop and come back. Erased after three months if you send nothing.")}


class EmailAgainForm(PlainForm):
    email = forms.EmailField(label=_("The e-mail you gave"), max_length=254)

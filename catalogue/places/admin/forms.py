"""The form of a place: each mistake gets a sentence beside its field."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from ..departements import time_zone_of
from ..distance import is_point, km_between
from ..field_words import field_in_words
from ..local_edits import is_imported, keep_edits, remember
from ..models import BookingMode
from ..visibility import changes_every_place
from ..vocabulary import FAMILY_OF_FIELD
from .fields import CommuneField, LinesField, PhoneField, TermsField, check_hours

_FAR_KM = 30
# What a place is to us is not for the coordinator of some places to say.
_IDENTITY = ("kind", "pivot")
_WIDE = ("973",)  # communes of Guyane are as wide as départements


class PlaceForm(WagtailAdminModelForm):
    local_fields = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Written by the team, kept through imports"),
        help_text=_("Untick what the source may say again: the next import writes it."),
    )
    services = TermsField("service", label=_("Services"))
    modes = TermsField("mode", label=_("Ways of helping"))
    fees = TermsField("fee", label=_("Fees"))
    audiences = TermsField("audience", label=_("Especially for"), help_text=_("Nothing ticked: everybody."))
    special_care = TermsField("care", label=_("Ready to welcome"))
    national_programmes = TermsField("programme", label=_("National programmes"))
    access_modes = TermsField("entry", label=_("Ways of coming in"))
    mobility = TermsField("mobility", label=_("Fixed or travelling"))
    languages = TermsField("language", label=_("Languages spoken"))
    emails = LinesField(validate_email, label=_("E-mail addresses"), help_text=_("One a line. Public: no personal address."))
    websites = LinesField(URLValidator(schemes=["http", "https"]), label=_("Websites"), help_text=_("One a line, with https://."))
    commune = CommuneField(
        required=False, label=_("Commune"), help_text=_("Its name, its postcode, or its INSEE code when several bear the same name.")
    )
    phone = PhoneField(required=False, label=_("Phone"), max_length=40)
    postcode = forms.RegexField(
        r"^\d{5}$",
        required=False,
        label=_("Postcode"),
        error_messages={"invalid": _("Write the 5 digits of the postcode, for example 16000.")},
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in FAMILY_OF_FIELD:
            if name in self.fields:
                self.fields[name].keep(getattr(self.instance, name) or [])
        if self.instance.local_fields and is_imported(self.instance) and "local_fields" in self.fields:
            self.fields["local_fields"].choices = [(name, capfirst(field_in_words(name))) for name in self.instance.local_fields]
        else:
            self.fields.pop("local_fields", None)
        self._before = remember(self.instance)
        if self.instance.commune_id and "commune" in self.fields:
            self.fields["commune"].help_text = _("Now: %(commune)s. Write a name, a postcode or an INSEE code.") % {
                "commune": self.instance.commune
            }

        if self.instance.pk and self.for_user is not None and not changes_every_place(self.for_user):
            for name in _IDENTITY:
                if name in self.fields:
                    self.fields[name].disabled = True

    def clean_verified_on(self) -> date | None:
        day = self.cleaned_data.get("verified_on")
        if day is not None and day > timezone.localdate():
            raise ValidationError(_("This day is yet to come. Write the day when somebody checked the entry."))
        return day

    def clean_booking_url(self) -> str:
        url = self.cleaned_data.get("booking_url") or ""
        if self.cleaned_data.get("booking_mode") == BookingMode.OWN_SITE and not url:
            raise ValidationError(_("Write the address where one books: without it, people are told to call."))
        return url

    def clean_opening_hours(self) -> str:
        hours = (self.cleaned_data.get("opening_hours") or "").strip()
        check_hours(hours)
        return hours

    def clean(self) -> dict:
        cleaned = super().clean()
        commune, lat, lon = cleaned.get("commune"), cleaned.get("lat"), cleaned.get("lon")
        if "lat" in self.errors or "lon" in self.errors or "commune" in self.errors:
            return cleaned
        if (lat is None) != (lon is None):
            self.add_error("lat" if lat is None else "lon", _("Write both latitude and longitude, or neither."))
        elif lat is None and commune is not None:
            cleaned["lat"], cleaned["lon"] = commune.lat, commune.lon
        elif lat is not None and not is_point(lat, lon):
            self.add_error("lat", _("A latitude is between -90 and 90, a longitude between -180 and 180, for example 45.65 and 0.16."))
        elif lat is None:
            self.add_error("commune", _("Write the commune, or the coordinates: without them nobody can find the place."))
        elif commune is not None and commune.departement not in _WIDE:
            away = km_between(lat, lon, commune.lat, commune.lon)
            if away > _FAR_KM:
                self.add_error(
                    "lat", ValidationError(_("This point is %(km)d km from %(commune)s. Check it.") % {"km": away, "commune": commune})
                )
        return cleaned

    def save(self, commit: bool = True):
        if self.instance.commune is not None:
            self.instance.time_zone = time_zone_of(self.instance.commune.departement)
            city = self.instance.commune
            self.instance.city = self.instance.city or (city.parent or city).name
        if self.instance.pk:
            keep_edits(self.instance, self._before)
        return super().save(commit)

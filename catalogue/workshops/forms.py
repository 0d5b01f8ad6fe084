"""What the visitor is asked, and nothing more."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.models import OfferPage
from core.forms import NameField, PhoneField, PlainForm
from core.phones import show_phone

from .models import Booking

_KEPT = _("Only the people who welcome you see it. It is erased three months after.")


class WhoForm(PlainForm):
    """A first name and a way to reach the person; an adult's contact below the workshop's minimum age."""

    first_name = NameField(
        label=_("Your first name"),
        max_length=60,
        autocomplete="given-name",
        error_messages={"required": _("Write your first name."), "max_length": _("Write only your first name, in 60 letters at most.")},
    )
    phone = PhoneField(label=_("Your phone"), help_text=_("A mobile or a landline."))
    has_no_phone = forms.BooleanField(label=_("I have no phone"), required=False)
    prefers_call = forms.BooleanField(label=_("I would rather be called than receive a text"), required=False)
    email = forms.EmailField(label=_("Your e-mail"), required=False, max_length=254)
    under_age = forms.BooleanField(required=False)
    adult_name = NameField(label=_("First name of an adult"), max_length=60, required=False, autocomplete="off")
    adult_phone = PhoneField(label=_("Phone of that adult"), required=False, autocomplete="off")

    reasons = {
        "first_name": format_lazy("{} {}", _("To welcome you."), _KEPT),
        "phone": format_lazy("{} {}", _("To tell you if the workshop changes."), _KEPT),
        "email": format_lazy("{} {}", _("To write to you as well."), _KEPT),
        "adult_name": format_lazy("{} {}", _("To know whom to ask for."), _KEPT),
        "adult_phone": format_lazy("{} {}", _("To reach an adult if need be."), _KEPT),
    }

    def __init__(self, *args, offer: OfferPage, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asks_age = bool(offer.minimum_age)
        if self.asks_age:
            self.fields["under_age"].label = gettext("I am under %(age)s") % {"age": offer.minimum_age}
            self.fields["under_age"].help_text = gettext("Then give us an adult’s contact, below.")
        else:
            for name in ("under_age", "adult_name", "adult_phone"):
                del self.fields[name]

    @classmethod
    def for_booking(cls, booking: Booking, offer: OfferPage) -> "WhoForm":
        """Return the form as the person left it."""
        person = booking.participant
        return cls(
            offer=offer,
            initial={
                "first_name": person.first_name if person else "",
                "phone": show_phone(booking.phone),
                "has_no_phone": booking.has_no_phone,
                "prefers_call": booking.prefers_call,
                "email": booking.email,
                "under_age": person.is_under_age if person else False,
                "adult_name": person.adult_name if person else "",
                "adult_phone": show_phone(person.adult_phone) if person else "",
            },
        )

    @classmethod
    def as_typed(cls, data, offer: OfferPage) -> "WhoForm":
        """Return the form with what was typed so far, nothing checked yet."""
        return cls(offer=offer, initial={name: value.replace("\x00", "") for name, value in data.items()})

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("has_no_phone"):
            self.errors.pop("phone", None)  # what was half typed does not matter any more
            cleaned["phone"] = cleaned.get("phone", "") or ""
        cleaned["has_no_phone"] = not cleaned.get("phone")
        if cleaned.get("under_age"):
            if not cleaned.get("adult_name") and "adult_name" not in self.errors:
                self.add_error("adult_name", _("Write the first name of an adult."))
            if not cleaned.get("adult_phone") and "adult_phone" not in self.errors:
                self.add_error("adult_phone", PhoneField.default_error_messages["required"])
        elif self.asks_age:  # typed, then the box was cleared: we neither check nor keep it
            for name in ("adult_name", "adult_phone"):
                self.errors.pop(name, None)
                cleaned[name] = ""
        return cleaned


class LostLinkForm(PlainForm):
    phone = PhoneField(label=_("The phone you gave"))
    reasons = {"phone": _("To find your booking. We keep nothing of this search.")}

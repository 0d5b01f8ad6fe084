"""What the visitor is asked, and nothing more."""

from dataclasses import dataclass

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import PersonNameField, PhoneField, PlainForm
from core.phones import show_phone

from .arrangements import Arrangement
from .models import Booking, Participant

_KEPT = _("Only the people who welcome you see it. It is erased three months after.")
ARRANGEMENTS = [(choice.value, capfirst(choice.label)) for choice in Arrangement]
_NAME = {
    "required": _("Write the first name."),
    "max_length": _("Write only the first name, in 60 letters at most."),
    "no_name": _("Write only the first name, in letters, for example Awa."),
}


@dataclass(frozen=True)
class Guest:
    """Somebody who comes along: their number in the booking (from 2), their key, and what is asked about them."""

    number: int
    key: int
    first_name: forms.BoundField
    under_age: forms.BoundField | None
    arrangements: forms.BoundField

    @property
    def tells_more(self) -> bool:
        return bool(self.arrangements.value() or self.arrangements.errors)


class WhoForm(PlainForm):
    """A first name and a way to reach the person; those who come along; an adult's contact below the workshop's minimum age."""

    first_name = PersonNameField(
        label=_("Your first name"),
        max_length=60,
        autocomplete="given-name",
        error_messages={
            **_NAME,
            "required": _("Write your first name."),
            "max_length": _("Write only your first name, in 60 letters at most."),
        },
    )
    phone = PhoneField(label=_("Your phone"), help_text=_("A mobile or a landline."))
    has_no_phone = forms.BooleanField(label=_("I have no phone"), required=False)
    phone_is_shared = forms.BooleanField(label=_("Others use this phone too"), required=False)
    prefers_call = forms.BooleanField(label=_("I would rather be called than receive a text"), required=False)
    under_age = forms.BooleanField(required=False)
    adult_name = PersonNameField(label=_("First name of an adult"), max_length=60, required=False, autocomplete="off", error_messages=_NAME)
    adult_phone = PhoneField(label=_("Phone of that adult"), required=False, autocomplete="off")
    last_name = PersonNameField(
        label=_("Your last name"),
        max_length=60,
        required=False,
        autocomplete="family-name",
        error_messages={"max_length": _("Write only your last name, in 60 letters at most.")},
    )
    email = forms.EmailField(label=_("Your e-mail"), required=False, max_length=254)
    arrangements = forms.MultipleChoiceField(
        label=_("What helps you?"), choices=ARRANGEMENTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    companions = forms.TypedChoiceField(
        label=_("Does somebody come to help you?"),
        help_text=_("An interpreter, a relative. They take no seat."),
        choices=[(0, _("Nobody")), (1, _("1 person")), (2, _("2 people"))],
        coerce=int,
        empty_value=0,  # type: ignore[arg-type]  # what an empty answer is turned into
        required=False,
        widget=forms.RadioSelect,
    )

    reasons = {
        "first_name": format_lazy("{} {}", _("To welcome you."), _KEPT),
        "phone": format_lazy("{} {}", _("To tell you if the workshop changes."), _KEPT),
        "email": format_lazy("{} {}", _("To write to you as well."), _KEPT),
        "last_name": format_lazy("{} {}", _("To find you on the list."), _KEPT),
        "arrangements": _("To have it ready. Only the host of this workshop sees it. It is erased three months after."),
        "adult_name": format_lazy("{} {}", _("To know whom to ask for."), _KEPT),
        "adult_phone": format_lazy("{} {}", _("To reach an adult if need be."), _KEPT),
    }

    def __init__(self, *args, minimum_age: int | None = None, guests: list[Participant] | None = None, **kwargs) -> None:
        self.guest_keys = [guest.pk for guest in guests or []]
        super().__init__(*args, **kwargs)
        self.asks_age = bool(minimum_age)
        if self.asks_age:
            self.fields["under_age"].label = gettext("I am under %(age)s") % {"age": minimum_age}
            self.fields["under_age"].help_text = gettext("Then give us an adult’s contact, below.")
        else:
            for name in ("under_age", "adult_name", "adult_phone"):
                del self.fields[name]
        for key in self.guest_keys:
            self._ask_about(key, minimum_age)

    def _ask_about(self, key: int, minimum_age: int | None) -> None:
        self.fields[f"first_name_{key}"] = PersonNameField(label=_("First name"), max_length=60, autocomplete="off", error_messages=_NAME)
        if minimum_age:
            label = gettext("Is under %(age)s") % {"age": minimum_age}
            self.fields[f"under_age_{key}"] = forms.BooleanField(label=label, required=False)
        self.fields[f"arrangements_{key}"] = forms.MultipleChoiceField(
            label=_("What helps this person?"), choices=ARRANGEMENTS, required=False, widget=forms.CheckboxSelectMultiple
        )

    @property
    def guests(self) -> list[Guest]:
        """The people who come along, in order."""
        return [
            Guest(
                number=number,
                key=key,
                first_name=self[f"first_name_{key}"],
                under_age=self[f"under_age_{key}"] if self.asks_age else None,
                arrangements=self[f"arrangements_{key}"],
            )
            for number, key in enumerate(self.guest_keys, start=2)
        ]

    @property
    def tells_more(self) -> bool:
        """Whether something was written, or is to be mended, in what is folded away."""
        return any(self[name].value() or self[name].errors for name in ("last_name", "email"))

    @property
    def needs_help(self) -> bool:
        return bool(self["arrangements"].value() or str(self["companions"].value() or "0") != "0" or self["companions"].errors)

    @classmethod
    def for_booking(cls, booking: Booking, minimum_age: int | None) -> "WhoForm":
        """Return the form as the person left it."""
        people = list(booking.participants.all())
        person = people[0] if people else Participant()
        young = next((one for one in people if one.is_under_age), person)
        initial = {
            "first_name": person.first_name,
            "last_name": person.last_name,
            "arrangements": person.arrangements,
            "phone": show_phone(booking.phone),
            "has_no_phone": booking.has_no_phone,
            "phone_is_shared": booking.phone_is_shared,
            "prefers_call": booking.prefers_call,
            "email": booking.email,
            "companions": booking.companions,
            "under_age": person.is_under_age,
            "adult_name": young.adult_name,
            "adult_phone": show_phone(young.adult_phone),
        }
        for guest in people[1:]:
            initial[f"first_name_{guest.pk}"] = guest.first_name
            initial[f"under_age_{guest.pk}"] = guest.is_under_age
            initial[f"arrangements_{guest.pk}"] = guest.arrangements
        return cls(minimum_age=minimum_age, guests=people[1:], initial=initial)

    @classmethod
    def as_typed(cls, data, booking: Booking, minimum_age: int | None) -> "WhoForm":
        """Return the form with what was typed so far, nothing checked yet."""
        typed = {name: value.replace("\x00", "") for name, value in data.items()}
        lists = {name: data.getlist(name) for name in typed if name.startswith("arrangements")}
        return cls(minimum_age=minimum_age, guests=list(booking.participants.all())[1:], initial=typed | lists)

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        if cleaned.get("has_no_phone"):
            self.errors.pop("phone", None)  # what was half typed does not matter any more
            cleaned["phone"] = cleaned.get("phone", "") or ""
        cleaned["has_no_phone"] = not cleaned.get("phone")
        cleaned["phone_is_shared"] = bool(cleaned.get("phone") and cleaned.get("phone_is_shared"))
        if any(cleaned.get(name) for name in ["under_age", *(f"under_age_{key}" for key in self.guest_keys)]):
            if not cleaned.get("adult_name") and "adult_name" not in self.errors:
                self.add_error("adult_name", _("Write the first name of an adult."))
            if not cleaned.get("adult_phone") and "adult_phone" not in self.errors:
                self.add_error("adult_phone", PhoneField.default_error_messages["required"])
        elif self.asks_age:  # typed, then the box was cleared: we neither check nor keep it
            for name in ("adult_name", "adult_phone"):
                self.errors.pop(name, None)
                cleaned[name] = ""
        return cleaned

    def told(self) -> dict:
        """Return what was told, as ``reserving.describe`` takes it: those who come along by their key."""
        cleaned = dict(self.cleaned_data)
        names = ("first_name", "under_age", "arrangements")
        others = {key: {name: cleaned.pop(f"{name}_{key}") for name in names if f"{name}_{key}" in cleaned} for key in self.guest_keys}
        return {**cleaned, "others": others}


class LostLinkForm(PlainForm):
    phone = PhoneField(label=_("The phone you gave"))
    reasons = {"phone": _("To find your booking. We keep nothing of this search.")}

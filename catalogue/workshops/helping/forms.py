"""What those who book for others are asked: who they are, once; then who comes."""

from typing import cast

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import LineField, NameField, PersonNameField, PhoneField, PlainForm
from core.languages import named
from core.phones import is_mobile, parse_phone

from ..arrangements import Arrangement
from ..filters import LanguageSelect
from ..models import PermanenceReason, Receives
from ..models.booking import MOST_COMPANIONS
from ..models.helping import MOST_SEATS
from .booking_for import Person

_KEPT = _("The team sees it. It is erased a year after your last booking.")
_MAIL = {"required": _("Write your e-mail address."), "invalid": _("Write an address such as nom@exemple.fr.")}


# People read this name in a text message: no link hides in it.
_STRUCTURE_ERRORS = {"required": _("Write the name of your structure."), "no_name": _("Write the name of your structure.")}


class SignUpForm(PlainForm):
    """Asked once; the private link remembers it."""

    structure = PersonNameField(
        label=_("Your structure"),
        max_length=120,
        autocomplete="organization",
        help_text=_("For example: CCAS de Grenoble. The people you book for read it."),
        error_messages=_STRUCTURE_ERRORS,
    )
    name = NameField(
        label=_("Your name"),
        max_length=80,
        autocomplete="name",
        error_messages={"required": _("Write your first name and your name.")},
    )
    email = forms.EmailField(
        label=_("Your professional e-mail"), max_length=254, required=False, help_text=_("We send your link there."), error_messages=_MAIL
    )
    phone = PhoneField(label=_("Your professional phone"), help_text=_("To call you if a workshop changes. Without an e-mail: a mobile."))
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    reasons = {
        "structure": format_lazy("{} {}", _("So that the person knows who booked."), _KEPT),
        "name": format_lazy("{} {}", _("To know whom to ask for."), _KEPT),
        "email": format_lazy("{} {}", _("To send you your link, and nothing else than your bookings."), _KEPT),
        "phone": format_lazy("{} {}", _("To reach you about the people you send."), _KEPT),
    }

    def clean(self) -> dict:
        cleaned = super().clean() or {}
        phone = cleaned.get("phone", "")
        if "email" not in self.errors and not cleaned.get("email") and phone and not is_mobile(phone):
            self.add_error("email", _("Write your e-mail, or the number of a mobile: we send your link there."))
        return cleaned


class SendAgainForm(PlainForm):
    """One line: the professional's own address or number."""

    contact = LineField(
        label=_("Your professional e-mail, or your mobile"),
        max_length=254,
        ltr=True,
        autocomplete="email",
        error_messages={"required": _("Write your e-mail, or your number in 10 digits.")},
    )
    reasons = {"contact": _("To find your link. We keep nothing of this search.")}

    def clean_contact(self) -> dict[str, str]:
        typed = self.cleaned_data["contact"].strip()
        if "@" in typed:
            return {"email": forms.EmailField(max_length=254, error_messages={"invalid": _MAIL["invalid"]}).clean(typed)}
        phone = parse_phone(typed)
        if phone is None:
            raise forms.ValidationError(_("Write an address such as nom@exemple.fr, or a number in 10 digits."))
        return {"phone": phone}


class AboutYouForm(PlainForm):
    """What a helper may correct alone; where the link is sent is corrected by the team."""

    structure = PersonNameField(label=_("Your structure"), max_length=120, error_messages=_STRUCTURE_ERRORS)
    name = NameField(label=_("Your name"), max_length=80, error_messages={"required": _("Write your first name and your name.")})


def language_choices() -> list[tuple[str, object]]:
    return [(code, named(code)) for code, _name in settings.LANGUAGES]


class RowForm(PlainForm):
    """One person of a list: initials are enough."""

    take = forms.BooleanField(label=_("To book"), required=False, initial=True)
    first_name = NameField(
        label=_("First name or initials"),
        max_length=60,
        autocomplete="off",
        error_messages={
            "required": _("Write a first name or initials."),
            "max_length": _("Write only a first name or initials, in 60 letters at most."),
        },
    )
    phone = PhoneField(label=_("Phone"), required=False, autocomplete="off")
    language = forms.ChoiceField(label=_("Language"), choices=language_choices, widget=LanguageSelect, initial="fr")

    def person(self, number: int, **common) -> Person:
        """Return who comes; ``common``: what holds for the whole list."""
        facts = {name: self.cleaned_data[name] for name in ("first_name", "phone", "language")}
        return Person(number=number, **facts, **common)


class ForAllForm(PlainForm):
    """What holds for a whole list, or for one person."""

    receives = forms.ChoiceField(
        label=_("Who receives the messages?"),
        choices=[(Receives.PERSON, _("The person")), (Receives.HELPER, _("Me")), (Receives.BOTH, _("The person and me"))],
        widget=forms.RadioSelect,
        initial=Receives.PERSON,
        help_text=_("Reminder, change of date. Without a number, you receive them."),
    )
    shares_attendance = forms.BooleanField(
        label=_("They agree that I know whether they came"),
        required=False,
        help_text=_("Ask first. If they say no, they keep their seat all the same. They can change their mind."),
    )


class OnePersonForm(ForAllForm):
    """One person; what else helps is folded away."""

    first_name = NameField(
        label=_("First name or initials"),
        max_length=60,
        autocomplete="off",
        error_messages={
            "required": _("Write a first name or initials."),
            "max_length": _("Write only a first name or initials, in 60 letters at most."),
        },
    )
    phone = PhoneField(label=_("Their phone"), required=False, autocomplete="off", help_text=_("A mobile or a landline."))
    language = forms.ChoiceField(label=_("Their language"), choices=language_choices, widget=LanguageSelect, initial="fr")
    reason = forms.ChoiceField(label=_("What do they come for?"), required=False)
    comes_for = forms.ChoiceField(label=_("They also come for"), required=False, help_text=_("It is written on the slip you hand over."))
    under_age = forms.BooleanField(required=False)
    prefers_call = forms.BooleanField(label=_("They would rather be called than receive a text"), required=False)
    arrangements = forms.MultipleChoiceField(
        label=_("What to prepare"), required=False, choices=Arrangement.choices, widget=forms.CheckboxSelectMultiple
    )
    companions = forms.ChoiceField(
        label=_("People who come to help"),
        required=False,
        choices=[(str(number), str(number)) for number in range(MOST_COMPANIONS + 1)],
        help_text=_("An interpreter, a relative. They take no seat."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    reasons = {
        "first_name": _("To welcome them. Only those who welcome them see it. It is erased three months after."),
        "phone": _("To tell them if the workshop changes. It is erased three months after."),
        "arrangements": _("Never the reason. Only those who welcome them that day see it."),
    }

    def __init__(
        self,
        *args,
        minimum_age: int | None = None,
        comes_for: list[tuple[str, str]] | None = None,
        reasons: list[PermanenceReason] | None = None,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reasons_known = {reason.code: reason for reason in reasons or []}
        if reasons:
            names = [(reason.code, reason.words_in().name) for reason in reasons]
            cast("forms.ChoiceField", self.fields["reason"]).choices = [*names, ("", gettext("Something else"))]
        else:
            del self.fields["reason"]
        if minimum_age:
            self.fields["under_age"].label = gettext("This person is under %(age)s: call me if need be") % {"age": minimum_age}
        else:
            del self.fields["under_age"]
        if comes_for:
            cast("forms.ChoiceField", self.fields["comes_for"]).choices = [("", gettext("Only the appointment")), *comes_for]
        else:
            del self.fields["comes_for"]

    @property
    def more_is_set(self) -> bool:
        """Whether something folded away was chosen, or must be corrected."""
        names = [name for name in ("prefers_call", "arrangements", "companions", "under_age") if name in self.fields]
        return any(self[name].errors or (self.is_bound and self[name].value() not in (None, "", "0", [], False)) for name in names)

    def person(self) -> Person:
        facts = self.cleaned_data
        return Person(
            first_name=facts["first_name"],
            phone=facts["phone"],
            language=facts["language"],
            receives=facts["receives"],
            shares_attendance=facts["shares_attendance"],
            under_age=facts.get("under_age", False),
            prefers_call=facts["prefers_call"],
            arrangements=tuple(facts["arrangements"]),
            companions=int(facts["companions"] or 0),
            comes_for=facts.get("comes_for", ""),
            reason=self.reasons_known.get(facts.get("reason", "")),
        )


class KeepForm(PlainForm):
    count = forms.IntegerField(
        label=_("How many seats?"),
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("From 1 to 15. You give the first names later."),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

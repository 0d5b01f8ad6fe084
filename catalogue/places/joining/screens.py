"""The screens of an application in order: their address, their words, their form, and what they show again."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Place, RelayApplication
from . import forms
from .week_form import WeekForm, initial_week


@dataclass(frozen=True)
class Screen:
    """``name`` as in applying.FIELDS, ``slug`` in the address, ``label`` in lists, ``title`` the question at the top of the screen."""

    name: str
    slug: str
    label: str | Promise
    title: str | Promise
    form: type[forms.StepForm]
    phase: str
    picture: str = ""
    initial: Callable[[Any], dict[str, Any]] | None = None


def _fee(subject: RelayApplication | Place) -> dict[str, Any]:
    return {"modes": subject.modes, "fee": subject.fees[0] if subject.fees else "", "languages": subject.languages}


def _rooms(application: RelayApplication) -> dict[str, Any]:
    wifi = {True: "yes", False: "no", None: ""}[application.has_wifi]
    return {"people": application.people, "devices": application.devices, "has_wifi": wifi, "step_free": application.step_free}


def _hours(subject: RelayApplication | Place) -> dict[str, Any]:
    return initial_week(subject.opening_hours)


def _agreement(application: RelayApplication) -> dict[str, Any]:
    return {"agreement_name": application.agreement_name or application.contact_name, "agreed": application.agreed_at is not None}


PHASES: dict[str, str | Promise] = {
    "structure": pgettext_lazy("step of an application", "You"),
    "welcome": pgettext_lazy("step of an application", "Reception"),
    "promise": pgettext_lazy("step of an application", "Agreement"),
    "send": pgettext_lazy("step of an application", "Sending"),
}

SCREENS: dict[str, Screen] = {
    screen.name: screen
    for screen in (
        Screen("organisation", "structure", _("Your organisation"), _("Which organisation are you?"), forms.OrganisationForm, "structure"),
        Screen("address", "adresse", _("The place"), _("Where do you receive people?"), forms.AddressForm, "structure"),
        Screen("public", "public", _("Public contact"), _("How do people reach you?"), forms.PublicForm, "structure"),
        Screen("contact", "contact", _("Our contact with you"), _("Whom shall we call?"), forms.ContactForm, "structure"),
        Screen("services", "services", _("Services"), _("What do you help with?"), forms.ServicesForm, "welcome"),
        Screen("help", "aide", _("How you help"), _("How do you help people?"), forms.HelpForm, "welcome", initial=_fee),
        Screen("rooms", "locaux", _("Rooms"), _("What is your place like?"), forms.RoomsForm, "welcome", initial=_rooms),
        Screen("hours", "horaires", _("Opening hours"), _("When can people come?"), WeekForm, "welcome", initial=_hours),
        Screen("booking", "rendez-vous", _("Appointments"), _("How does one get an appointment?"), forms.BookingForm, "welcome"),
        Screen("audiences", "publics", _("Visitors"), _("Whom do you receive?"), forms.AudiencesForm, "welcome"),
        Screen("motivation", "motivation", _("Motivation"), _("Tell us what moves you"), forms.MotivationForm, "promise"),
        Screen(
            "agreement",
            "donnees",
            _("Agreement on data"),
            _("We protect people’s data together"),
            forms.AgreementForm,
            "promise",
            initial=_agreement,
        ),
    )
}
BY_SLUG = {screen.slug: screen for screen in SCREENS.values()}


def initial_of(screen: Screen, subject: Any) -> dict[str, Any]:
    """Return what the screen shows again of an application or a place."""
    if screen.initial is not None:
        return screen.initial(subject)
    return {name: getattr(subject, name, "") for name in screen.form.writes}

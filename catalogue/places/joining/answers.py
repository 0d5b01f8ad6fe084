"""What a structure answered, screen by screen, in words: for its last look, and for the team's list."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.moments import day_in_words

from .. import vocabulary
from ..models import RelayApplication
from ..week import week_in_words
from .screens import SCREENS


@dataclass(frozen=True)
class Answer:
    """``lines`` is empty when the screen is not filled in."""

    name: str
    label: str
    lines: list[str]
    url: str
    is_done: bool


def answers_of(application: RelayApplication) -> list[Answer]:
    """Return every screen with its answers in the active language."""
    found = []
    for name, screen in SCREENS.items():
        done = name in application.steps_done
        lines = [line for line in _LINES[name](application) if line] if done else []
        found.append(Answer(name, str(screen.label), lines, reverse("joining:step", args=[application.token, screen.slug]), done))
    return found


def hours_in_words(text: str, time_zone: str = "Europe/Paris") -> list[str]:
    """Return one line a day of opening, or the sentence that is stored."""
    from .hours import said_in_words

    said = said_in_words(text)
    week = [] if said else week_in_words(text.split("; 20")[0], time_zone)
    lines = [_("%(day)s: %(hours)s") % {"day": day.day.capitalize(), "hours": day.text} for day in week if day.hours]
    if lines and "sur rendez-vous" in text:
        lines.append(_("By appointment only"))
    return lines or [said or text]


def _organisation(a: RelayApplication) -> list[str]:
    return [a.organisation_name, f"SIRET {a.siret_shown}"]


def _address(a: RelayApplication) -> list[str]:
    return [a.place_name, a.address, f"{a.postcode} {a.city}"]


def _public(a: RelayApplication) -> list[str]:
    return [a.phone_shown, a.email, a.website]


def _contact(a: RelayApplication) -> list[str]:
    return [a.contact_name, a.contact_role, a.contact_email, a.contact_phone_shown]


def _services(a: RelayApplication) -> list[str]:
    return vocabulary.labels("service", a.services)


def _help(a: RelayApplication) -> list[str]:
    return [
        " · ".join(vocabulary.labels("mode", a.modes)),
        " · ".join(vocabulary.labels("fee", a.fees)),
        " · ".join(vocabulary.labels("language", a.languages)),
    ]


def _rooms(a: RelayApplication) -> list[str]:
    people = ngettext("%(number)d person at once", "%(number)d people at once", a.people or 0) % {"number": a.people or 0}
    devices = ngettext("%(number)d computer or tablet", "%(number)d computers or tablets", a.devices or 0) % {"number": a.devices or 0}
    wifi = _("Wi-Fi for visitors") if a.has_wifi else _("No Wi-Fi for visitors")
    step_free = _("Wheelchair: %(answer)s") % {"answer": a.get_step_free_display()}
    return [people, devices if a.devices else _("No computer to lend"), wifi, step_free]


def _hours(a: RelayApplication) -> list[str]:
    return hours_in_words(a.opening_hours, a.time_zone)


def _booking(a: RelayApplication) -> list[str]:
    return [a.get_booking_mode_display(), a.booking_url]


def _audiences(a: RelayApplication) -> list[str]:
    especially = " · ".join(vocabulary.labels("audience", a.audiences)) or _("Everybody")
    return [especially, " · ".join(vocabulary.labels("care", a.special_care))]


def _motivation(a: RelayApplication) -> list[str]:
    return a.motivation.splitlines()


def _agreement(a: RelayApplication) -> list[str]:
    if a.agreed_at is None:
        return []
    return [_("Agreed by %(name)s, %(day)s") % {"name": a.agreement_name, "day": day_in_words(a.agreed_at)}]


_LINES = {
    "organisation": _organisation,
    "address": _address,
    "public": _public,
    "contact": _contact,
    "services": _services,
    "help": _help,
    "rooms": _rooms,
    "hours": _hours,
    "booking": _booking,
    "audiences": _audiences,
    "motivation": _motivation,
    "agreement": _agreement,
}

"""The screens by which a structure changes its entry: those of the application that speak of public facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.phones import show_phone

from .. import vocabulary
from ..models import BookingMode, Place
from .answers import hours_in_words
from .forms import StepForm, keep_unknown
from .reviewing import WAYS_IN
from .screens import SCREENS, Screen

NAMES = ("hours", "public", "booking", "services", "help", "audiences")
_FAMILIES = {"services": "service", "modes": "mode", "languages": "language", "audiences": "audience", "special_care": "care"}
_WORDS = gettext_lazy("Words")


@dataclass(frozen=True)
class EntryScreen:
    name: str
    slug: str
    label: str | Promise
    title: str | Promise
    screen: Screen


@dataclass(frozen=True)
class Row:
    """One line of the structure's space: what is said now, and where to change it."""

    label: str
    lines: list[str]
    url: str


def entry_screens() -> dict[str, EntryScreen]:
    """Return the screens by slug, in order."""
    return {
        SCREENS[name].slug: EntryScreen(name, SCREENS[name].slug, SCREENS[name].label, SCREENS[name].title, SCREENS[name]) for name in NAMES
    }


def entry_form(entry: EntryScreen, place: Place, data: Mapping[str, Any] | None) -> StepForm:
    form = entry.screen.form(data, initial=_initial(entry, place))
    for field, family in _FAMILIES.items():
        if field in form.fields:
            keep_unknown(form, field, family, getattr(place, field))
    return form


def entry_values(entry: EntryScreen, form: StepForm, place: Place) -> dict[str, Any]:
    """Return what the screen writes, by the fields of Place."""
    values = dict(form.values)
    if entry.name == "public":
        return {
            "phone": values["phone"],
            "emails": _first(place.emails, values["email"]),
            "websites": _first(place.websites, values["website"]),
        }
    if entry.name == "help" and set(place.fees) == set(values["fees"]):
        values["fees"] = place.fees
    if entry.name == "booking":
        if values["booking_url"]:
            values["appointment_url"] = values["booking_url"]  # the standard's own column: others read it in the open data
        elif place.appointment_url and place.appointment_url == place.booking_url:
            values["appointment_url"] = ""
        own = set(WAYS_IN.values())
        mine = WAYS_IN[BookingMode(values["booking_mode"])]
        values["access_modes"] = [mine, *(mode for mode in place.access_modes if mode not in own)]
        if set(values["access_modes"]) == set(place.access_modes):
            values["access_modes"] = place.access_modes
    return values


def summaries(place: Place, token: str) -> list[Row]:
    """Return every screen with what the entry says now."""
    lines: dict[str, list[str]] = {
        "hours": hours_in_words(place.opening_hours, place.time_zone) if place.opening_hours else [],
        "public": [show_phone(place.phone), *place.emails[:1], *place.websites[:1]],
        "booking": [place.get_booking_mode_display() if place.booking_mode else "", place.booking_url],
        "services": vocabulary.labels("service", place.services),
        "help": [" · ".join(vocabulary.labels("mode", place.modes)), " · ".join(vocabulary.labels("fee", place.fees))],
        "audiences": [" · ".join(vocabulary.labels("audience", place.audiences)) or _("Everybody")],
    }
    rows = [
        Row(str(entry.label), [line for line in lines[entry.name] if line], reverse("joining:edit", args=[token, slug]))
        for slug, entry in entry_screens().items()
    ]
    texts = [line for line in (place.summary, place.how_to_come) if line]
    rows.append(Row(str(_WORDS), texts, reverse("joining:texts", args=[token, "fr"])))
    return rows


def _initial(entry: EntryScreen, place: Place) -> dict[str, Any]:
    if entry.name == "public":
        return {
            "phone": show_phone(place.phone),
            "email": place.emails[0] if place.emails else "",
            "website": place.websites[0] if place.websites else "",
        }
    if entry.screen.initial is not None:
        return entry.screen.initial(place)
    return {name: getattr(place, name) for name in entry.screen.form.writes}


def _first(values: list[str], first: str) -> list[str]:
    """Put a value first in the place of the one that was there; the others stay."""
    return ([first] if first else []) + [value for value in values[1:] if value != first]

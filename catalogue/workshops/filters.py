"""What the visitor looks for, read from the address: shareable, and whatever is garbage in it is ignored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from typing import cast
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalogue.agenda.models import Level
from catalogue.agenda.search import Criteria, Moment
from catalogue.places.near import NearAnswer, near_from
from core.forms import PlainForm
from core.languages import named

from .models import Theme, WorkshopPage
from .models.permanence import Weekday

ANY = ("", _("It does not matter"))
MOMENTS = [ANY, ("morning", _("In the morning")), ("afternoon", _("In the afternoon")), ("evening", _("In the evening"))]
WAYS = [("", _("In a group")), ("individual", _("One to one")), ("remote", _("From home, by phone or video"))]
WEEKDAYS = [ANY, *[(str(day.value + 1), day.label) for day in Weekday]]
LONGEST_SHARED = 100


def _languages() -> list[tuple[str, object]]:
    return [ANY, *[(code, named(code)) for code, _name in settings.LANGUAGES]]


class LanguageSelect(forms.Select):
    """Each language stands in its own words first, and says so to what reads the page aloud."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        if value:
            language = named(str(value))
            option["attrs"] |= {"lang": language.code, "dir": language.direction}
        return option


class FilterForm(PlainForm):
    """Shown with what was understood; never bound, so it never scolds."""

    theme = forms.ChoiceField(label=_("What do you want to do?"), choices=[("", _("Everything")), *Theme.choices])
    format = forms.ChoiceField(label=_("How?"), choices=WAYS)
    weekday = forms.ChoiceField(label=_("Which day?"), choices=WEEKDAYS)
    date = forms.CharField(label=_("Or a date"), widget=forms.DateInput(attrs={"type": "date"}))
    moment = forms.ChoiceField(label=_("When in the day?"), choices=MOMENTS)
    level = forms.ChoiceField(label=_("Your level"), choices=[ANY, *Level.choices])
    language = forms.ChoiceField(label=_("Workshop in which language?"), choices=_languages, widget=LanguageSelect)
    free = forms.BooleanField(label=_("Only with a free seat"))


@dataclass(frozen=True)
class Filters:
    """``date_error`` tells that a date was typed and not understood."""

    near: NearAnswer
    theme: str = ""
    format: str = ""
    weekday: str = ""
    date: Date | None = None
    moment: str = ""
    level: str = ""
    language: str = ""
    free: bool = False
    date_typed: str = ""

    @property
    def date_error(self) -> bool:
        return bool(self.date_typed) and self.date is None

    @property
    def are_set(self) -> bool:
        return bool(self.near.typed or self.near.near or any(value for _name, value in self.pairs()))

    @property
    def more_are_set(self) -> bool:
        """Whether a choice that is folded away is in use."""
        return self.date_error or any(name not in ("theme", "format") for name, _value in self.pairs())

    def pairs(self) -> list[tuple[str, str]]:
        """Return the filters in use, the place apart, as they stand in an address."""
        values = {
            "theme": self.theme,
            "format": self.format,
            "weekday": self.weekday,
            "date": self.date.isoformat() if self.date else "",
            "moment": self.moment,
            "level": self.level,
            "language": self.language,
            "free": "1" if self.free else "",
        }
        return [(name, value) for name, value in values.items() if value]

    def near_pairs(self) -> list[tuple[str, str]]:
        """Return where the visitor wants to go, to carry it along."""
        return self.near.pairs

    def address(self, **changes: str) -> str:
        """Return the query string with some filters changed ("" removes one)."""
        values = dict(self.near_pairs() + self.pairs()) | changes
        return "?" + urlencode([(name, value) for name, value in values.items() if value])

    def form(self) -> FilterForm:
        shown = dict(self.pairs()) | {"free": self.free, "date": self.date_typed}
        form = FilterForm(initial=shown)
        if self.date_error:
            attributes = {"aria-invalid": "true", "aria-describedby": f"{form['date'].auto_id}_error"}
            form.fields["date"].widget.attrs.update(attributes)
        return form

    def criteria(self) -> Criteria:
        workshops = WorkshopPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
        if self.theme:
            workshops = workshops.filter(theme=self.theme)
        if self.format != "remote":
            workshops = workshops.filter(format=self.format or "group")
        return Criteria(
            near=self.near.near,
            day_from=self.date,
            day_to=self.date,
            weekday=int(self.weekday) if self.weekday and not self.date else None,
            moment=cast("Moment", self.moment) if self.moment else None,
            level=self.level,
            language=self.language,
            free_only=self.free or self.format == "individual",  # a slot of one that is taken helps nobody
            offers=workshops,
            remote=True if self.format == "remote" else None,
        )


def read(data: Mapping[str, str]) -> Filters:
    """Read filters from GET values; never raises."""

    def one_of(name: str, allowed) -> str:
        value = data.get(name) or ""
        return value if value in {str(key) for key, _label in allowed} else ""

    typed = (data.get("date") or "").replace("\x00", "").strip()[:LONGEST_SHARED]
    return Filters(
        near=near_from(data),
        theme=one_of("theme", Theme.choices),
        format=one_of("format", WAYS),
        weekday=one_of("weekday", WEEKDAYS),
        date=_date(typed),
        moment=one_of("moment", MOMENTS),
        level=one_of("level", Level.choices),
        language=one_of("language", settings.LANGUAGES),
        free=(data.get("free") or "") in ("1", "on", "true"),
        date_typed=typed,
    )


def _date(typed: str) -> Date | None:
    """Read 2026-11-27, 27/11/2026 or 27.11.2026."""
    try:
        return Date.fromisoformat(typed) if len(typed) == 10 and typed[4] == "-" else _french_date(typed)
    except ValueError:
        return None


def _french_date(typed: str) -> Date | None:
    parts = typed.replace(".", "/").replace("-", "/").split("/")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    day, month, year = (int(part) for part in parts)
    return Date(year + 2000 if year < 100 else year, month, day)

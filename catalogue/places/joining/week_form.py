"""The weekly grid: seven days, each with at most two openings. Times as people write them: 9h, 9 h 30, 09:30."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.forms import LineField, speak_plainly

from .forms import StepForm
from .hours import DAYS, Span, Week, read_time, week_of

SPANS = (1, 2)
COPY = "copy"  # the button that repeats Monday on the other days of work


@dataclass(frozen=True)
class DayFields:
    day: str
    spans: list[tuple[BoundField, BoundField]]

    @property
    def problems(self) -> list[BoundField]:
        return [bound for pair in self.spans for bound in pair if bound.errors]


class WeekForm(StepForm):
    writes = ("opening_hours",)
    by_appointment = forms.BooleanField(
        label=gettext_lazy("By appointment only"),
        help_text=gettext_lazy("We tell people to call before they come. Without any hour, this is enough."),
        required=False,
    )
    closed_on_holidays = forms.BooleanField(label=gettext_lazy("Closed on public holidays"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, code in enumerate(DAYS):
            for span in SPANS:
                for edge, words in (("opens", _("%(day)s, opens at")), ("closes", _("%(day)s, closes at"))):
                    label = words % {"day": str(WEEKDAYS[number]).capitalize()}
                    field = LineField(label=label, required=False, max_length=20, autocomplete="off", ltr=True)
                    speak_plainly(field)
                    self.fields[_name(code, span, edge)] = field
        self.order_fields([_name(code, span, edge) for code in DAYS for span in SPANS for edge in ("opens", "closes")])

    @property
    def days(self) -> Iterator[DayFields]:
        for number, code in enumerate(DAYS):
            pairs = [(self[_name(code, span, "opens")], self[_name(code, span, "closes")]) for span in SPANS]
            yield DayFields(str(WEEKDAYS[number]).capitalize(), pairs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        spans = tuple(self._day(code, cleaned) for code in DAYS)
        if self.errors:
            return cleaned
        if not any(spans) and not cleaned.get("by_appointment"):
            self.add_error("by_appointment", _("Write at least one opening, or tick this box."))
            return cleaned
        week = Week(spans, bool(cleaned.get("by_appointment")), bool(cleaned.get("closed_on_holidays")))
        return cleaned | {"opening_hours": week.expression()}

    def _day(self, code: str, cleaned: dict[str, Any]) -> tuple[Span, ...]:
        found: list[Span] = []
        for span in SPANS:
            names = {edge: _name(code, span, edge) for edge in ("opens", "closes")}
            typed = {edge: (cleaned.get(name) or "").strip() for edge, name in names.items()}
            if any(name in self.errors for name in names.values()) or not any(typed.values()):
                continue
            times = {edge: read_time(text) for edge, text in typed.items()}
            wrong = [edge for edge, time in times.items() if time is None]
            for edge in wrong:
                self.add_error(names[edge], self._how_to_write(typed[edge]))
            opens, closes = times["opens"], times["closes"]
            if wrong or opens is None or closes is None:
                continue
            if opens >= closes:
                self.add_error(names["closes"], _("The place closes after it opens. Write a later hour."))
            elif found and opens < found[-1][1]:
                self.add_error(names["opens"], _("The second opening begins after the first one ends. Write a later hour."))
            else:
                found.append((opens, closes))
        return tuple(found)

    def _how_to_write(self, typed: str) -> ValidationError:
        if not typed:
            return ValidationError(_("Write this hour too, for example 12 h."))
        return ValidationError(_("Write an hour such as 9 h or 13 h 30."))


def initial_week(hours: str) -> dict[str, Any]:
    """Return the grid's values for stored hours; an empty grid for what it cannot show."""
    week = week_of(hours) or Week()
    initial: dict[str, Any] = {"by_appointment": week.by_appointment, "closed_on_holidays": week.closed_on_holidays or week.is_empty}
    for code, spans in zip(DAYS, week.spans, strict=True):
        for number, (opens, closes) in enumerate(spans, start=1):
            initial[_name(code, number, "opens")] = _shown(opens)
            initial[_name(code, number, "closes")] = _shown(closes)
    return initial


def copied(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed, with Monday's hours on Tuesday to Friday too."""
    values = {name: data.get(name, "") for name in data}
    for code in DAYS[1:5]:
        for span in SPANS:
            for edge in ("opens", "closes"):
                values[_name(code, span, edge)] = str(data.get(_name(DAYS[0], span, edge), ""))[:20]
    return values


def _name(code: str, span: int, edge: str) -> str:
    return f"{code.lower()}_{span}_{edge}"


def _shown(time: str) -> str:
    """Return the hour as one writes it: "9 h 30" in French, "09:30" elsewhere."""
    hours, minutes = time.split(":")
    if not (get_language() or "fr").startswith("fr"):
        return time
    return f"{int(hours)} h" + (f" {minutes}" if minutes != "00" else "")

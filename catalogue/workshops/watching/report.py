"""The figures as tables, plots and files: words for counts, and silence where there were too few people."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from catalogue.agenda.models import Session
from core.moments import short_month
from core.months import months_between

from .figures import FEWEST, MONTH, PLACE, WORKSHOP, Counts, Key, Scope, counts_by, names_of, total
from .plots import Plot, Value, columns, nice_top, rows

MOST_ROWS = 12  # in a plot; the table has them all
MOST_MONTHS = 24


@dataclass(frozen=True)
class Line:
    """A row of a table: its name, then the figures in words."""

    label: str
    counts: Counts
    short: str = ""  # where there is little room

    @property
    def cells(self) -> list[str]:
        counts = self.counts
        return [
            number_format(counts.sessions),
            number_format(counts.seats),
            number_format(counts.taken),
            percent(counts.fill),
            number_format(counts.marked) if counts.tells_presence else few(counts.marked),
            percent(counts.no_show_rate) if counts.tells_presence else few(counts.marked),
            number_format(counts.waited) if counts.tells_waiting else few(counts.waited),
            days(counts.wait_days) if counts.tells_waiting else few(counts.waited),
        ]


@dataclass(frozen=True)
class Table:
    """One way to look at the same sessions: by month, place or workshop."""

    title: str
    head: str
    lines: list[Line]
    plots: list[Plot]


@dataclass(frozen=True)
class Report:
    tables: list[Table]
    whole: Line


def headings() -> list[str]:
    """Return what stands above the figures, in the order of ``Line.cells``."""
    return [
        _("Sessions"),
        _("Seats there were"),
        _("Seats taken"),
        _("Filled"),
        _("Presences noted"),
        _("Did not come"),
        _("Had a seat after waiting"),
        _("Mean wait"),
    ]


def report_of(sessions: QuerySet[Session], scope: Scope) -> Report:
    """Return the three tables with their plots; eleven queries, whatever there is to count."""
    places, workshops = names_of(sessions)
    by_month, by_place = counts_by([MONTH], sessions), counts_by([PLACE], sessions)
    by_workshop = counts_by([WORKSHOP], sessions)
    months = [_month(month, by_month.get((month,), Counts())) for month in months_between(scope.first, scope.last)]
    if len(months) > MOST_MONTHS:
        months = [line for line in months if line.counts.sessions]
    tables = [
        Table(_("By month"), _("Month"), months, _over_time(months[-MOST_MONTHS:])),
        _table("place", _("By place"), _("Place"), by_place, lambda key: places.get(key, _("Remote"))),
        _table("workshop", _("By workshop"), _("Workshop"), by_workshop, lambda key: workshops.get(key, "—")),
    ]
    return Report(tables, Line(_("All"), total(by_month)))


def rows_by_all(sessions: QuerySet[Session]) -> Iterable[list[Any]]:
    """Yield a heading, then one row a month, place and workshop, as a spreadsheet computes with them; an empty cell: too few people."""
    places, workshops = names_of(sessions)
    yield [
        _("Month"),
        _("Place"),
        _("Workshop"),
        _("Sessions"),
        _("Seats there were"),
        _("Seats taken"),
        _("Filled (%)"),
        _("Presences noted"),
        _("Came"),
        _("Did not come"),
        _("Did not come (%)"),
        _("Had a seat after waiting"),
        _("Mean wait (days)"),
    ]
    found = counts_by([MONTH, PLACE, WORKSHOP], sessions)
    named = [
        (month, places.get(place, _("Remote")), workshops.get(workshop, "—"), counts) for (month, place, workshop), counts in found.items()
    ]
    for month, place, workshop, counts in sorted(named, key=lambda row: (row[0], row[1], row[2])):
        presence = (
            [counts.marked, counts.came, counts.no_show, _hundred(counts.no_show_rate)] if counts.tells_presence else ["", "", "", ""]
        )
        waiting = [counts.waited, _rounded(counts.wait_days)] if counts.tells_waiting else ["", ""]
        yield [f"{month:%Y-%m}", place, workshop, counts.sessions, counts.seats, counts.taken, _hundred(counts.fill), *presence, *waiting]


def percent(rate: float | None) -> str:
    return "–" if rate is None else _("%(number)s %%") % {"number": number_format(round(rate * 100))}


def days(length: float | None) -> str:
    """Return "3,5 j", "12 h"."""
    if length is None:
        return "–"
    if length < 1:
        return _("%(hours)d h") % {"hours": round(length * 24)}
    return _("%(days)s d") % {"days": number_format(round(length, 1), decimal_pos=1)}


def few(number: int) -> str:
    """Return why a figure is not told."""
    return _("fewer than %(number)s") % {"number": FEWEST} if number else "–"


def _month(month: date, counts: Counts) -> Line:
    return Line(date_format(month, "F Y"), counts, short=f"{short_month(month)} {month:%y}")


def _hundred(rate: float | None) -> float | str:
    return "" if rate is None else round(rate * 100, 1)


def _rounded(length: float | None) -> float | str:
    return "" if length is None else round(length, 1)


def _table(name: str, title: str, head: str, found: dict[Key, Counts], label: Callable[[Any], str]) -> Table:
    lines = sorted((Line(label(key[0]), counts) for key, counts in found.items()), key=lambda line: line.label)
    most = sorted(lines, key=lambda line: -line.counts.sessions)[:MOST_ROWS]
    shown = [line for line in lines if line in most]
    return Table(title, head, lines, _side_by_side(name, shown))


def _over_time(lines: list[Line]) -> list[Plot]:
    if not any(line.counts.sessions for line in lines):
        return []
    top = nice_top([line.counts.wait_days for line in lines])
    rates = [percent(part / 4) for part in range(5)]
    return [
        _columns("fill-month", _("How full the sessions were, month by month"), lines, FILLED, top=1, texts=rates),
        _columns("absent-month", _("Who did not come, month by month"), lines, ABSENT, top=1, texts=rates),
        _columns("wait-month", _("Mean wait for a seat, month by month"), lines, WAITED, top=top, texts=["0", days(top / 2), days(top)]),
    ]


def _columns(name: str, title: str, lines: list[Line], measure: "Measure", *, top: float, texts: list[str]) -> Plot:
    return columns(name, title, _said(lines, measure), _values(lines, measure), top=top, texts=texts)


def _side_by_side(name: str, lines: list[Line]) -> list[Plot]:
    if not lines:
        return []
    waits = [line.counts.wait_days for line in lines]
    plots = [
        rows(f"fill-{name}", _("How full the sessions were"), _said(lines, FILLED), _values(lines, FILLED), top=1),
        rows(f"absent-{name}", _("Who did not come"), _said(lines, ABSENT), _values(lines, ABSENT), top=1),
    ]
    if any(wait is not None for wait in waits):
        title = _("Mean wait for a seat")
        plots.append(rows(f"wait-{name}", title, _said(lines, WAITED), _values(lines, WAITED), top=nice_top(waits)))
    return plots


# A measure: its value, and in words.
Measure = tuple[Callable[[Counts], float | None], Callable[[Counts], str]]
FILLED: Measure = (lambda counts: counts.fill, lambda counts: percent(counts.fill))
ABSENT: Measure = (
    lambda counts: counts.no_show_rate,
    lambda counts: percent(counts.no_show_rate) if counts.tells_presence else "–",
)
WAITED: Measure = (lambda counts: counts.wait_days, lambda counts: days(counts.wait_days) if counts.tells_waiting else "–")


def _values(lines: list[Line], measure: Measure) -> list[Value]:
    value, text = measure
    return [Value(line.short or line.label, value(line.counts), text(line.counts)) for line in lines]


def _said(lines: list[Line], measure: Measure) -> str:
    """Return the plot in one sentence, for who does not see it."""
    _value, text = measure
    return ", ".join(f"{line.label} {text(line.counts)}" for line in lines)

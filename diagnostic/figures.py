"""What the counts say, in tables where no published cell is under five people.

A small cell is hidden. When what is hidden in a table adds up to less than five, or is one cell alone, the smallest shown
cell is hidden too: the total of another table must not give it back by subtraction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from catalogue.places.departements import name_of
from catalogue.places.models import Commune

from .engine import Class
from .models import DailyCount
from .routing import CardKind, Rule

SMALLEST = 5

CLASSES: dict[str, str | Promise] = {
    Class.FIRST_STEPS: _("First steps"),
    Class.BEGINNER: _("Beginner"),
    Class.CONSOLIDATING: _("To consolidate"),
    Class.AUTONOMOUS: _("At ease"),
    "": _("Not measured"),
}
RULES: dict[str, str | Promise] = {
    Rule.TRAINING: _("Training for professionals"),
    Rule.EQUIPMENT: _("Equipment or connection"),
    Rule.PROCEDURE: _("Urgent procedure"),
    Rule.INDIVIDUAL: _("One to one"),
    Rule.BEGINNER: _("Beginners’ workshop"),
    Rule.INTERMEDIATE: _("Intermediate workshop"),
    Rule.ADVANCED: _("Advanced workshop"),
}
KINDS: dict[str, str | Promise] = {
    CardKind.SESSION: _("a free seat"),
    CardKind.REMOTE: _("a remote seat"),
    CardKind.WAITING_LIST: _("a waiting list"),
    CardKind.PLACE: _("a place"),
    CardKind.TOWN_HALL: _("the town hall’s number"),
    CardKind.HELPLINE: _("our number"),
    CardKind.TRAINING: _("the list of courses"),
    CardKind.VOLUNTEER: _("volunteering"),
    CardKind.SELF_STUDY: _("learning alone"),
}


@dataclass(frozen=True)
class Cell:
    """``count`` is None when it is hidden."""

    label: str
    count: int | None


@dataclass(frozen=True)
class Table:
    title: str
    cells: list[Cell]


def tables(first: date, last: date) -> list[Table]:
    """Return the tables of the days from ``first`` to ``last``, both included; one query each."""
    rows = DailyCount.objects.filter(day__gte=first, day__lte=last)
    return [
        Table(gettext("By month"), _published(_by_month(rows))),
        Table(gettext("By département"), _published(_by(rows, "departement", _departement_words))),
        Table(gettext("By class"), _published(_by(rows, "klass", _class_words))),
        Table(gettext("By next step"), _published(_by(rows, "route", _route_words))),
        Table(gettext("Alone or helped"), _published(_by(rows, "helped", _helped_words))),
        Table(gettext("Towns with no place nearby"), _published(_by_commune(rows))),
    ]


def hide_small(counts: Iterable[int]) -> list[int | None]:
    """Return the counts with None where one must not be published; zero is nobody, and stays."""
    counts = list(counts)
    hidden = {rank for rank, count in enumerate(counts) if 0 < count < SMALLEST}
    while hidden and (len(hidden) == 1 or sum(counts[rank] for rank in hidden) < SMALLEST):
        shown = [rank for rank, count in enumerate(counts) if count >= SMALLEST and rank not in hidden]
        if not shown:
            break
        hidden.add(min(shown, key=lambda rank: counts[rank]))
    return [None if rank in hidden else count for rank, count in enumerate(counts)]


def csv_rows(found: list[Table]) -> Iterator[list[str]]:
    yield [gettext("table"), gettext("value"), gettext("diagnostics")]
    for table in found:
        for cell in table.cells:
            yield [table.title, cell.label, gettext("fewer than 5, or hidden") if cell.count is None else str(cell.count)]


def _published(counted: list[tuple[str, int]]) -> list[Cell]:
    counts = hide_small(count for _label, count in counted)
    return [Cell(label, count) for (label, _count), count in zip(counted, counts, strict=True)]


def _by(rows: QuerySet, name: str, words) -> list[tuple[str, int]]:
    summed = rows.order_by().values_list(name).annotate(n=Sum("count")).order_by("-n", name)
    return [(words(value), n) for value, n in summed]


def _by_month(rows: QuerySet) -> list[tuple[str, int]]:
    summed = rows.order_by().annotate(month=TruncMonth("day")).values_list("month").annotate(n=Sum("count")).order_by("month")
    return [(date_format(month, "F Y"), n) for month, n in summed]


def _by_commune(rows: QuerySet) -> list[tuple[str, int]]:
    summed: dict[str, int] = dict(rows.exclude(commune="").order_by().values_list("commune").annotate(n=Sum("count")))
    names = {commune.pk: str(commune) for commune in Commune.objects.filter(pk__in=summed)}
    return sorted(((names.get(code, code), n) for code, n in summed.items()), key=lambda pair: (-pair[1], pair[0]))


def _departement_words(code: str) -> str:
    return f"{code} · {name_of(code)}" if code else gettext("No place given")


def _class_words(code: str) -> str:
    return str(CLASSES.get(code, code))


def _route_words(code: str) -> str:
    rule, _colon, kind = code.partition(":")
    return " · ".join(str(words) for words in (RULES.get(rule, rule), KINDS.get(kind, kind)) if words)


def _helped_words(helped: bool) -> str:
    return gettext("With a helper") if helped else gettext("Alone")

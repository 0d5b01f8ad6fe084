"""The rows of a list on a screen: what was pasted, read and checked, each with its own error; what was typed is kept in the form."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.forms import Problem
from core.phones import parse_phone
from core.text import fold

from ..models.helping import MOST_SEATS
from .forms import RowForm
from .reading_lists import Read

MOST_LATER = 20_000  # characters


@dataclass
class Row:
    """``note`` says what is odd without being wrong."""

    number: int
    form: RowForm
    note: str = ""

    @property
    def is_taken(self) -> bool:
        return bool(self.form["take"].value())

    @property
    def is_right(self) -> bool:
        return self.form.is_valid()


def pasted(people: Iterable[Read], known: set[tuple[str, str]]) -> list[Row]:
    """Return a row for each person read; one who is there twice, or has a seat already (``known``: folded name, phone), is not ticked."""
    rows: list[Row] = []
    seen: dict[tuple[str, str], int] = {}
    for number, read in enumerate(list(people)[:MOST_SEATS]):
        who = (fold(read.name), parse_phone(read.phone) or read.phone)
        note = ""
        if read.other_language:
            note = _("We do not write in “%(language)s” yet: choose the language of the messages.") % {"language": read.other_language[:40]}
        is_again = bool(read.name) and (who in seen or who in known)
        if is_again and who in known:
            note = _("This person already has a seat in this workshop.")
        elif is_again:
            note = _("The same as line %(number)s.") % {"number": seen[who] + 1}
        seen.setdefault(who, number)
        prefix = prefix_of(number)
        data = {f"{prefix}-first_name": read.name, f"{prefix}-phone": read.phone, f"{prefix}-language": read.language or "fr"}
        if not is_again:
            data[f"{prefix}-take"] = "on"
        rows.append(Row(number, RowForm(data, prefix=prefix), note))
    return rows


def posted(data: Mapping[str, str]) -> list[Row]:
    """Return the rows that come back with a form, under the numbers they had."""
    return [Row(number, RowForm(data, prefix=prefix_of(number))) for number in _numbers(data.get("numbers", ""))]


def empty(count: int, data: Mapping[str, str] | None = None) -> list[Row]:
    """Return rows to fill in, those left empty being nobody."""
    return [Row(number, RowForm(data, prefix=prefix_of(number), empty_permitted=True)) for number in range(min(count, MOST_SEATS))]


def prefix_of(number: int) -> str:
    return f"r{number}"


def numbers_of(rows: Iterable[Row]) -> str:
    return ",".join(str(row.number) for row in rows)


def problems_of(rows: Iterable[Row]) -> list[Problem]:
    """Return what is to be corrected, each line leading to its field."""
    found: list[Problem] = []
    for row in rows:
        if row.is_taken and not row.is_right:
            for problem in row.form.problems:
                label = _("Line %(number)s, %(field)s") % {"number": row.number + 1, "field": problem.label}
                found.append(Problem(anchor=problem.anchor, label=label, message=problem.message))
    return found


def written(people: Iterable[Read]) -> str:
    """Return people as a list again, to keep what does not fit on this screen."""
    lines = [" ; ".join(part for part in (read.name, read.phone, read.language or read.other_language) if part) for read in people]
    return "\n".join(lines)[:MOST_LATER]


def _numbers(typed: Any) -> list[int]:
    found = [int(part) for part in str(typed)[:200].split(",") if part.isascii() and part.isdigit() and len(part) < 3]
    return sorted({number for number in found if number < MOST_SEATS})

"""Lines of a report as a spreadsheet reads them."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from core.spreadsheets import is_formula

from ..field_words import field_in_words
from .report import REPAIRS, Line

BOM = "\ufeff"  # without it, Excel reads UTF-8 as Windows-1252


class CsvLines:
    """Gives each line of CSV as it is made; a text that a spreadsheet would run as a formula gets an apostrophe."""

    def __init__(self) -> None:
        self._writer = csv.writer(self)

    def write(self, text: str) -> str:
        return text

    def header(self) -> str:
        return self._writer.writerow([_("line"), _("id"), _("name"), _("fate"), _("repairs"), _("kept as the team wrote it"), _("why")])

    def line(self, line: Line) -> str:
        cells = [
            line.number or "",
            line.id,
            line.name,
            line.fate.label,
            repairs_in_words(line.repairs),
            fields_in_words(line.kept),
            line.reason,
        ]
        return self._writer.writerow([f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell for cell in cells])


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    made = CsvLines()
    yield BOM + made.header()
    for line in lines:
        yield made.line(line)


class ReportFile:
    """A report that grows on disk, line after line: ``with ReportFile(path) as report: report.add(lines)``."""

    def __init__(self, path: Path) -> None:
        self._stream = path.open("w", encoding="utf-8", newline="")
        self._made = CsvLines()

    def __enter__(self) -> "ReportFile":
        self._stream.write(BOM + self._made.header())
        return self

    def __exit__(self, *_failure) -> None:
        self._stream.close()

    def add(self, lines: list[Line]) -> None:
        self._stream.writelines(self._made.line(line) for line in lines)


def repairs_in_words(repairs: Iterable[str]) -> str:
    return " ; ".join(str(REPAIRS.get(repair, repair)) for repair in repairs)


def fields_in_words(names: Iterable[str]) -> str:
    """Return the names of a place's fields as the admin shows them."""
    return ", ".join(field_in_words(name) for name in names)

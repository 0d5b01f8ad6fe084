"""Rows of a CSV file, read as they are asked for."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from .columns import check_columns, column_of, text_of
from .refusal import UnreadableFile
from .rows import Row, check_count

_SEPARATORS = ",;\t|"
_LARGEST_FIELD = 100_000  # characters; beyond, a quotation mark was opened and never closed
_LARGEST_HEADER = 65_536
_LARGEST_RECORD = 4 << 20  # characters: a line of commas without end would be as many fields in memory
_PROSE = ("presentation_resume", "presentation_detail", "horaires")


def open_csv(path: Path, encoding: str) -> tuple[str, int, Iterator[Row]]:
    """Return (version, number of rows, rows); raises UnreadableFile."""
    csv.field_size_limit(_LARGEST_FIELD)
    with path.open("r", encoding=encoding, errors="replace", newline="") as stream:
        head = stream.readline(_LARGEST_HEADER)
    separator = max(_SEPARATORS, key=head.count)
    try:
        header = [column_of(name) for name in next(csv.reader([head], delimiter=separator))]
    except (csv.Error, StopIteration) as error:
        raise UnreadableFile(_("This is no CSV file: its first line cannot be read.")) from error
    version = check_columns(header)
    count = 0
    for _number, _last, _fields in _records(path, encoding, separator):
        count += 1
        check_count(count)
    return version, count, _rows(path, encoding, separator, header)


def _rows(path: Path, encoding: str, separator: str, header: list[str]) -> Iterator[Row]:
    for number, last, fields in _records(path, encoding, separator):
        values = {name: text_of(value) for name, value in zip(header, fields, strict=False)}
        if last > number and (len(fields) != len(header) or _runs_together(fields, header, separator)):
            reason = _("A quotation mark is not closed: lines %(first)d to %(last)d run together.") % {"first": number, "last": last}
            yield Row(number, values, reason, hides_others=True)
        elif len(fields) > len(header) and any(field.strip() for field in fields[len(header) :]):
            yield Row(number, values, _("This line has more values than there are columns."))
        else:
            yield Row(number, values)


def _runs_together(fields: list[str], header: list[str], separator: str) -> bool:
    """Tell whether a value holds other lines of the file: from one name to the next there are as many separators as columns, less one."""
    others = len(header) - 1
    for name, value in zip(header, fields, strict=True):
        if "\n" not in value:
            continue
        if name in _PROSE:
            if any(line.count(separator) == others for line in value.splitlines()[1:-1]):
                return True
        elif value.count(separator) >= others:
            return True
    return False


def _records(path: Path, encoding: str, separator: str) -> Iterator[tuple[int, int, list[str]]]:
    """Give (first line, last line, fields) of each record that is not blank."""
    with path.open("r", encoding=encoding, errors="replace", newline="") as stream:
        lines = _Lines(stream)
        reader = csv.reader(lines, delimiter=separator)
        next(reader, None)
        number = reader.line_num + 1
        try:
            for fields in reader:
                lines.read = 0
                if any(field and not field.isspace() for field in fields):
                    yield number, reader.line_num, fields
                number = reader.line_num + 1
        except (csv.Error, _Endless) as error:
            raise UnreadableFile(
                _(
                    "Line %(number)d cannot be read: a quotation mark is probably opened there and never closed. "
                    "Correct that line. Nothing was imported."
                )
                % {"number": number}
            ) from error


class _Endless(Exception):
    """A record that goes on for longer than any honest one."""


class _Lines:
    """The lines of a stream, as long as one record is not larger than ``_LARGEST_RECORD``; ``read`` is how much of it was."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.read = stream, 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.stream.readline(_LARGEST_RECORD + 1)
        self.read += len(line)
        if self.read > _LARGEST_RECORD:
            raise _Endless
        if not line:
            raise StopIteration
        return line

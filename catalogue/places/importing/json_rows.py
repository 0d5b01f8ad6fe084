"""Rows of a JSON file, read as they are asked for: a list of records, or a record that holds one.

The standard library decodes one record at a time from a window on the text. (The usual streaming parser for Python, ijson 3.6, crashes
the whole process on a number of 5,000 digits.)
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .columns import KNOWN, check_columns, column_of, text_of
from .refusal import UnreadableFile
from .rows import Row, check_count

_WINDOW = 1 << 20  # characters read at once
_LARGEST_VALUE = 4 << 20
# Numbers stay as they are written: 5,000 digits are no reason to fail.
_decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=lambda _name: "", strict=False)
_SPACE = " \t\r\n\ufeff"


def open_json(path: Path, encoding: str) -> tuple[str, int, Iterator[Row]]:
    """Return (version, number of rows, rows); raises UnreadableFile."""
    names: set[str] = set()
    count = 0
    for record in _records(path, encoding):
        count += 1
        check_count(count)
        if isinstance(record, dict):
            names.update(record)
            if len(names) > 5000:
                raise UnreadableFile(_("No column of the standard was found. Is this the right file?"))
    columns = {name: column_of(name) for name in names}
    return check_columns(columns.values()), count, _rows(path, encoding, columns)


def _rows(path: Path, encoding: str, columns: dict[str, str]) -> Iterator[Row]:
    for number, record in enumerate(_records(path, encoding), start=1):
        if isinstance(record, dict):
            yield Row(number, {columns[name]: text_of(value) for name, value in record.items()})
        else:
            yield Row(number, {}, _("This entry is no record."))


def _records(path: Path, encoding: str) -> Iterator[Any]:
    with path.open("r", encoding=encoding, errors="replace", newline="") as stream:
        text = _Text(stream)
        with _broken_is_a_sentence(text):
            if text.peek() == "[":
                yield from text.items()
            else:
                yield from _in_a_record(text)
            if text.peek() == "{":
                raise UnreadableFile(_("This file holds one JSON record a line. Put the records into one list: [ …, … ]."))
            if text.peek():
                text.fail()


def _in_a_record(text: "_Text") -> Iterator[Any]:
    """Give what the first list of records in a record holds; the record itself when it is a place."""
    alone: dict[str, Any] = {}
    has_list, size = False, 0
    for name in text.names():
        if column_of(name) not in KNOWN and text.peek() == "[" and not has_list:
            if name == "features":
                raise UnreadableFile(_("This is GeoJSON. Send the CSV or JSON file of the standard."))
            has_list = True
            yield from text.items()
        else:
            alone[name] = text.value()
            size += len(name) + text.length
            if size > _LARGEST_VALUE:
                text.fail("too large")
    if alone.get("type") in ("FeatureCollection", "Feature", "Topology"):
        raise UnreadableFile(_("This is GeoJSON. Send the CSV or JSON file of the standard."))
    if not has_list:
        yield alone


@contextmanager
def _broken_is_a_sentence(text: "_Text") -> Iterator[None]:
    try:
        yield
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            _("The JSON of this file is broken at entry %(number)d (%(error)s). Nothing was imported.")
            % {"number": text.given + 1, "error": error.msg[:80]}
        ) from error
    except RecursionError as error:
        raise UnreadableFile(_("The JSON of this file is nested too deep. Nothing was imported.")) from error


class _Text:
    """A window on a JSON text: never more than one value and what was read with it."""

    def __init__(self, stream) -> None:
        self.stream = stream
        self.window = ""
        self.at = 0
        self.length = 0  # of the last value, in characters
        self.given = 0  # items so far, for the sentence about what is broken

    def peek(self) -> str:
        """Return the next character that is no space, "" at the end."""
        while True:
            while self.at < len(self.window):
                if self.window[self.at] not in _SPACE:
                    return self.window[self.at]
                self.at += 1
            if not self._read_more():
                return ""

    def take(self, wanted: str) -> None:
        if self.peek() != wanted:
            self.fail(f"expecting {wanted}")
        self.at += 1

    def fail(self, why: str = "extra data") -> None:
        raise json.JSONDecodeError(why, self.window[self.at : self.at + 40], 0)

    def value(self) -> Any:
        """Decode the next value whole."""
        self.peek()
        while True:
            try:
                value, end = _decoder.raw_decode(self.window, self.at)
            except json.JSONDecodeError:
                if len(self.window) - self.at > _LARGEST_VALUE or not self._read_more():
                    raise
                continue
            if end == len(self.window) and end - self.at <= _LARGEST_VALUE and self._read_more():
                continue  # a number may go on
            self.length, self.at = end - self.at, end
            return value

    def items(self) -> Iterator[Any]:
        """Decode the items of a list one by one."""
        self.take("[")
        while self.peek() != "]":
            yield self.value()
            self.given += 1
            if self.peek() != "]":
                self.take(",")
        self.take("]")

    def names(self) -> Iterator[str]:
        """Give the names of a record; the caller takes each value."""
        self.take("{")
        while self.peek() != "}":
            if self.peek() != '"':
                self.fail("expecting a name")
            name = self.value()
            self.take(":")
            yield name
            if self.peek() != "}":
                self.take(",")
        self.take("}")

    def _read_more(self) -> bool:
        block = self.stream.read(_WINDOW)
        if not block:
            return False
        self.window = self.window[self.at :] + block
        self.at = 0
        return True

"""Open a file as rows of text, whatever its form: CSV with any usual separator, JSON; UTF-8, UTF-16 or Windows-1252.

The file is read through once before the first row is given, so that a file broken in its middle is refused before anything is
written; then its rows are read as they are asked for. Nothing is ever held whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .csv_rows import open_csv
from .json_rows import open_json
from .rows import Row
from .sniffing import sniff


@dataclass(frozen=True)
class Source:
    """``count`` is how many rows there are, refused ones included; ``rows`` gives them once."""

    version: str
    encoding: str
    form: str
    count: int
    rows: Iterator[Row]


def open_file(path: Path) -> Source:
    """Return the rows of a file; raises UnreadableFile with a sentence."""
    sniffed = sniff(path)
    opened = open_json if sniffed.form == "json" else open_csv
    version, count, rows = opened(path, sniffed.encoding)
    return Source(version, sniffed.encoding, sniffed.form, count, rows)

"""Import a file in batches, each in one transaction. A second run of the same file changes nothing."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection, reset_queries
from django.utils.translation import gettext as _

from ..duplicates.proposing import propose
from .archiving import Gone, archive_the_gone
from .candidates import Candidate, compare, locate, refusal, refused_row, source_of
from .communes import CommuneFinder
from .mapping import draft_of
from .reading import Source, open_file
from .report import Line, Report
from .rows import Row
from .writing import write

BATCH = 2000


@dataclass(frozen=True)
class Options:
    """``source`` names where every record comes from, with the id their identity; else each row's own ``source``, else the file's name.

    ``feed_id`` is the ImportSource read, if any. ``is_complete``: what its sources held and this file does not is archived.
    ``stem`` is the name of the file, where it is not that of the path.
    """

    source: str = ""
    feed_id: int | None = None
    dry_run: bool = False
    is_complete: bool = True
    stem: str = ""


def import_file(path: Path, *, source: str = "", dry_run: bool = False) -> Report:
    """Import a file of the standard, and return its account with every line."""
    return run_import(path, Options(source=source, dry_run=dry_run))


def run_import(
    path: Path,
    options: Options,
    *,
    on_lines: Callable[[list[Line]], None] | None = None,
    on_progress: Callable[[Report, int], None] | None = None,
) -> Report:
    """Import a file; raises UnreadableFile with a sentence, before anything is written, when it cannot be read as a whole.

    ``on_lines`` is given the lines of the report as they are known, in order; without it the report keeps them.
    ``on_progress`` is told (the report so far, how many rows there are) before the first batch and after each.
    """
    opened = open_file(path)
    report = Report(opened.version, opened.encoding, opened.form, is_dry_run=options.dry_run, keeps_lines=on_lines is None)
    batches = _Batches(opened, options, options.stem or path.stem)

    def account(lines: list[Line]) -> None:
        report.add(lines)
        if on_lines is not None:
            on_lines(lines)

    if on_progress is not None:
        on_progress(report, opened.count)
    with _database_not_in_memory(), _collector_waits():
        for rows in _in_batches(opened.rows):
            account(batches.import_rows(rows))
            gc.collect(0)  # what this batch left behind, and no walk through what stays
            if settings.DEBUG:
                reset_queries()  # the development server would keep the text of each
            if on_progress is not None:
                on_progress(report, opened.count)
    with _database_not_in_memory():
        gone = Gone(batches.seen, options.feed_id, batches.hides_rows)
        if options.is_complete:
            account(archive_the_gone(gone, report, dry_run=options.dry_run))
        if not options.dry_run:
            report.duplicates = propose(batches.touched)
    return report


class _Batches:
    """What one run remembers from batch to batch: the ids seen with their lines, and the communes found."""

    def __init__(self, opened: Source, options: Options, stem: str) -> None:
        self.version, self.options, self.stem = opened.version, options, stem
        self.seen: dict[tuple[str, str], int] = {}
        self.touched: list[tuple[str, str]] = []
        self.hides_rows = False
        self.finder = CommuneFinder()

    def import_rows(self, rows: list[Row]) -> list[Line]:
        """Import a batch; returns a line a row, in order."""
        lines: dict[int, Line] = {}
        candidates = []
        for row in rows:
            key = (source_of(row, self.options.source, self.stem), row.values.get("id", "")[:150])
            reason = refusal(row, key, self.seen)
            self.hides_rows |= row.hides_others
            if key[1]:
                self.seen.setdefault(key, row.number)  # a refused row is not gone from the file
            if reason:
                lines[row.number] = refused_row(row, reason)
            else:
                candidates.append(Candidate(row, key, draft_of(row.values, self.version)))
        self.finder.learn(candidate.draft for candidate in candidates)
        located = []
        for candidate in candidates:
            if locate(candidate, self.finder):
                located.append(candidate)
            else:
                lines[candidate.row.number] = candidate.refused(_("No location: neither a known commune nor coordinates in France."))
        compare(located)
        refused = {} if self.options.dry_run else write(located, self.options.feed_id)
        for candidate in located:
            why = refused.get(candidate.key)
            lines[candidate.row.number] = candidate.refused(why) if why else candidate.line()
            if not why and (candidate.stored is None or {"name", "address", "lat", "lon"} & set(candidate.changed)):
                self.touched.append(candidate.key)
        return [lines[row.number] for row in rows]


# For SQLite, while a file is imported. Its map of the file would be ours to account for, under a million new rows; a cache of a known
# size in its place keeps the indexes at hand, and the log of writes is folded in less often (in pages of 4 KB).
_FOR_AN_IMPORT = {"mmap_size": 0, "cache_size": -40_000, "wal_autocheckpoint": 16_000}


@contextmanager
def _database_not_in_memory() -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = {name: (cursor.execute(f"PRAGMA {name}").fetchone() or (0,))[0] for name in _FOR_AN_IMPORT}
        for name, value in _FOR_AN_IMPORT.items():
            cursor.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, value in before.items():
                cursor.execute(f"PRAGMA {name} = {int(value)}")


@contextmanager
def _collector_waits() -> Iterator[None]:
    """Python's collector would walk through every id seen so far, again and again: a fifth of the time. It works once, after."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _in_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch

"""Imports that leave a trace: asked, carried out by the worker, accounted for line by line in the database."""

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.models import User

from .. import bulk_rows
from ..models import Fate, ImportLine, ImportPart, ImportRun, ImportSource, Place, RunState
from .archiving import archive
from .fetching import Policy
from .parts import file_of, keep
from .refusal import UnreadableFile
from .report import Line, Report
from .run import Options, run_import

log = logging.getLogger(__name__)


class AlreadyRunning(Exception):
    """This source is being read: one at a time."""


def ask(
    *,
    source: ImportSource | None = None,
    source_name: str = "",
    file_name: str = "",
    url: str = "",
    blocks: Iterable[bytes] | None = None,
    is_dry_run: bool = False,
    is_complete: bool = True,
    by: User | None = None,
) -> ImportRun:
    """Ask for an import of an address or of a file that is sent as ``blocks``; the worker takes it from there.

    Raises AlreadyRunning, or UnreadableFile when what is sent can be seen to be no such file.
    """
    with transaction.atomic():
        run = _new_run(
            source=source,
            source_name=source_name[:80],
            file_name=file_name[:200],
            url=url or (source.url if source and blocks is None else ""),
            is_dry_run=is_dry_run,
            is_complete=is_complete,
            asked_by=by,
        )
        if blocks is not None:
            keep(run, blocks)
        _enqueue(run)
    return run


def ask_for_real(trial: ImportRun, by: User | None) -> ImportRun:
    """Ask for the import of which a trial was made, with the same file."""
    with transaction.atomic():
        run = _new_run(
            source=trial.source,
            source_name=trial.source_name,
            file_name=trial.file_name,
            url=trial.url,
            is_complete=trial.is_complete,
            asked_by=by,
        )
        moved = ImportPart.objects.filter(run=trial).update(run=run)
        if not moved and not run.url:
            raise UnreadableFile(_("The file is no longer kept. Send it again."))
        _enqueue(run)
    return run


def _new_run(**fields: Any) -> ImportRun:
    try:
        with transaction.atomic():
            return ImportRun.objects.create(**fields)
    except IntegrityError as error:
        raise AlreadyRunning from error


def _enqueue(run: ImportRun) -> None:
    from .tasks import carry_out_import

    transaction.on_commit(lambda: carry_out_import.enqueue(run.pk))


def carry_out(run_id: int, policy: Policy | None = None) -> None:
    """Read the file of a run that waits; whatever happens, the run says it. A run that somebody else took is left alone."""
    now = timezone.now()
    waiting = ImportRun.objects.filter(pk=run_id, state=RunState.QUEUED)
    if not waiting.update(state=RunState.RUNNING, started_at=now, seen_at=now):
        return
    run = ImportRun.objects.select_related("source").get(pk=run_id)
    with translation.override(settings.LANGUAGE_CODE):  # sentences that the team reads later
        try:
            with file_of(run, policy) as path:
                record(run, path)
        except UnreadableFile as error:
            fail(run, str(error))
        except Exception:
            log.exception("import %s failed", run_id)
            fail(run, _("Something unexpected happened. What was read until then is kept; ask again, or tell the technical team."))


def start(source_name: str, file_name: str, *, is_complete: bool) -> ImportRun:
    """Begin a run that this very process carries out (the command); raises AlreadyRunning."""
    now = timezone.now()
    return _new_run(
        source=ImportSource.objects.filter(name=source_name).first() if source_name else None,
        source_name=source_name[:80],
        file_name=file_name[:200],
        is_complete=is_complete,
        state=RunState.RUNNING,
        started_at=now,
        seen_at=now,
    )


def options_of(run: ImportRun) -> Options:
    name = run.source.name if run.source else run.source_name
    return Options(
        source="" if run.source and run.source.keeps_own_names else name,
        feed_id=run.source_id,
        dry_run=run.is_dry_run,
        is_complete=run.is_complete,
        stem=name or Path(run.file_name or run.url).stem[:80],
    )


def record(run: ImportRun, path: Path, *, on_lines=None, on_progress=None) -> Report:
    """Import a file and write its account under a run; raises UnreadableFile, leaving the run to ``fail``."""

    def write_lines(lines: list[Line]) -> None:
        with transaction.atomic():
            bulk_rows.insert(ImportLine, _COLUMNS, [_stored(line) for line in lines], {"run": run.pk})
        if on_lines is not None:
            on_lines(lines)

    def tell(report: Report, total: int) -> None:
        ImportRun.objects.filter(pk=run.pk).update(
            rows_total=total, rows_done=report.rows, fates=dict(report.fates), version=report.version, seen_at=timezone.now()
        )
        if on_progress is not None:
            on_progress(report, total)

    report = run_import(path, options_of(run), on_lines=write_lines, on_progress=tell)
    now = timezone.now()
    run.state, run.finished_at, run.seen_at = RunState.DONE, now, now
    run.version, run.form, run.encoding = report.version, report.form, report.encoding
    run.rows_total = run.rows_done = report.rows
    run.fates, run.repairs, run.kept_fields = dict(report.fates), dict(report.repairs.most_common()), dict(report.kept.most_common())
    run.reasons = dict(report.reasons.most_common(20))
    run.duplicates, run.warnings, run.held_back = report.duplicates, report.warnings, report.held_back
    with transaction.atomic():
        run.save()
        if not run.is_dry_run:
            run.parts.all().delete()
        if report.held_back:
            _tell_team(run, " ".join(report.warnings))
    return report


_COLUMNS = ("number", "source_id", "name", "fate", "repairs", "kept", "reason")


def _stored(line: Line) -> list[Any]:
    return [line.number, line.id, line.name, line.fate.value, " ".join(line.repairs)[:400], " ".join(line.kept)[:400], line.reason[:300]]


def line_of(stored: ImportLine) -> Line:
    return Line(
        stored.number,
        stored.source_id,
        stored.name,
        Fate(stored.fate),
        tuple(stored.repairs.split()),
        stored.reason,
        tuple(stored.kept.split()),
    )


def fail(run: ImportRun, why: str) -> None:
    """End a run with a sentence; the team is told of a source that was read by itself."""
    with transaction.atomic():
        active = ImportRun.objects.filter(pk=run.pk, state__in=(RunState.QUEUED, RunState.RUNNING))
        if active.update(state=RunState.FAILED, error=why[:500], finished_at=timezone.now()):
            _tell_team(run, why)


def _tell_team(run: ImportRun, why: str) -> None:
    from .telling import tell_team

    if run.source is not None and run.asked_by_id is None and not run.is_dry_run:
        tell_team(run, why)


def archive_all_the_same(run: ImportRun, by: User) -> int:
    """Archive what the guard held back; returns how many. Not once a later run of the same source has said something else."""
    if not run.held_back or run.is_dry_run or not is_latest(run):
        return 0
    with transaction.atomic():
        locked = ImportRun.objects.select_for_update().get(pk=run.pk)
        keys, locked.held_back = locked.held_back, []
        places = list(Place.objects.filter(pk__in=keys, archived_at__isnull=True).values_list("pk", "source_id", "name"))
        count = archive(pk for pk, _id, _name in places)
        why = _("Archived by hand: the file does not hold it any more.")
        lines = [Line(None, source_id, name, Fate.ARCHIVED, reason=why) for _pk, source_id, name in places]
        bulk_rows.insert(ImportLine, _COLUMNS, [_stored(line) for line in lines], {"run": run.pk})
        locked.fates = {**locked.fates, Fate.ARCHIVED.value: locked.fates.get(Fate.ARCHIVED.value, 0) + count}
        locked.archived_by, locked.archived_at = by, timezone.now()
        locked.save()
    return count


def is_latest(run: ImportRun) -> bool:
    """Tell whether no later import of the same source is done."""
    later = ImportRun.objects.filter(pk__gt=run.pk, state=RunState.DONE, is_dry_run=False)
    return not (later.filter(source=run.source) if run.source_id else later.filter(source=None, source_name=run.source_name)).exists()

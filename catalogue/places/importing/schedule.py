"""What `tick` does about imports: read the sources whose time has come, end runs that died, erase what nobody needs."""

from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from core.periodic import every_tick

from ..models import ImportLine, ImportPart, ImportRun, ImportSource, RunState
from .recorded import AlreadyRunning, ask, fail

_SILENCE = timedelta(minutes=30)  # a batch takes seconds
_LINES_KEPT = timedelta(days=60)
_PARTS_KEPT = timedelta(days=2)
_BATCH = 5000


def read_due_sources(now: datetime) -> int:
    """Ask for an import of each source whose time has come; returns how many. Two workers at once ask for one."""
    asked = 0
    for source in ImportSource.objects.filter(is_enabled=True, next_at__lte=now).exclude(url=""):
        later = now + timedelta(days=source.every)
        if not ImportSource.objects.filter(pk=source.pk, next_at=source.next_at).update(next_at=later):
            continue  # another worker was quicker
        try:
            ask(source=source)
            asked += 1
        except AlreadyRunning:
            continue
    return asked


def end_dead_runs(now: datetime) -> int:
    """End the runs that gave no sign of life: their worker was stopped. The next time of their source is not blocked by them."""
    dead = list(ImportRun.objects.filter(state=RunState.RUNNING, seen_at__lt=now - _SILENCE).select_related("source"))
    dead += list(ImportRun.objects.filter(state=RunState.QUEUED, created_at__lt=now - timedelta(days=1)).select_related("source"))
    with translation.override("fr"):
        for run in dead:
            fail(run, _("The import was interrupted. What was read until then is kept; ask again."))
    return len(dead)


def forget(now: datetime) -> int:
    """Erase the lines of old reports, but for the last of each source, and files that wait for nothing; returns how many lines."""
    ImportPart.objects.filter(run__created_at__lt=now - _PARTS_KEPT, run__state__in=(RunState.DONE, RunState.FAILED)).delete()
    last = ImportRun.objects.filter(state=RunState.DONE).order_by().values("source", "source_name").annotate(last=Max("pk")).values("last")
    old = ImportRun.objects.filter(finished_at__lt=now - _LINES_KEPT).exclude(pk__in=last)
    count = 0
    while keys := list(ImportLine.objects.filter(run__in=old.values("pk")).order_by().values_list("pk", flat=True)[:_BATCH]):
        count += ImportLine.objects.filter(pk__in=keys).delete()[0]
    return count


every_tick("places: sources to read", read_due_sources)
every_tick("places: imports that died", end_dead_runs, every=timedelta(minutes=10))
every_tick("places: old reports of imports", forget, every=timedelta(hours=12))

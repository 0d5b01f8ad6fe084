"""One more in the counts for a finished diagnostic; never twice for the same run."""

import hashlib
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .models import CountedRun, DailyCount


def count_once(run: str, *, departement: str = "", klass: str = "", route: str, helped: bool = False, commune: str = "") -> bool:
    """Add one to the cell of today; return False when this run was already counted.

    ``run`` is the run's random number, kept hashed for a day. ``commune`` is given only when no near door was found.
    """
    day = timezone.localdate()
    digest = hashlib.sha256(f"diagnostic run {run}".encode()).hexdigest()
    try:
        with transaction.atomic():
            if CountedRun.objects.filter(pk=digest).exists():
                return False
            CountedRun.objects.create(digest=digest, day=day)
            add(day, departement=departement, klass=klass, route=route, helped=helped, commune=commune)
    except IntegrityError:  # the same run, counted by another process meanwhile
        return False
    return True


def add(day: date, *, number: int = 1, **cell: Any) -> None:
    """Add to a cell in one statement, so that two at once lose nothing."""
    row, _created = DailyCount.objects.get_or_create(day=day, **cell)
    DailyCount.objects.filter(pk=row.pk).update(count=F("count") + number)


def forget_runs(now=None) -> int:
    """Forget the random numbers of runs counted before yesterday; return how many."""
    yesterday = timezone.localdate(now) - timedelta(days=1)
    return CountedRun.objects.filter(day__lt=yesterday).delete()[0]

"""What `manage.py tick` does each minute. Each room registers its own sweeps; one that fails stops no other."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sweep:
    name: str
    run: Callable[[datetime], object]
    every: timedelta


_sweeps: dict[str, Sweep] = {}


def every_tick(name: str, run: Callable[[datetime], object], *, every: timedelta = timedelta(minutes=1)) -> None:
    """Register ``run(now)``. It must be idempotent: two workers may run it at once, and a lost cache runs it again."""
    _sweeps[name] = Sweep(name, run, every)


def tick(now: datetime | None = None, *, force: bool = False) -> dict[str, object]:
    """Run every sweep that is due; returns what each gave back, or "failed"."""
    now = now or timezone.now()
    results: dict[str, object] = {}
    for sweep in _sweeps.values():
        if not force and not _is_due(sweep):
            continue
        try:
            results[sweep.name] = sweep.run(now)
        except Exception:  # one broken sweep must not keep reminders from leaving
            log.exception("tick: %s failed", sweep.name)
            results[sweep.name] = "failed"
    return results


def _is_due(sweep: Sweep) -> bool:
    if sweep.every <= timedelta(minutes=1):
        return True
    return cache.add("tick:" + sweep.name.replace(" ", "-"), "1", int(sweep.every.total_seconds()))

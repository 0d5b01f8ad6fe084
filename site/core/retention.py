"""One registry of personal data: what, why it may be kept, for how long; and one command that purges it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True)
class Retention:
    """``model`` is "app.Model", ``fields`` the personal ones, ``purge(now)`` erases what is over its time and returns how many."""

    model: str
    fields: tuple[str, ...]
    purpose: str | Promise
    legal_basis: str | Promise
    kept_for: str | Promise
    purge: Callable[[datetime], int]


_registry: dict[str, Retention] = {}


def register(retention: Retention) -> None:
    _registry[retention.model] = retention


def registry() -> list[Retention]:
    return [_registry[model] for model in sorted(_registry)]


def purge_all(now: datetime | None = None) -> dict[str, int]:
    """Erase what is over its time, everywhere; returns counts by model."""
    now = now or timezone.now()
    return {retention.model: retention.purge(now) for retention in registry()}

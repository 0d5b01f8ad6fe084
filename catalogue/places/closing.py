"""Close a place for some days, and take it back: the days, their reason, and the rule its opening hours get.

The hours hold the closure too (``2026 Dec 24-2027 Jan 02 off``), so that every list, search and file of the site says the same.
What becomes of the sessions is the agenda's.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.local_time import local_day

from . import history
from .joining.hours import Closure, closure_rule, week_of
from .local_edits import is_imported, keep
from .models import ClosedDay, Place

SOON = timedelta(days=45)
LONGEST_HOURS = 1000  # characters, of Place.opening_hours


def write_closed(place: Place, first: date, last: date, reason: str, by: Any = None) -> ClosedDay:
    """Write that a place is closed from ``first`` to ``last``, both included. ValidationError when the days cannot be."""
    closed = ClosedDay(place=place, first_day=first, last_day=last, reason=reason, closed_by=by)
    closed.full_clean(exclude=["place", "closed_by"])
    with transaction.atomic():
        closed.save()
        _rewrite_hours(place, by, add=Closure(first, last))
    return closed


def take_back(closed: ClosedDay, by: Any = None) -> ClosedDay:
    """Open the place again on those days; twice is once."""
    with transaction.atomic():
        locked = ClosedDay.objects.select_for_update().get(pk=closed.pk)
        if not locked.is_standing:
            return locked
        locked.reopened_at, locked.reopened_by = timezone.now(), by
        locked.save(update_fields=["reopened_at", "reopened_by"])
        same = ClosedDay.objects.standing().filter(place=locked.place_id, first_day=locked.first_day, last_day=locked.last_day)
        if not same.exists():
            _rewrite_hours(locked.place, by, drop=Closure(locked.first_day, locked.last_day))
    return locked


def closed_days_of(place: Place | None, first: date, last: date) -> dict[date, str]:
    """Return the days closed between two days, both included, and why; one query. What is remote never closes."""
    if place is None:
        return {}
    days: dict[date, str] = {}
    for closed in ClosedDay.objects.on(first, last).filter(place=place).order_by("pk"):
        day = max(closed.first_day, first)
        while day <= min(closed.last_day, last):
            days.setdefault(day, closed.reason)
            day += timedelta(days=1)
    return days


def closed_soon(place: Place) -> list[ClosedDay]:
    """Return the closures of a place that run now or begin soon; one query."""
    today = local_day(timezone.now(), place.time_zone)
    return list(ClosedDay.objects.on(today, today + SOON).filter(place=place).order_by("first_day", "pk"))


def with_reasons(closures: list[Closure], closed: Iterable[ClosedDay]) -> list[Closure]:
    """Return what the hours say is closed, each with its reason where the team wrote one; and what the hours could not hold."""
    reasons = {(one.first_day, one.last_day): one.reason for one in closed}
    known = [replace(closure, reason=reasons.pop((closure.first, closure.last), "")) for closure in closures]
    more = [Closure(first, last, reason) for (first, last), reason in reasons.items()]
    return sorted([*known, *more], key=lambda closure: (closure.first, closure.last))


def _rewrite_hours(place: Place, by: Any, *, add: Closure | None = None, drop: Closure | None = None) -> None:
    """Add a closure to the hours or drop it, where there are hours that can hold one; an import leaves them alone from then on."""
    locked = Place.objects.select_for_update(no_key=True, of=("self",)).get(pk=place.pk)
    written = _hours_with(locked.opening_hours, add, drop)
    if written == locked.opening_hours or len(written) > LONGEST_HOURS:
        return
    changed = {"opening_hours": [locked.opening_hours, written]}
    locked.opening_hours = place.opening_hours = written
    if is_imported(locked):
        keep(locked, ["opening_hours"])
    locked.save(update_fields=["opening_hours", "local_fields", "updated_at"])
    history.write_down([(locked, changed)], history.EDITED, user=by)


def _hours_with(hours: str, add: Closure | None, drop: Closure | None) -> str:
    if not hours.strip():
        return hours
    week = week_of(hours)
    if week is not None:
        closures = [closure for closure in week.closures if closure != drop] + ([add] if add else [])
        return week.with_closures(closures, timezone.localdate()).expression()
    rules = [rule.strip() for rule in hours.split(";") if rule.strip()]
    if drop:
        rules = [rule for rule in rules if rule != closure_rule(drop)]
    return "; ".join([*rules, closure_rule(add)] if add and closure_rule(add) not in rules else rules)

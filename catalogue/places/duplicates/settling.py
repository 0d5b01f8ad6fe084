"""Settle two records that may be one place: keep one, keep both, and undo either."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from core.models import User

from .. import history
from ..local_edits import KEEPABLE, is_imported, keep
from ..models import ArchiveReason, DuplicatePair, PairState, Place

MERGED = "places.merged"
PARTED = "places.parted"

# What is taken together: half an address is none.
GROUPS: dict[str, tuple[str, ...]] = {
    "address": ("address", "address_extra", "postcode", "city", "commune_id", "lat", "lon", "time_zone"),
}
_GROUPED = {name for names in GROUPS.values() for name in names}
CHOICES = tuple(GROUPS) + tuple(name for name in (*KEEPABLE, "how_to_come", "papers_asked") if name not in _GROUPED)


class AlreadySettled(Exception):
    """Somebody else settled this pair meanwhile."""


class HasSessions(Exception):
    """The record that would be archived has sessions to come."""


def differing(pair: DuplicatePair) -> list[str]:
    """Return the names of CHOICES on which the two records differ."""
    return [name for name in CHOICES if any(getattr(pair.first, part) != getattr(pair.second, part) for part in GROUPS.get(name, (name,)))]


def merge(pair: DuplicatePair, kept: Place, take: Sequence[str], by: User) -> DuplicatePair:
    """Keep one record, with the fields of the other named in ``take`` (of CHOICES); the other is archived and its address leads here.

    Raises AlreadySettled or HasSessions.
    """
    with transaction.atomic():
        locked, kept, other = _locked(pair, kept)
        if other.sessions.filter(ends_at__gte=timezone.now()).exists():
            raise HasSessions
        names = [part for name in take if name in CHOICES for part in GROUPS.get(name, (name,))]
        locked.before = {
            "taken": {name: [getattr(kept, name), getattr(other, name)] for name in names},
            "local_fields": list(kept.local_fields),
            "archived_at": other.archived_at.isoformat() if other.archived_at else None,
            "archive_reason": other.archive_reason,
        }
        history.remember(kept)
        history.remember(other)
        for name in names:
            setattr(kept, name, getattr(other, name))
        if is_imported(kept):
            keep(kept, names)
        kept.save()
        other.archived_at, other.archive_reason, other.merged_into = timezone.now(), ArchiveReason.MERGED, kept
        other.save()
        log(instance=kept, action=MERGED, user=by, data={"other": str(other), "taken": names})
        log(instance=other, action=MERGED, user=by, data={"into": str(kept)})
        return _settle(locked, PairState.MERGED, kept, by)


def keep_both(pair: DuplicatePair, by: User) -> DuplicatePair:
    """Say that these are two places; they are never proposed again. Raises AlreadySettled."""
    with transaction.atomic():
        locked, _first, _second = _locked(pair, pair.first)
        return _settle(locked, PairState.DIFFERENT, None, by)


def undo(pair: DuplicatePair, by: User) -> DuplicatePair:
    """Take back how a pair was settled; fields that were changed since the merge stay as they are now."""
    with transaction.atomic():
        locked = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
        if locked.state == PairState.OPEN:
            raise AlreadySettled
        if locked.state == PairState.MERGED and locked.kept_id:
            other_id = locked.second_id if locked.kept_id == locked.first_id else locked.first_id
            places = {
                place.pk: place for place in Place.objects.select_for_update().filter(pk__in=(locked.kept_id, other_id)).order_by("pk")
            }
            _part(places[locked.kept_id], places[other_id], locked.before, by)
        locked.kept, locked.before = None, {}
        return _settle(locked, PairState.OPEN, None, None)


def _part(kept: Place, other: Place, before: dict[str, Any], by: User) -> None:
    history.remember(kept)
    history.remember(other)
    for name, (was, taken) in before.get("taken", {}).items():
        if getattr(kept, name) == taken:
            setattr(kept, name, was)
    added = set(kept.local_fields) - set(before.get("local_fields", []))
    kept.local_fields = sorted(set(kept.local_fields) - (added & set(before.get("taken", {}))))
    kept.save()
    field = Place._meta.get_field("archived_at")
    other.archived_at, other.archive_reason, other.merged_into = (
        field.to_python(before.get("archived_at")),
        before.get("archive_reason", ""),
        None,
    )
    other.save()
    log(instance=kept, action=PARTED, user=by)
    log(instance=other, action=PARTED, user=by)


def _locked(pair: DuplicatePair, kept: Place) -> tuple[DuplicatePair, Place, Place]:
    locked = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if locked.state != PairState.OPEN or kept.pk not in (locked.first_id, locked.second_id):
        raise AlreadySettled
    places = {
        place.pk: place for place in Place.objects.select_for_update().filter(pk__in=(locked.first_id, locked.second_id)).order_by("pk")
    }
    other_id = locked.second_id if kept.pk == locked.first_id else locked.first_id
    return locked, places[kept.pk], places[other_id]


def _lock_places(*keys: int) -> dict[int, Place]:
    """Lock in the order of the keys, so that two settlements cannot wait for each other."""
    return {place.pk: place for place in Place.objects.select_for_update().filter(pk__in=keys).order_by("pk")}


def _settle(pair: DuplicatePair, state: PairState, kept: Place | None, by: User | None) -> DuplicatePair:
    pair.state, pair.kept, pair.settled_by = state, kept, by
    pair.settled_at = timezone.now() if by else None
    pair.save()
    return pair

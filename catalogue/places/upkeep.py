"""What the team does to many places at once. Each is one transaction a batch, keeps the search in step, and is written down."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from . import flags, history
from .facets import sync_facets
from .models import Place, PlaceKind, PlaceLink

SHOWN = "places.shown"
HIDDEN = "places.hidden"
ARCHIVED = "places.archived"
RESTORED = "places.restored"
VERIFIED = "places.verified"
KIND_SET = "places.kind_set"
_BATCH = 300

# What becomes of a place: the new values of the fields that may change.
_Change = Callable[[Place], dict[str, Any]]


def show(keys: Iterable[int], *, user: Any) -> int:
    """Show places to the public; returns how many changed. Archived ones stay archived."""
    return _change(keys, lambda place: {"is_listed": True}, SHOWN, user)


def hide(keys: Iterable[int], *, user: Any) -> int:
    return _change(keys, lambda place: {"is_listed": False}, HIDDEN, user)


def archive(keys: Iterable[int], *, user: Any) -> int:
    """Take places out of every list: they are closed. Their sessions of old stay readable."""
    now = timezone.now()
    return _change(keys, lambda place: {} if place.archived_at else {"archived_at": now}, ARCHIVED, user)


def restore(keys: Iterable[int], *, user: Any) -> int:
    return _change(keys, _restored, RESTORED, user)


def verify(keys: Iterable[int], today: date, *, user: Any) -> int:
    """Say that entries are right, today; the structures are not asked again for a year."""

    def verified(place: Place) -> dict[str, Any]:
        return {"verified_on": today, "flags": [code for code in place.flags if code != flags.OUT_OF_DATE]}

    def settle(places: list[Place]) -> None:
        links = PlaceLink.objects.filter(place__in=places, revoked_at=None)
        links.update(reminders=0, reminded_at=None, out_of_date_at=None)

    return _change(keys, verified, VERIFIED, user, settle)


def set_kind(keys: Iterable[int], kind: str, *, user: Any) -> int:
    """Make places reception points, relays or partners."""
    kind = PlaceKind(kind).value
    return _change(keys, lambda place: {"kind": kind}, KIND_SET, user)


def _restored(place: Place) -> dict[str, Any]:
    """Out of the archives, and kept out: a source that no longer holds the place does not archive it again."""
    if place.archived_at is None:
        return {}
    kept = place.local_fields if "archived_at" in place.local_fields else [*place.local_fields, "archived_at"]
    return {"archived_at": None, "archive_reason": "", "merged_into_id": None, "local_fields": kept}


def _change(keys: Iterable[int], new: _Change, action: str, user: Any, also: Callable[[list[Place]], None] | None = None) -> int:
    count = 0
    for batch in _batches(keys):
        with transaction.atomic():
            places = list(Place.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=batch).order_by("pk"))
            if also is not None:
                also(places)
            changed = [(place, changes) for place in places if (changes := _differing(place, new(place)))]
            count += len(changed)
            if not changed:
                continue
            names = sorted({name for _place, changes in changed for name in changes})
            now = timezone.now()
            for place, changes in changed:
                place.updated_at = now
                for name, (_before, after) in changes.items():
                    setattr(place, name, after)
            rows = [place for place, _changes in changed]
            Place.objects.bulk_update(rows, [*names, "updated_at"])
            sync_facets(rows)
            history.write_down(changed, action, user=user)
    return count


def _differing(place: Place, values: dict[str, Any]) -> history.Changes:
    return {name: [getattr(place, name), value] for name, value in values.items() if getattr(place, name) != value}


def _batches(keys: Iterable[int]) -> Iterator[list[int]]:
    listed = list(keys)
    for start in range(0, len(listed), _BATCH):
        yield listed[start : start + _BATCH]

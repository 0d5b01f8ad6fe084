"""What somebody of the team wrote in an imported record stays through later imports, until it is given back to the source."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from .importing.candidates import FIELDS, WORKED_OUT
from .models import ArchiveReason, Place

_POINT = ("commune_id", "lat", "lon")  # these go together: half a move would be a mistake
KEEPABLE = tuple(name for name in FIELDS if name not in WORKED_OUT)


def is_imported(place: Place) -> bool:
    return bool(place.source_id) and place.source != "local"


def remember(place: Place) -> dict[str, Any]:
    """Return what a place says before somebody edits it."""
    return {name: deepcopy(getattr(place, name)) for name in (*KEEPABLE, "archived_at")}


def keep_edits(place: Place, before: dict[str, Any]) -> None:
    """Mark as the team's own what differs from before; the caller saves the place."""
    if not is_imported(place):
        return
    keep(place, [name for name in KEEPABLE if getattr(place, name) != before[name]])
    if before["archived_at"] is not None and place.archived_at is None:
        if place.archive_reason == ArchiveReason.VANISHED:
            place.local_fields = sorted({*place.local_fields, "archived_at"})  # gone from the source, and yet shown: the team knows better
        place.archive_reason, place.merged_into = "", None


def keep(place: Place, names: Iterable[str]) -> None:
    """Mark fields as the team's own."""
    kept = {*place.local_fields, *(name for name in names if name in KEEPABLE)}
    if kept & set(_POINT):
        kept |= set(_POINT)
    place.local_fields = sorted(kept)

"""What changed in a place, field by field, and how to write it down: for one place, or for many at once."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import Field
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import bulk_rows
from .field_words import field_in_words, value_in_words
from .models import Place, PlaceLogEntry

Changes = dict[str, list[Any]]  # name of a field: [before, after]

EDITED = "wagtail.edit"
IMPORTED = "places.imported"
# Worked out from the others, or of no interest to a reader.
_LEFT_OUT = frozenset(("id", "folded", "twin_key", "created_at", "updated_at", "time_zone", "local_fields", "settled_flags", "feed"))
_TEXTS = ("summary", "description", "how_to_come", "papers_asked")
_LONGEST = 2000  # characters kept of one value


def snapshot(place: Place) -> dict[str, Any]:
    """Return the values of a place by field, its texts in other languages as "summary:en"; fit for JSON. A query, for the texts."""
    values = {field.name: _stored(place, field) for field in Place._meta.concrete_fields if field.name not in _LEFT_OUT}
    for text in place.texts.all():
        values |= {f"{name}:{text.language}": getattr(text, name) for name in _TEXTS if getattr(text, name)}
    return values


def remember(place: Place) -> None:
    """Keep how a place is stored, so that the next ``log()`` of this instance tells what changed. Three queries at most."""
    place.as_it_was = snapshot(Place.objects.get(pk=place.pk))


def what_changed(place: Place) -> Changes:
    """Return what differs since ``remember``, and forget it; nothing when nothing was remembered."""
    before = place.__dict__.pop("as_it_was", None)
    return {} if before is None else difference(before, snapshot(place))


def difference(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    return {
        name: [_short(before.get(name, "")), _short(after.get(name, ""))]
        for name in [*before, *(name for name in after if name not in before)]
        if before.get(name, "") != after.get(name, "")
    }


def write_down(changed: Iterable[tuple[Place, Changes]], action: str, *, user: Any = None, **data: Any) -> int:
    """Write a line for each place at once; returns how many. ``data`` goes with every line."""
    content_type = ContentType.objects.get_for_model(Place)
    now = timezone.now()
    lines = [
        PlaceLogEntry(
            place_id=place.pk,
            content_type=content_type,
            label=str(place),
            action=action,
            timestamp=now,
            # Of each line its own: Wagtail shows only the last of the lines that share one.
            uuid=uuid4(),
            user=user,
            content_changed=True,
            data={**data, "changes": {name: [_short(_plain(one)), _short(_plain(two))] for name, (one, two) in changes.items()}},
        )
        for place, changes in changed
    ]
    PlaceLogEntry.objects.bulk_create(lines, batch_size=500)
    return len(lines)


def write_down_import(changed: Iterable[tuple[int, str, Changes]], now: datetime) -> None:
    """Write a line for each (key, label, changes) of a batch of an import, the fast way; inside the caller's transaction."""
    rows = [
        [key, label, {"changes": {name: [_short(_plain(one)), _short(_plain(two))] for name, (one, two) in changes.items()}}]
        for key, label, changes in changed
    ]
    same = {"content_type": ContentType.objects.get_for_model(Place).pk, "action": IMPORTED, "timestamp": now, "uuid": None}
    same |= {"user": None, "revision": None, "content_changed": True, "deleted": False}
    if rows:
        bulk_rows.insert(PlaceLogEntry, ("place", "label", "data"), rows, same)


def in_words(entry: PlaceLogEntry) -> list[tuple[str, str, str]]:
    """Return (field, before, after) in words, a line a field; a line that an older version wrote may only name the fields."""
    data = entry.data if isinstance(entry.data, dict) else {}
    changes = data.get("changes")
    if isinstance(changes, dict):
        return [
            (capfirst(field_in_words(name)), value_in_words(name, pair[0]), value_in_words(name, pair[1]))
            for name, pair in changes.items()
            if isinstance(pair, list) and len(pair) == 2
        ]
    return [(capfirst(field_in_words(str(name))), "", "") for name in data.get("fields", [])]


def sentence(entry: PlaceLogEntry) -> str:
    """Return every change of a line in one text, for a spreadsheet."""
    parts = [
        _("%(field)s: %(before)s → %(after)s") % {"field": field, "before": before, "after": after} if before or after else field
        for field, before, after in in_words(entry)
    ]
    return " ; ".join(parts)


def _stored(place: Place, field: Field) -> Any:
    """Return a value as it is written down: the words of a record it refers to, the INSEE code of its commune."""
    if field.is_relation and field.name != "commune" and getattr(place, field.attname) is not None:
        return str(getattr(place, field.name))
    return _plain(getattr(place, field.attname))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _short(value: Any) -> Any:
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value

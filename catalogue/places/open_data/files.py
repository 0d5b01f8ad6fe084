"""The files of the whole directory: built when places have changed, kept in the media storage, served as they are.

They are not made while a visitor waits: with 100,000 places that takes seconds.
"""

import csv
import hashlib
import io
import json
import logging
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Count, Max
from django.utils import timezone

from ..models import OpenDataFile, Place
from .geojson import feature_of
from .standard import COLUMNS, row_of, without_formulas

log = logging.getLogger(__name__)
NOT_MORE_THAN = timedelta(hours=1)
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "geojson": "application/geo+json"}
_CHUNK = 1000


def refresh(now: datetime) -> str:
    """Build the files again when a place has changed since; at most once an hour. Returns what was done, for the tick."""
    oldest = OpenDataFile.objects.order_by("built_at").first()
    complete = OpenDataFile.objects.count() == len(TYPES)
    state = state_of_places()
    if complete and oldest and (oldest.state == state or now - oldest.built_at < NOT_MORE_THAN):
        return "unchanged"
    for format in TYPES:
        build(format, state, now)
    return "built"


def current(format: str) -> OpenDataFile:
    """Return the file to serve, built now when there is none yet."""
    found = OpenDataFile.objects.filter(format=format).first()
    if found is None or not default_storage.exists(found.path):
        found = build(format, state_of_places(), timezone.now())
    return found


def build(format: str, state: str, now: datetime) -> OpenDataFile:
    """Write one format, then let its record point to it; the file it replaces is removed after."""
    with tempfile.TemporaryFile() as stream:
        rows, left_out = _WRITERS[format](stream)
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        path = f"open-data/lieux-{digest[:16]}.{format}"
        if not default_storage.exists(path):
            path = default_storage.save(path, File(stream))
    before = OpenDataFile.objects.filter(format=format).first()
    values = {"path": path, "digest": digest, "rows": rows, "left_out": left_out, "state": state, "built_at": now}
    record, _created = OpenDataFile.objects.update_or_create(format=format, defaults=values)
    if before is not None and before.path != path:
        default_storage.delete(before.path)
    log.info("open data: %s rebuilt, %d places, %d left out", format, rows, left_out)
    return record


def state_of_places() -> str:
    """Return a short text that changes when the public directory does."""
    seen = Place.objects.listed().aggregate(count=Count("pk"), newest=Max("updated_at"))
    return f"{seen['count']}/{seen['newest'].isoformat() if seen['newest'] else ''}"


def _places() -> Iterator[Place]:
    return Place.objects.listed().order_by("pk").iterator(chunk_size=_CHUNK)


def _csv(stream: IO[bytes]) -> tuple[int, int]:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    counts = _each(row_of, lambda row: writer.writerow(without_formulas(row)))
    text.flush()
    text.detach()
    return counts


def _json(stream: IO[bytes]) -> tuple[int, int]:
    return _array(stream, b"[", row_of, b"]\n")


def _geojson(stream: IO[bytes]) -> tuple[int, int]:
    return _array(stream, b'{"type": "FeatureCollection", "features": [', feature_of, b"]}\n")


def _array(stream: IO[bytes], before: bytes, make: Callable[[Place], Any], after: bytes) -> tuple[int, int]:
    separators = iter((b"\n",))
    stream.write(before)

    def write(value: Any) -> None:
        stream.write(next(separators, b",\n") + json.dumps(value, ensure_ascii=False).encode())

    counts = _each(make, write)
    stream.write(b"\n" + after)
    return counts


def _each(make: Callable[[Place], Any], write: Callable[[Any], None]) -> tuple[int, int]:
    rows = left_out = 0
    for place in _places():
        value = make(place)
        if value is None:
            left_out += 1
        else:
            write(value)
            rows += 1
    return rows, left_out


_WRITERS = {"csv": _csv, "json": _json, "geojson": _geojson}

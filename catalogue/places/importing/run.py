"""Import a file in batches, each in one transaction. A second run of the same file changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import fold

from ..departements import time_zone_of
from ..facets import sync_facets
from ..models import CommuneKind, Place, PlaceKind
from .communes import CommuneFinder
from .mapping import Draft, draft_of
from .reading import Row, Source, open_file
from .repairs import settle_point
from .report import FLAGGED, Fate, Line, Report

BATCH = 250


@dataclass
class Candidate:
    row: Row
    key: tuple[str, str]
    draft: Draft
    fields: dict[str, Any]
    place: Place | None = None
    changed: tuple[str, ...] = ()


def import_file(path: Path, *, source: str = "", dry_run: bool = False) -> Report:
    """Import a file of the standard; raises UnreadableFile with a sentence when it cannot be read as a whole.

    ``source`` names where the records come from, with the id their identity; else each row's own ``source``, else the file's name.
    """
    opened = open_file(path)
    report = Report(version=opened.version, encoding=opened.encoding, is_dry_run=dry_run)
    seen: dict[tuple[str, str], int] = {}
    for rows in _batches(opened.rows):
        lines = {row.number: line for row, line in _import_batch(rows, opened, source or "", path.stem, seen, dry_run)}
        report.lines += [lines[row.number] for row in rows]
    return report


def _import_batch(
    rows: list[Row], opened: Source, source: str, stem: str, seen: dict[tuple[str, str], int], dry_run: bool
) -> Iterator[tuple[Row, Line]]:
    candidates = []
    for row in rows:
        key = (_source_of(row, source, stem), row.values.get("id", "")[:150])
        reason = _refusal(row, key, seen)
        if reason:
            yield row, _line(row, Fate.REFUSED, reason=reason)
            continue
        seen[key] = row.number
        candidates.append(Candidate(row, key, draft_of(row.values, opened.version), {}))
    finder = CommuneFinder(candidate.draft for candidate in candidates)
    located = []
    for candidate in candidates:
        if _locate(candidate, finder):
            located.append(candidate)
        else:
            reason = _("No location: neither a known commune nor coordinates in France.")
            yield candidate.row, _line(candidate.row, Fate.REFUSED, candidate.draft, reason)
    _compare(located)
    failed = {} if dry_run else _write(located)
    for candidate in located:
        if candidate.key in failed:
            yield candidate.row, _line(candidate.row, Fate.REFUSED, candidate.draft, failed[candidate.key])
        else:
            yield candidate.row, _line(candidate.row, _fate(candidate), candidate.draft)


def _refusal(row: Row, key: tuple[str, str], seen: dict[tuple[str, str], int]) -> str:
    if row.trouble:
        return row.trouble
    if not key[1]:
        return _("The id is empty.")
    if len(row.values.get("id", "")) > 150:
        return _("The id is longer than 150 characters.")
    if not row.values.get("nom"):
        return _("The name is empty.")
    if key in seen:
        return _("The id is already that of line %(number)d.") % {"number": seen[key]}
    return ""


def _source_of(row: Row, source: str, stem: str) -> str:
    """Return the name of the source, one line; "local" is kept for the team's own places."""
    name = " ".join((source or row.values.get("source", "") or stem).split())[:80]
    return name if fold(name) not in ("local", "") else f"import {stem}"[:80]


def _locate(candidate: Candidate, finder: CommuneFinder) -> bool:
    """Settle commune, point and time zone; False when there is no location at all."""
    draft = candidate.draft
    commune, how = finder.find(draft)
    draft.repaired(how)
    lat, lon, how = settle_point(draft.lat, draft.lon, commune)
    if how == "point_dropped" and (draft.lat is None or draft.lon is None):
        how = ""
    draft.repaired(how)
    if lat is None or lon is None:
        return False
    city = draft.city.title() if draft.city.isupper() else draft.city
    if commune is not None:
        is_part = commune.kind == CommuneKind.ARRONDISSEMENT and commune.parent is not None
        city = commune.parent.name if is_part and commune.parent else commune.name
    candidate.fields = {
        **draft.fields,
        "source": candidate.key[0],
        "source_id": candidate.key[1],
        "postcode": draft.postcode,
        "city": city,
        "commune_id": commune.code if commune else None,
        "lat": lat,
        "lon": lon,
        "time_zone": time_zone_of(commune.departement if commune else ""),
        "flags": [repair for repair in draft.repairs if repair in FLAGGED],
    }
    return True


def _compare(candidates: list[Candidate]) -> None:
    """Give each candidate the place it is in the database, if any, and the fields that differ."""
    sources = {candidate.key[0] for candidate in candidates}
    stored = Place.objects.filter(source__in=sources, source_id__in=[candidate.key[1] for candidate in candidates])
    by_key = {(place.source, place.source_id): place for place in stored}
    for candidate in candidates:
        candidate.place = by_key.get(candidate.key)
        if candidate.place is not None:
            place = candidate.place
            candidate.changed = tuple(name for name, value in candidate.fields.items() if getattr(place, name) != value)


def _fate(candidate: Candidate) -> Fate:
    if candidate.place is None:
        return Fate.CREATED
    return Fate.UPDATED if candidate.changed else Fate.UNCHANGED


def _write(candidates: list[Candidate]) -> dict[tuple[str, str], str]:
    """Write a batch in one transaction; row by row when it fails, so that one bad row costs no other. Returns the refused."""
    try:
        _write_together(candidates)
    except DatabaseError:
        refused = {}
        for candidate in candidates:
            try:
                _write_together([candidate])
            except DatabaseError as error:
                refused[candidate.key] = _("The database refused it (%(error)s).") % {"error": str(error).splitlines()[0][:120]}
        return refused
    return {}


def _write_together(candidates: list[Candidate]) -> None:
    new = [_new_place(candidate) for candidate in candidates if candidate.place is None]
    changed: list[Place] = []
    names: set[str] = set()
    for candidate in candidates:
        if candidate.place is not None and candidate.changed:
            for name in candidate.changed:
                setattr(candidate.place, name, candidate.fields[name])
            candidate.place.fold()
            candidate.place.updated_at = timezone.now()
            changed.append(candidate.place)
            names.update(candidate.changed)
    with transaction.atomic():
        Place.objects.bulk_create(new)
        if changed:
            Place.objects.bulk_update(changed, sorted(names | {"folded", "updated_at"}), batch_size=50)
        sync_facets([*new, *changed])


def _new_place(candidate: Candidate) -> Place:
    place = Place(**candidate.fields)
    is_relay = "Relais numérique (Emmaüs Connect)" in place.national_programmes
    place.kind = PlaceKind.RELAY if is_relay else PlaceKind.PARTNER
    place.is_listed = "Ce lieu n'accueille pas de public" not in place.access_modes
    place.fold()
    return place


def _line(row: Row, fate: Fate, draft: Draft | None = None, reason: str = "") -> Line:
    repairs = tuple(draft.repairs) if draft else ()
    return Line(row.number, row.values.get("id", "")[:150], row.values.get("nom", "")[:200], fate, repairs, reason)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch

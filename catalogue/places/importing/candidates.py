"""What a row of a file becomes: the fields of a place, beside the place that it already is, if any."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.text import fold

from .. import flags
from ..departements import time_zone_of
from ..models import ArchiveReason, Place
from .communes import CommuneFinder
from .mapping import Draft
from .repairs import settle_point
from .report import FLAGGED, Fate, Line
from .rows import Row

# What an import writes, and never anything else of a place.
FIELDS = (
    *("name", "pivot", "parent_structure", "typologies", "address", "address_extra", "postcode", "city", "commune_id", "lat", "lon"),
    *("time_zone", "phone", "emails", "websites", "opening_hours", "appointment_url", "access_url", "services", "audiences"),
    *("special_care", "fees", "modes", "national_programmes", "other_labels", "trainings", "access_modes", "mobility", "summary"),
    *("description", "source_updated_on", "flags"),
)
# What the import itself works out: nobody edits it.
WORKED_OUT = ("time_zone", "flags", "source_updated_on")
_STORED = (
    "pk",
    "source",
    "source_id",
    "local_fields",
    "settled_flags",
    "archived_at",
    "archive_reason",
    "feed_id",
    "kind",
    "is_listed",
    *FIELDS,
)


@dataclass(slots=True)
class Candidate:
    """``stored`` are the values in the database, ``changed`` the names that differ, ``kept`` those left as the team wrote them."""

    row: Row
    key: tuple[str, str]
    draft: Draft
    fields: dict[str, Any] = field(default_factory=dict)
    stored: dict[str, Any] | None = None
    changed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    comes_back: bool = False

    @property
    def fate(self) -> Fate:
        if self.stored is None:
            return Fate.CREATED
        return Fate.UPDATED if self.changed or self.comes_back else Fate.UNCHANGED

    def line(self) -> Line:
        return Line(self.row.number, self.key[1], shown_name(self.row), self.fate, tuple(self.draft.repairs), "", self.kept)

    def refused(self, reason: str) -> Line:
        return Line(self.row.number, self.key[1], shown_name(self.row), Fate.REFUSED, tuple(self.draft.repairs), reason)


def refused_row(row: Row, reason: str) -> Line:
    return Line(row.number, row.values.get("id", "")[:150], shown_name(row), Fate.REFUSED, (), reason[:300])


def shown_name(row: Row) -> str:
    return row.values.get("nom", "")[:200]


def refusal(row: Row, key: tuple[str, str], seen: dict[tuple[str, str], int]) -> str:
    """Return why a row cannot be used at all; "" when it can."""
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


def source_of(row: Row, source: str, stem: str) -> str:
    """Return the name of the source, one line; "local" is kept for the team's own places."""
    name = " ".join((source or row.values.get("source", "") or stem).split())[:80]
    return name if fold(name) not in ("local", "") else f"import {stem}"[:80]


def locate(candidate: Candidate, finder: CommuneFinder) -> bool:
    """Settle commune, point and time zone; False when there is no location at all."""
    draft = candidate.draft
    town, how = finder.find(draft)
    draft.repaired(how)
    lat, lon, how = settle_point(draft.lat, draft.lon, town)
    if how == "point_dropped" and (draft.lat is None or draft.lon is None):
        how = ""
    draft.repaired(how)
    if lat is None or lon is None:
        return False
    if draft.city.isupper() and len(draft.city) > 2:
        draft.repaired("commune_capitals")
    city = town.city if town else draft.city.title() if draft.city.isupper() else draft.city
    candidate.fields = {
        **draft.fields,
        "postcode": draft.postcode,
        "city": city,
        "commune_id": town.code if town else None,
        "lat": lat,
        "lon": lon,
        "time_zone": time_zone_of(town.departement if town else ""),
        "flags": [repair for repair in draft.repairs if repair in FLAGGED],
    }
    return True


def compare(candidates: list[Candidate]) -> None:
    """Give each candidate what the database holds of it, and what differs; one query."""
    sources = {candidate.key[0] for candidate in candidates}
    rows = Place.objects.filter(source__in=sources, source_id__in=[candidate.key[1] for candidate in candidates]).order_by()
    stored = {(values["source"], values["source_id"]): values for values in rows.values(*_STORED)}
    for candidate in candidates:
        values = candidate.stored = stored.get(candidate.key)
        if values is None:
            continue
        candidate.fields["flags"] = flags.after_import(candidate.fields["flags"], values["flags"], values["settled_flags"])
        differ = [name for name in FIELDS if candidate.fields[name] != values[name]]
        local = set(values["local_fields"])
        candidate.kept = tuple(name for name in differ if name in local)
        candidate.changed = tuple(name for name in differ if name not in local)
        if values["archive_reason"] == ArchiveReason.MERGED:
            candidate.draft.repaired("merged")
        candidate.comes_back = values["archived_at"] is not None and values["archive_reason"] == ArchiveReason.VANISHED
        if candidate.comes_back:
            candidate.draft.repaired("back")


def keys_of(candidates: Iterable[Candidate]) -> list[int]:
    return [candidate.stored["pk"] for candidate in candidates if candidate.stored is not None]

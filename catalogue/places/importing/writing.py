"""Write a batch: new places and changed ones, with what they are searched by, in one transaction."""

from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import fold_words

from .. import bulk_rows, history
from ..facets import add_facets, sync_facets
from ..models import Place, PlaceKind
from ..naming import twin_key
from .candidates import FIELDS, Candidate

_RELAY = "Relais numérique (Emmaüs Connect)"
_RECEIVES_NOBODY = "Ce lieu n'accueille pas de public"
# What is worked out from the others.
_SEARCHED_BY = ("folded", "twin_key")
_NAMES = tuple("commune" if name == "commune_id" else name for name in FIELDS)
_OF_EACH = ("id", "source", "source_id", "kind", "is_listed", *_SEARCHED_BY, *_NAMES)
_FACETS_HANG_ON = frozenset(
    [
        "name",
        "city",
        "access_url",
        "services",
        "modes",
        "fees",
        "audiences",
        "special_care",
        "national_programmes",
        "access_modes",
        "mobility",
        "lat",
        "lon",
    ]  # as vocabulary.FAMILY_OF_FIELD
)


def write(candidates: list[Candidate], feed_id: int | None) -> dict[tuple[str, str], str]:
    """Write those that are new or changed; row by row when the database refuses one, so that it costs no other. Returns the refused."""
    try:
        with transaction.atomic():
            _write_together(candidates, feed_id)
    except DatabaseError:
        refused = {}
        for candidate in candidates:
            try:
                with transaction.atomic():
                    _write_together([candidate], feed_id)
            except DatabaseError as error:
                refused[candidate.key] = _("The database refused it (%(error)s).") % {"error": str(error).splitlines()[0][:120]}
        return refused
    return {}


def _write_together(candidates: list[Candidate], feed_id: int | None) -> None:
    now = timezone.now()
    _create([candidate for candidate in candidates if candidate.stored is None], feed_id, now)
    touched = [candidate for candidate in candidates if candidate.stored is not None and (candidate.changed or candidate.comes_back)]
    _change(touched, now)
    moved = [
        candidate.stored["pk"]
        for candidate in candidates
        if candidate.stored is not None and feed_id and candidate.stored["feed_id"] != feed_id
    ]
    if moved:
        Place.objects.filter(pk__in=moved).update(feed=feed_id)


def _create(candidates: list[Candidate], feed_id: int | None, now: datetime) -> None:
    if not candidates:
        return
    defaults = {field.name: field.get_default() for field in Place._meta.concrete_fields}
    same = {name: value for name, value in defaults.items() if name not in _OF_EACH}
    same |= {"created_at": now, "updated_at": now, "feed": feed_id}
    rows, made = [], []
    for key, candidate in zip(bulk_rows.new_keys(Place, len(candidates)), candidates, strict=True):
        fields = candidate.fields
        kind = PlaceKind.RELAY.value if _RELAY in fields["national_programmes"] else PlaceKind.PARTNER.value
        is_listed = _RECEIVES_NOBODY not in fields["access_modes"]
        rows.append([key, *candidate.key, kind, is_listed, *_searched_by(fields).values(), *(fields[name] for name in FIELDS)])
        made.append(SimpleNamespace(pk=key, kind=kind, is_listed=is_listed, **{**same, **fields}))
    bulk_rows.insert(Place, _OF_EACH, rows, same)
    add_facets(made)  # type: ignore[arg-type]  # they have all that facets are made of


def _change(candidates: list[Candidate], now: datetime) -> None:
    if not candidates:
        return
    rows, keys, lines = [], [], []
    for candidate in candidates:
        stored = candidate.stored or {}
        values = {name: candidate.fields[name] if name in candidate.changed else stored[name] for name in FIELDS}
        archived_at = None if candidate.comes_back else stored["archived_at"]
        reason = "" if candidate.comes_back else stored["archive_reason"]
        rows.append((stored["pk"], [*values.values(), *_searched_by(values).values(), archived_at, reason, now]))
        lines.append((stored["pk"], _label(values), _changes(candidate, stored)))
        if candidate.comes_back or _FACETS_HANG_ON & set(candidate.changed):
            keys.append(stored["pk"])
    bulk_rows.update(Place, [*_NAMES, *_SEARCHED_BY, "archived_at", "archive_reason", "updated_at"], rows)
    sync_facets(Place.objects.filter(pk__in=keys))
    history.write_down_import(lines, now)


def _label(values: dict[str, Any]) -> str:
    return f"{values['name']} ({values['city']})" if values["city"] else values["name"]


def _changes(candidate: Candidate, stored: dict[str, Any]) -> history.Changes:
    """What a row changed; the time zone follows from the commune."""
    changed = {name.removesuffix("_id"): [stored[name], candidate.fields[name]] for name in candidate.changed if name != "time_zone"}
    return changed | {"archived_at": [stored["archived_at"], None]} if candidate.comes_back else changed


def _searched_by(fields: dict[str, Any]) -> dict[str, str]:
    return {
        "folded": fold_words(f"{fields['name']} {fields['city']} {fields['postcode']}")[:400],
        "twin_key": twin_key(fields["name"], fields["address"]),
    }

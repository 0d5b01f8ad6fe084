"""Load the gazetteer file into the database, in bulk: it is written anew only where it differs."""

import csv
import lzma
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from .models import Commune, Postcode
from .naming import fold_commune

FILE = Path(__file__).parent / "data" / "communes.csv.xz"
_BATCH = 3000
_FIELDS = ("kind", "parent_id", "name", "folded", "departement", "lat", "lon", "population", "town_hall_phone")


def load_communes(file: Path = FILE) -> dict[str, int]:
    """Make the communes and postcodes those of the file; returns counts. Communes that places refer to are never removed."""
    rows = list(_read(file))
    stored = {row[0]: row[1:] for row in Commune.objects.order_by().values_list("code", *_FIELDS)}
    new, changed = [], []
    for row, _postcodes in rows:
        values = tuple(getattr(row, name) for name in _FIELDS)
        if row.code not in stored:
            new.append(row)
        elif stored[row.code] != values:
            changed.append(row)
    with transaction.atomic():
        Commune.objects.bulk_create(new, batch_size=_BATCH)
        Commune.objects.bulk_update(changed, _FIELDS, batch_size=400)
        links = _sync_postcodes({(postcode, row.code) for row, postcodes in rows for postcode in postcodes})
    return {"created": len(new), "updated": len(changed), "unchanged": len(rows) - len(new) - len(changed), "postcodes": links}


def _sync_postcodes(wanted: set[tuple[str, str]]) -> int:
    stored = {(postcode, code): pk for pk, postcode, code in Postcode.objects.order_by().values_list("pk", "postcode", "commune_id")}
    gone = [pk for link, pk in stored.items() if link not in wanted]
    for start in range(0, len(gone), 900):
        Postcode.objects.filter(pk__in=gone[start : start + 900]).delete()
    missing = sorted(wanted - stored.keys())
    Postcode.objects.bulk_create([Postcode(postcode=postcode, commune_id=code) for postcode, code in missing], batch_size=_BATCH)
    return len(missing)


def _read(file: Path) -> Iterator[tuple[Commune, list[str]]]:
    with lzma.open(file, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            commune = Commune(
                code=row["code"],
                kind=row["kind"],
                parent_id=row["parent"] or None,
                name=row["name"],
                folded=fold_commune(row["name"]),
                departement=row["departement"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                population=int(row["population"]),
                town_hall_phone=_spaced(row["phone"]),
            )
            yield commune, row["postcodes"].split()


def _spaced(digits: str) -> str:
    return " ".join(digits[start : start + 2] for start in range(0, len(digits), 2))

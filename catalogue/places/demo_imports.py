"""A source of the demonstration, with an import that is done and two records that may be places we already have."""

import csv
import tempfile
from pathlib import Path

from .importing.recorded import record, start
from .models import ImportSource, Place

SOURCE = "Annuaire d’exemple"
_OTHERS = (
    ("La Bobine", "3 rue du Tisserand", "38000", "Grenoble", "0", "Mo-Fr 09:00-12:00"),
    ("Le Fil d’Ariane", "11 place aux Herbes", "38000", "GRENOBLE", "04 65 71 20 11", "le mardi, sur rendez-vous"),
    ("La Lucarne", "7 chemin du Verger", "1500", "Ambérieu-en-Bugey", "04 65 71 20 12", "Tu,Th 14:00-18:00"),
    ("Le Passage", "21 rue des Tanneurs", "16000", "Angoulême", "05 36 49 20 13", "Mo-Fr 08:30-12:00"),
    ("", "4 rue des Oubliés", "16000", "Angoulême", "", ""),
)
_COLUMNS = ("id", "pivot", "nom", "adresse", "code_postal", "commune", "telephone", "horaires", "latitude", "longitude")
_MORE = {"services": "Aide aux démarches administratives", "date_maj": "2026-09-01"}


def build(relays: list[Place]) -> ImportSource:
    """Make the source and read its file once; two of its rows are the first two relays, as somebody else writes them."""
    source, _created = ImportSource.objects.get_or_create(name=SOURCE, defaults={"is_enabled": False})
    if source.runs.exists():
        return source
    with tempfile.TemporaryDirectory(prefix="demo-") as folder:
        path = Path(folder) / "annuaire-exemple.csv"
        _write(path, relays[:2])
        record(start(SOURCE, path.name, is_complete=True), path)
    return source


def _write(path: Path, twins: list[Place]) -> None:
    rows = [
        (place.name.upper(), place.address, place.postcode, place.city, "", "Mo-Fr 10:00-12:00", f"{place.lat}", f"{place.lon}")
        for place in twins
    ]
    rows += [(*other, "", "") for other in _OTHERS]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow((*_COLUMNS, *_MORE))
        for number, row in enumerate(rows, start=1):
            writer.writerow((f"ex-{number}", "00000000000000", *row, *_MORE.values()))

"""Open a file as rows of text, whatever its form: CSV with any usual separator, JSON; UTF-8 with or without BOM, else Windows-1252."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from core.text import fold

_SEPARATORS = ",;\t|"
_LARGEST_FIELD = 200_000
_LARGEST_JSON = 200_000_000  # bytes: the nation's whole file is 60 MB

V1 = "1.0"
V0 = "0.1"
# `pivot` and `date_maj` are required by the standard, yet hold zeros and 1970 in real files: their lack loses nobody.
REQUIRED = ("id", "nom", "commune", "code_postal", "adresse")
_KNOWN = frozenset(
    [
        "id",
        "pivot",
        "nom",
        "commune",
        "code_postal",
        "code_insee",
        "adresse",
        "complement_adresse",
        "latitude",
        "longitude",
        "typologie",
        "telephone",
        "courriels",
        "courriel",
        "site_web",
        "horaires",
        "presentation_resume",
        "presentation_detail",
        "source",
        "itinerance",
        "structure_parente",
        "date_maj",
        "services",
        "publics_accueillis",
        "publics_specifiquement_adresses",
        "prise_en_charge_specifique",
        "frais_a_charge",
        "conditions_acces",
        "dispositif_programmes_nationaux",
        "labels_nationaux",
        "formations_labels",
        "autres_formations_labels",
        "labels_autres",
        "modalites_acces",
        "modalites_accompagnement",
        "fiche_acces_libre",
        "accessibilite",
        "prise_rdv",
    ]
)
_ONLY_V0 = frozenset(["courriel", "publics_accueillis", "conditions_acces", "accessibilite", "labels_nationaux", "labels_autres"])
_ONLY_V1 = frozenset(
    [
        "courriels",
        "publics_specifiquement_adresses",
        "prise_en_charge_specifique",
        "frais_a_charge",
        "dispositif_programmes_nationaux",
        "autres_formations_labels",
        "fiche_acces_libre",
        "modalites_acces",
        "itinerance",
    ]
)


class UnreadableFile(Exception):
    """The file as a whole cannot be imported; the message is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Row:
    """``number`` is the line people see in a spreadsheet (the header is line 1); in JSON, the position from 1."""

    number: int
    values: dict[str, str]
    trouble: str = ""


@dataclass(frozen=True)
class Source:
    version: str
    encoding: str
    form: str
    rows: Iterator[Row]


def open_file(path: Path) -> Source:
    """Return the rows of a file, read as they are asked for; raises UnreadableFile with a sentence."""
    try:
        with path.open("rb") as stream:
            beginning = stream.read(4096)
            size = stream.seek(0, 2)
    except OSError as error:
        raise UnreadableFile(_("The file cannot be opened: %(name)s.") % {"name": path.name}) from error
    if not beginning.strip():
        raise UnreadableFile(_("The file is empty."))
    if beginning.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UnreadableFile(_("This is a spreadsheet. Save it as CSV (UTF-8), then import that file."))
    if b"\x00" in beginning:
        raise UnreadableFile(_("This is no text file. Send a CSV or JSON file of the standard."))
    encoding = _encoding_of(path)
    if beginning.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"[", b"{"):
        if size > _LARGEST_JSON:
            raise UnreadableFile(_("The file is too large: 200 MB at most. Send it as CSV."))
        return _open_json(path, encoding)
    return _open_csv(path, encoding)


def _encoding_of(path: Path) -> str:
    """Return "utf-8-sig" when the whole file is UTF-8 (with or without BOM), else "cp1252"."""
    decoder = io.TextIOWrapper(path.open("rb"), encoding="utf-8-sig", newline="")
    try:
        with decoder:
            while decoder.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _open_csv(path: Path, encoding: str) -> Source:
    csv.field_size_limit(_LARGEST_FIELD)
    with path.open("r", encoding=encoding, errors="replace", newline="") as stream:
        head = stream.readline()
    separator = max(_SEPARATORS, key=head.count)
    try:
        header = [_column(name) for name in next(csv.reader([head], delimiter=separator))]
    except (csv.Error, StopIteration) as error:
        raise UnreadableFile(_("This is no CSV file: its first line cannot be read.")) from error
    _check_header(set(header))
    return Source(version_of(set(header)), encoding, "csv", _csv_rows(path, encoding, separator, header))


def _csv_rows(path: Path, encoding: str, separator: str, header: list[str]) -> Iterator[Row]:
    with path.open("r", encoding=encoding, errors="replace", newline="") as stream:
        reader = csv.reader(stream, delimiter=separator)
        next(reader, None)
        while True:
            number = reader.line_num + 1
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield Row(number, {}, _("This line cannot be read as CSV (%(error)s).") % {"error": error})
                continue
            if any(field.strip() for field in fields):
                values = {name: _text(value) for name, value in zip(header, fields, strict=False)}
                too_many = len(fields) > len(header) and any(field.strip() for field in fields[len(header) :])
                yield Row(number, values, _("This line has more values than there are columns.") if too_many else "")


def _open_json(path: Path, encoding: str) -> Source:
    try:
        data = json.loads(path.read_text(encoding=encoding, errors="replace"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(_("The JSON of this file is broken (%(error)s).") % {"error": str(error)[:80]}) from error
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list)]
        data = lists[0] if len(lists) == 1 else [data]
    columns = {_column(str(key)) for row in data if isinstance(row, dict) for key in row}
    _check_header(columns)
    return Source(version_of(columns), encoding, "json", _json_rows(data))


def _json_rows(data: list) -> Iterator[Row]:
    for number, row in enumerate(data, start=1):
        if isinstance(row, dict):
            yield Row(number, {_column(str(key)): _text(value) for key, value in row.items()})
        else:
            yield Row(number, {}, _("This entry is no record."))


def _check_header(columns: set[str]) -> None:
    if not columns & _KNOWN:
        raise UnreadableFile(_("No column of the standard was found. Is this the right file?"))
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise UnreadableFile(_("The file lacks required columns: %(names)s. Nothing was imported.") % {"names": ", ".join(missing)})


def version_of(columns: set[str]) -> str:
    """Return the version of the standard that the columns are those of; files with neither's own columns are read as v1.0."""
    return V0 if len(columns & _ONLY_V0) > len(columns & _ONLY_V1) else V1


def _column(name: str) -> str:
    return fold(name).replace(" ", "_")


def _text(value: object) -> str:
    """Return a value as text; lists are joined as the standard does, NUL bytes and what spreadsheets write for nothing are dropped.

    Lists in lists, and records, are nothing the standard knows: they are dropped too, however deep.
    """
    if isinstance(value, (list, tuple)):
        return "|".join(_text(item) for item in value if not isinstance(item, (list, tuple, dict)))
    if value is None or isinstance(value, (bool, dict)):
        return ""
    text = str(value).replace("\x00", "").encode("utf-8", "replace").decode().strip()
    return "" if text.upper() in ("#N/D", "#N/A", "#REF!", "#VALEUR!", "N/A", "NULL", "NONE", "NAN") else text

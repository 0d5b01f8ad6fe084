"""What our files hold, said as a Table Schema (https://datapackage.org/standard/table-schema/), built from our own vocabulary."""

import re
from typing import Any

from .. import vocabulary
from .standard import COLUMNS, LISTS, TRAININGS

STANDARD = "https://schema.data.gouv.fr/LaMednum/standard-mediation-num/"
_CONSTRAINTS: dict[str, dict[str, Any]] = {
    "id": {"required": True, "unique": True},
    "pivot": {"required": True, "pattern": r"^[a-zA-Z0-9]{9,14}$"},
    "nom": {"required": True},
    "commune": {"required": True},
    "code_postal": {"required": True, "pattern": r"^\d{5}$"},
    "code_insee": {"pattern": r"^([013-9]\d|2[AB1-9])\d{3}$"},
    "adresse": {"required": True},
    "telephone": {"pattern": r"^\+\d{8,12}$"},
    "presentation_resume": {"maxLength": 280},
    "date_maj": {"required": True},
}
_TYPES = {"latitude": "number", "longitude": "number", "date_maj": "date"}


def table_schema() -> dict[str, Any]:
    """Return the schema of lieux.csv, as plain values."""
    fields = []
    for column in COLUMNS:
        constraints = dict(_CONSTRAINTS.get(column, {}))
        values = TRAININGS if column == "formations_labels" else _values(column)
        if values:
            constraints["pattern"] = f"^({_one_of(values)})(\\|({_one_of(values)}))*$"
        field: dict[str, Any] = {"name": column, "type": _TYPES.get(column, "string")}
        fields.append({**field, "constraints": constraints} if constraints else field)
    return {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": "lieux-de-mediation-numerique",
        "homepage": STANDARD,
        "primaryKey": "id",
        "licenses": [{"name": "etalab-2.0", "path": "https://www.etalab.gouv.fr/licence-ouverte-open-licence"}],
        "fields": fields,
    }


def _values(column: str) -> tuple[str, ...]:
    if column not in LISTS:
        return ()
    return tuple(term.value for term in vocabulary.FAMILIES[LISTS[column][1]])


def _one_of(values: tuple[str, ...]) -> str:
    return "|".join(re.sub(r"([()|.*+?\[\]{}^$\\])", r"\\\1", value) for value in values)

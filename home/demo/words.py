"""Read content/<language>.json: the same pages and blocks in each language, the French file holding what is no word too.

A body is a list of [block, value]. In a value, "@key" names a page and "#code" a key figure.
"""

import json
import uuid
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "content"
SOURCE = "fr"
OTHERS = ("en", "ar")
_NAMESPACE = uuid.UUID("5a0e3c1e-6f0f-4c0b-9d0e-2f6b1a7c9d10")


@cache
def words(language: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8"))


def raw_blocks(key: str, blocks: list, references: dict[str, int]) -> list[dict[str, Any]]:
    """Return a StreamField's raw value, with ids that are the same in every language.

    ``references`` maps "@key" and "#code" to primary keys; a link to what is not there is left empty.
    """
    return [
        {"type": name, "id": _id(key, index), "value": _raw(value, f"{key}/{index}", references)}
        for index, (name, value) in enumerate(blocks)
    ]


def _raw(value: Any, path: str, references: dict[str, int]) -> Any:
    if isinstance(value, dict):
        return {name: _raw(inner, f"{path}/{name}", references) for name, inner in value.items()}
    if isinstance(value, list):
        return [
            {"type": "item", "id": _id(path, index), "value": _raw(inner, f"{path}/{index}", references)}
            for index, inner in enumerate(value)
        ]
    if isinstance(value, str) and value[:1] in "@#" and value:
        return references.get(value)
    return value


def _id(path: str, index: int) -> str:
    return str(uuid.uuid5(_NAMESPACE, f"{path}/{index}"))

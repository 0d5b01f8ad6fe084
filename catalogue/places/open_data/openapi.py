"""The API described for programs, from the same lists its questions are checked by."""

from typing import Any

from core.templatetags.ui import absolute

from ..models import PlaceKind
from ..nearest import MAX_KM
from .questions import DEEPEST, FAMILIES, FORMATS, MOST, USUAL, codes_of
from .table_schema import table_schema


def description() -> dict[str, Any]:
    """Return an OpenAPI 3.1 document, as plain values."""
    place = {
        "type": "object",
        "description": "The fields of the national standard v1.0, lists as arrays; key, type, url and distance_km are ours.",
        "properties": {
            **{field["name"]: {"description": f"Column {field['name']} of the standard"} for field in table_schema()["fields"]},
            "key": {"type": "integer"},
            "type": {"type": "string", "enum": list(PlaceKind.values)},
            "url": {"type": "string", "format": "uri"},
            "distance_km": {"type": "number", "description": "Only in a list by distance."},
        },
    }
    page = {"type": "object", "properties": {"places": {"type": "array", "items": place}, "next": {"type": ["string", "null"]}}}
    wrong = {"type": "object", "properties": {"errors": {"type": "object", "additionalProperties": {"type": "string"}}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Places of digital mediation",
            "version": "1.0",
            "license": {"name": "etalab-2.0", "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence"},
        },
        "servers": [{"url": absolute("/").rstrip("/")}],
        "paths": {
            "/api/lieux/": {
                "get": {
                    "summary": "Places by distance from a point, or in the order of their keys",
                    "parameters": parameters(),
                    "responses": {"200": _json("A page of places", page), "400": _json("A parameter cannot be read", wrong)},
                }
            },
            "/api/lieux/{key}/": {
                "get": {
                    "summary": "One place",
                    "parameters": [{"name": "key", "in": "path", "required": True, "schema": {"type": "integer"}}],
                    "responses": {"200": _json("A place", place), "404": _json("No such place", wrong)},
                }
            },
        },
    }


def parameters() -> list[dict[str, Any]]:
    """Return the parameters of the list, each with what it may hold."""

    def one(name: str, description: str, **schema: Any) -> dict[str, Any]:
        return {"name": name, "in": "query", "description": description, "schema": schema}

    def many(name: str, description: str, values: tuple[str, ...]) -> dict[str, Any]:
        return one(name, description, type="array", items={"type": "string", "enum": list(values)}) | {"explode": True}

    return [
        one("lat", "Latitude of a point: the list is then by distance from it", type="number", minimum=-90, maximum=90),
        one("lon", "Longitude of the point", type="number", minimum=-180, maximum=180),
        one("radius_km", "No farther than this from the point", type="number", minimum=0.1, maximum=MAX_KM, default=MAX_KM),
        *[many(family, f"Keep places by {words}; repeated, all must be true", codes_of(family)) for family, words in FAMILIES.items()],
        many("kind", "Keep these kinds; repeated, any of them", tuple(PlaceKind.values)),
        one("commune", "INSEE code of the commune (not with lat, lon)", type="string"),
        one("departement", "Number of the département (not with lat, lon)", type="string"),
        one("updated_since", "Changed here on this day or later (not with lat, lon)", type="string", format="date"),
        one("limit", "Places a page", type="integer", minimum=1, maximum=MOST, default=USUAL),
        one("after", f"Where the last page ended; follow “next” instead of building it. By distance, {DEEPEST} at most", type="integer"),
        one("format", "How to answer", type="string", enum=list(FORMATS), default="json"),
    ]


def _json(description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}

"""A place as a GeoJSON feature (RFC 7946: longitude first)."""

from typing import Any

from ..models import Place
from .standard import facts_of


def feature_of(place: Place, url: str = "") -> dict[str, Any] | None:
    """Return a Feature whose properties are the standard's; None when the place has no point."""
    facts = facts_of(place)
    if facts["longitude"] is None:
        return None
    properties = {name: value for name, value in facts.items() if name not in ("latitude", "longitude", "id") and value not in (None, [])}
    if url:
        properties["url"] = url
    return {
        "type": "Feature",
        "id": facts["id"],
        "geometry": {"type": "Point", "coordinates": [facts["longitude"], facts["latitude"]]},
        "properties": properties,
    }

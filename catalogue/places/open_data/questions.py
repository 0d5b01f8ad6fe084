"""What a program asks of the API, read from the address: every value is checked, and each mistake has its sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from .. import vocabulary
from ..departements import NAMES as DEPARTEMENTS
from ..distance import is_point
from ..models import PlaceKind
from ..nearest import MAX_KM

MOST = 100
USUAL = 20
DEEPEST = 500  # how far a list by distance may be paged
FORMATS = ("json", "geojson")
# The families a program may filter by, under the names it uses.
FAMILIES = {
    "service": "what the place offers",
    "mode": "how it helps",
    "fee": "what it costs",
    "audience": "whom it is especially for",
    "care": "whom it is ready to welcome",
    "programme": "the national programmes it belongs to",
    "language": "a language spoken there (ISO 639-1)",
}


def codes_of(family: str) -> tuple[str, ...]:
    """Return the values a filter may have."""
    return vocabulary.LANGUAGES if family == "language" else tuple(term.code for term in vocabulary.FAMILIES[family])


@dataclass
class Question:
    """``errors`` maps a parameter to its sentence; nothing else may be trusted while it holds something."""

    facets: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    lat: float | None = None
    lon: float | None = None
    radius_km: float = MAX_KM
    commune: str = ""
    departement: str = ""
    updated_since: date | None = None
    limit: int = USUAL
    after: int = 0  # the last key seen, or in a list by distance how many were seen
    format: str = "json"
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_near(self) -> bool:
        return self.lat is not None


def read(data: QueryDict) -> Question:
    """Return the question an address asks; never raises."""
    question = Question()
    known = {"kind", "lat", "lon", "radius_km", "commune", "departement", "updated_since", "limit", "after", "format", *FAMILIES}
    for name in data:
        if name not in known:
            question.errors[name[:50]] = "There is no such parameter. There are: " + ", ".join(sorted(known)) + "."
    for family in FAMILIES:
        question.facets += _among(question, data, family, codes_of(family), prefix=f"{family}:")
    question.kinds = _among(question, data, "kind", tuple(PlaceKind.values))
    question.format = (_among(question, data, "format", FORMATS) or ["json"])[-1]
    question.limit = _number(question, data, "limit", int, 1, MOST, USUAL)
    question.after = _number(question, data, "after", int, 0, 2**62, 0)
    question.commune = _matching(question, data, "commune", r"\d[\dAB]\d{3}", "Write an INSEE code, such as 16015.")
    question.departement = _matching(question, data, "departement", r"\d[\dAB]\d?", "Write a département's number, such as 16, 2A or 974.")
    if question.departement and question.departement not in DEPARTEMENTS:
        question.errors["departement"] = "There is no such département."
    _day(question, data)
    _point(question, data)
    return question


def _among(question: Question, data: QueryDict, name: str, values: tuple[str, ...], *, prefix: str = "") -> list[str]:
    asked = list(dict.fromkeys(data.getlist(name)[:20]))
    if any(value not in values for value in asked):
        question.errors[name] = "Write one of: " + ", ".join(values) + "."
        return []
    return [prefix + value for value in asked]


def _number(
    question: Question, data: Mapping[str, str], name: str, kind: Callable[[str], Any], least: float, most: float, usual: Any
) -> Any:
    text = data.get(name, "")
    if not text:
        return usual
    try:
        number = kind(text[:40]) if text.isascii() else None
    except ValueError:
        number = None
    if number is None or not least <= number <= most:  # NaN is between nothing
        question.errors[name] = f"Write a number from {least:g} to {most:g}."
        return usual
    return number


def _matching(question: Question, data: Mapping[str, str], name: str, pattern: str, sentence: str) -> str:
    text = data.get(name, "")
    if text and not re.fullmatch(pattern, text, re.ASCII):
        question.errors[name] = sentence
        return ""
    return text


def _day(question: Question, data: Mapping[str, str]) -> None:
    text = data.get("updated_since", "")
    if not text:
        return
    try:
        question.updated_since = date.fromisoformat(text[:20])
    except ValueError:
        question.errors["updated_since"] = "Write a day as 2026-01-31."


def _point(question: Question, data: Mapping[str, str]) -> None:
    lat, lon = (_number(question, data, name, float, -most, most, None) for name, most in (("lat", 90), ("lon", 180)))
    question.radius_km = _number(question, data, "radius_km", float, 0.1, MAX_KM, MAX_KM)
    if (lat is None) != (lon is None) and not question.errors.keys() & {"lat", "lon"}:
        question.errors["lon" if lon is None else "lat"] = "Latitude and longitude go together."
    elif is_point(lat, lon):
        question.lat, question.lon = lat, lon
        for name in ("commune", "departement", "updated_since"):
            if data.get(name):
                question.errors.setdefault(name, "This goes with a list by key, not with a list by distance (lat, lon).")
        if question.after > DEEPEST:
            question.errors["after"] = f"A list by distance ends after {DEEPEST} places: narrow it by filters."
    elif data.get("radius_km"):
        question.errors.setdefault("radius_km", "A radius goes with lat and lon.")

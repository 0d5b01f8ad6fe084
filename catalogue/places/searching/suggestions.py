"""What to offer as one types where to go: communes by population, postcodes, places by their name. A few queries, some milliseconds."""

import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ..departements import name_of
from ..models import Commune, CommuneKind, Postcode
from ..models.commune import CITIES
from ..naming import arrondissement_in, code_of_arrondissement, fold_commune
from . import prefix  # noqa: F401  # registers ``begins``
from .names import Named, places_named

MOST_TOWNS = 5
MOST_PLACES = 4
_SHORTEST = 2
_LONGEST = 60
_READ = 80  # rows of postcodes read for a beginning such as "69"
_DIGITS = re.compile(r"\d{2,5}")
_FIELDS = ("code", "name", "departement", "kind", "population")


@dataclass(frozen=True)
class Suggestion:
    """``code`` goes back as ``commune`` and ``value`` as ``near``; ``kind`` is "commune" or "place"."""

    code: str
    value: str
    detail: str
    kind: str


def suggestions_for(text: str) -> list[Suggestion]:
    """Return at most nine suggestions; none for what is too short, too long, or no beginning of anything."""
    typed = " ".join(text[: _LONGEST + 1].replace("\x00", " ").split())
    if not _SHORTEST <= len(typed) <= _LONGEST:
        return []
    if _DIGITS.fullmatch(typed):
        return _with_postcode(typed)
    words = fold_commune(typed)
    towns = _towns(words) if len(words) >= _SHORTEST else []
    places = places_named(typed, limit=4 * MOST_PLACES, is_typing=True)[:MOST_PLACES]
    return towns + [_of_place(place) for place in places]


def _towns(words: str) -> list[Suggestion]:
    arrondissement = arrondissement_in(words)
    if arrondissement:
        return _read(Commune.objects.filter(code=code_of_arrondissement(*arrondissement)))
    return _read(Commune.objects.filter(folded__begins=words).exclude(kind=CommuneKind.DELEGATED))


def _read(communes: QuerySet) -> list[Suggestion]:
    rows = list(communes.order_by("-population", "code").values_list(*_FIELDS)[:MOST_TOWNS])
    postcodes: dict[str, str] = {}
    for code, postcode in (
        Postcode.objects.filter(commune__in=[row[0] for row in rows]).order_by("-postcode").values_list("commune", "postcode")
    ):
        postcodes[code] = postcode  # the lowest comes last
    return [_of_commune(row, postcodes.get(row[0], "")) for row in rows]


def _with_postcode(digits: str) -> list[Suggestion]:
    """The most peopled communes among the first postcodes that begin so, each with that postcode."""
    names = [f"commune__{field}" for field in _FIELDS]
    found = Postcode.objects.filter(postcode__begins=digits).exclude(commune__kind=CommuneKind.DELEGATED)
    rows = found.order_by("-commune__population", "postcode").values_list("postcode", *names)[:_READ]
    suggestions: dict[str, Suggestion] = {}
    for postcode, *row in rows:
        if row[0] not in suggestions and row[0] not in CITIES:
            suggestions[row[0]] = _of_commune(tuple(row), postcode)
        if len(suggestions) == MOST_TOWNS:
            break
    return list(suggestions.values())


def _of_commune(row: tuple, postcode: str) -> Suggestion:
    code, name, departement, kind, _population = row
    if code in CITIES:
        return Suggestion(code, name, _("the whole city"), "commune")
    where = name_of(departement)
    if kind == CommuneKind.ARRONDISSEMENT:
        where = ""
    return Suggestion(code, name, " ".join(part for part in (postcode, where) if part), "commune")


def _of_place(place: Named) -> Suggestion:
    return Suggestion(f"lieu-{place.pk}", place.name, " ".join(part for part in (place.postcode, place.city) if part), "place")

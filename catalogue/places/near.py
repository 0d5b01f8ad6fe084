"""Where a visitor wants to go: a commune's name, a postcode or a shared position becomes a point, a choice or a sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from django.utils.translation import gettext as _

from . import gazetteer
from .departements import name_of
from .distance import box, is_point, km_between
from .models import Commune, CommuneKind
from .naming import arrondissement_in, code_of_arrondissement, fold_commune

MAX_TYPED = 100
MAX_CHOICES = 60
_POSTCODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_DEPARTEMENT = re.compile(r"\b(97\d|98\d|\d{2}|2[ab])$")
_FAR_FROM_FRANCE_KM = 40


@dataclass(frozen=True)
class Near:
    """``source`` is "commune", "postcode" or "position"; ``lat`` and ``lon`` are in degrees, rounded to 2 decimals for a position."""

    lat: float
    lon: float
    label: str
    commune_code: str = ""
    departement: str = ""
    source: str = "commune"


@dataclass(frozen=True)
class CommuneChoice:
    code: str
    label: str


@dataclass(frozen=True)
class NearAnswer:
    """One of: ``near`` (found), ``choices`` (which one?), ``error`` (a sentence with the next step), or nothing asked.

    ``town_hall`` is (name, phone) of the commune found, when its phone is known. ``guessed`` tells that the choices are
    names that look like what was typed.
    """

    near: Near | None = None
    choices: list[CommuneChoice] = field(default_factory=list)
    error: str = ""
    typed: str = ""
    town_hall: tuple[str, str] | None = None
    guessed: bool = False


def near_from(data: Mapping[str, str]) -> NearAnswer:
    """Read ``near``, ``commune``, ``lat`` and ``lon`` from GET or POST values."""
    return find_near(data.get("near") or "", commune=data.get("commune") or "", lat=data.get("lat") or "", lon=data.get("lon") or "")


def find_near(text: str = "", *, commune: str = "", lat: str = "", lon: str = "") -> NearAnswer:
    """Return where raw words lead: a chosen commune's code first, then a position, then a name or postcode. Never raises."""
    typed = " ".join(str(text).replace("\x00", " ").split())
    shown = typed[:MAX_TYPED]
    code = str(commune).strip().upper()
    if code:
        chosen = Commune.objects.select_related("parent").filter(code=code[:5]).first() if code.isalnum() and code.isascii() else None
        if chosen is not None:
            return _answer([chosen], shown or chosen.name, "commune")
        if not typed:
            return NearAnswer(error=_unknown(), typed=shown)
    if (str(lat).strip() or str(lon).strip()) and not typed:
        return _from_position(str(lat), str(lon))
    if not typed:
        return NearAnswer()
    if len(typed) > MAX_TYPED or not any(character.isalnum() for character in typed):
        return NearAnswer(error=_unknown(), typed=shown)
    return _from_words(typed)


def _from_words(typed: str) -> NearAnswer:
    match = _POSTCODE.search(typed)
    words = fold_commune(_POSTCODE.sub(" ", typed))
    if match:
        postcode = match.group(1)
        there = _without_cities(gazetteer.with_postcode(postcode))
        if words:
            named = [commune for commune in there if commune.folded == words or arrondissement_in(words)]
            there = named or there
        if there:
            return _answer(there, typed, "postcode")
        if not words:
            return NearAnswer(error=_unknown_postcode(), typed=typed)
        # A CEDEX code serves a building; the name beside it and its département say where.
        return _from_name(words, typed, departement=postcode[:3] if postcode[:2] in ("97", "98") else postcode[:2])
    return _from_name(words, typed)


def _from_name(words: str, typed: str, departement: str = "") -> NearAnswer:
    if not words:
        return NearAnswer(error=_unknown(), typed=typed)
    arrondissement = arrondissement_in(words)
    if arrondissement:
        code = code_of_arrondissement(*arrondissement)
        found = Commune.objects.select_related("parent").filter(code=code).first()
        if found is not None:
            return _found(found, typed, "commune")
    communes = gazetteer.named(words, departement)
    if not communes:
        match = _DEPARTEMENT.search(words)
        bare = words[: match.start()].strip() if match else ""
        if match and bare:
            words = bare
            communes = gazetteer.named(words, match.group(1).upper())
    if communes:
        return _answer(communes, typed, "commune")
    guesses = gazetteer.beginning_with(words) or gazetteer.like(words)
    if guesses:
        return NearAnswer(choices=_choices(guesses), typed=typed, guessed=True)
    return NearAnswer(error=_unknown(), typed=typed)


def _answer(communes: list[Commune], typed: str, source: str) -> NearAnswer:
    """One commune is the answer, several are a choice; Paris, Lyon and Marseille go by arrondissement."""
    if len(communes) == 1:
        only = communes[0]
        if only.is_city_of_arrondissements:
            parts = gazetteer.arrondissements_of(only)
            if parts:
                return NearAnswer(choices=_choices(parts), typed=typed)
        return _found(only, typed, source)
    return NearAnswer(choices=_choices(communes), typed=typed)


def _without_cities(communes: list[Commune]) -> list[Commune]:
    """Drop a city that stands beside its own arrondissement under one postcode."""
    return [commune for commune in communes if not commune.is_city_of_arrondissements] or communes


def _found(commune: Commune, typed: str, source: str) -> NearAnswer:
    near = Near(commune.lat, commune.lon, str(commune), commune.code, commune.departement, source)
    return NearAnswer(near=near, typed=typed, town_hall=town_hall_of(commune))


def town_hall_of(commune: Commune) -> tuple[str, str] | None:
    """Return (commune's name, phone) of the town hall, the parent's where an arrondissement has none."""
    for candidate in (commune, commune.parent):
        if candidate is not None and candidate.town_hall_phone:
            return candidate.name, candidate.town_hall_phone
    return None


def _from_position(lat: str, lon: str) -> NearAnswer:
    try:
        point = (round(float(lat.replace(",", ".")), 2), round(float(lon.replace(",", ".")), 2))
    except ValueError:
        point = (float("nan"), float("nan"))
    if not all(isfinite(number) for number in point) or not is_point(*point):
        return NearAnswer(error=_("We could not read your location. Write the name of your town or its postcode."))
    commune = nearest_commune(*point)
    if commune is None:
        return NearAnswer(error=_("This location is outside France. Write the name of the town where you want to go, or its postcode."))
    near = Near(*point, label=str(commune), commune_code=commune.code, departement=commune.departement, source="position")
    return NearAnswer(near=near, town_hall=town_hall_of(commune))


def nearest_commune(lat: float, lon: float, max_km: float = _FAR_FROM_FRANCE_KM) -> Commune | None:
    """Return the commune whose point is nearest within ``max_km``; None at sea or abroad. One query."""
    found: list[tuple[float, Commune]] = []
    south, north, spans = box(lat, lon, max_km)
    for west, east in spans:
        inside = Commune.objects.filter(lat__gte=south, lat__lte=north, lon__gte=west, lon__lte=east).select_related("parent")
        inside = inside.filter(kind__in=(CommuneKind.COMMUNE, CommuneKind.ARRONDISSEMENT)).order_by()
        found += [(km_between(lat, lon, commune.lat, commune.lon), commune) for commune in inside]
    found = [pair for pair in found if pair[0] <= max_km and not pair[1].is_city_of_arrondissements] or found
    return min(found, key=lambda pair: (pair[0], pair[1].code))[1] if found else None


def _choices(communes: list[Commune]) -> list[CommuneChoice]:
    return [CommuneChoice(commune.code, _label(commune)) for commune in communes[:MAX_CHOICES]]


def _label(commune: Commune) -> str:
    shown = min((postcode.postcode for postcode in commune.postcodes.all()), default="")
    departement = name_of(commune.departement)
    if commune.name.startswith(f"{departement} "):  # "Paris 1er · 75001", not "Paris 1er · 75001 Paris"
        departement = ""
    where = " ".join(part for part in (shown, departement) if part)
    return f"{commune.name} · {where}"


def _unknown() -> str:
    return _("We do not know this town. Check the spelling, or write its postcode, for example 16000.")


def _unknown_postcode() -> str:
    return _("We do not know this postcode. Write the name of the town, for example Angoulême.")

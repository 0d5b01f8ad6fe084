"""Where a visitor wants to go: a commune, a postcode, an address, a place's own name or a shared position becomes a point, a choice
or a sentence. The gazetteer first, then the names of places, then names that look alike, then the geocoder.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from . import gazetteer
from .departements import name_of
from .distance import box, is_point, km_between
from .models import Commune, CommuneKind, Place
from .naming import arrondissement_in, code_of_arrondissement, fold_commune
from .searching import addresses
from .searching.answers import CommuneChoice, Near, NearAnswer
from .searching.geocoder import find_addresses
from .searching.names import Named, places_named

__all__ = ["CommuneChoice", "Near", "NearAnswer", "find_near", "near_from", "nearest_commune", "town_hall_of"]

MAX_TYPED = 100
MAX_CHOICES = 60
MAX_NAMED = 60  # places that bear a name
FIRST_NAMED = 8  # of them, as a choice where there is no room for a list
_POSTCODE = re.compile(r"(?<!\d)(\d{5})(?!\d)")
_DEPARTEMENT = re.compile(r"\b(97\d|98\d|\d{2}|2[ab])$")
_FAR_FROM_FRANCE_KM = 40
_PLACE = re.compile(r"lieu-(\d{1,18})")
_POINT = re.compile(r"@(-?\d{1,3}\.\d{1,6}),(-?\d{1,3}\.\d{1,6})")


def near_from(data: Mapping[str, str]) -> NearAnswer:
    """Read ``near``, ``commune``, ``lat`` and ``lon`` from GET or POST values."""
    return find_near(data.get("near") or "", commune=data.get("commune") or "", lat=data.get("lat") or "", lon=data.get("lon") or "")


def find_near(text: str = "", *, commune: str = "", lat: str = "", lon: str = "") -> NearAnswer:
    """Return where raw words lead: a choice made before (see ``CommuneChoice``) first, then a position, then words. Never raises.

    Words beside a position are the name of that very point: an address or a place that was found before.
    """
    typed = " ".join(str(text).replace("\x00", " ").split())
    shown = typed[:MAX_TYPED]
    code = str(commune).strip()[:40]
    if code:
        answer = _from_choice(code, shown)
        if answer is not None:
            return answer
        if not typed:
            return NearAnswer(error=_unknown(), typed=shown)
    if str(lat).strip() or str(lon).strip():
        answer = _from_position(str(lat), str(lon), shown)
        if answer.near is not None or not typed:
            return answer
    if not typed:
        return NearAnswer()
    if len(typed) > MAX_TYPED or not any(character.isalnum() for character in typed):
        return NearAnswer(error=_unknown(), typed=shown)
    return _from_words(typed)


def _from_choice(code: str, typed: str) -> NearAnswer | None:
    place, point = _PLACE.fullmatch(code), _POINT.fullmatch(code)
    if place:
        found = Place.objects.listed().filter(pk=int(place.group(1))).select_related("commune__parent").first()
        return _found_place(found, typed) if found is not None and is_point(found.lat, found.lon) else None
    if point:
        answer = _from_position(point.group(1), point.group(2), typed)
        return answer if answer.near is not None else None
    if not (code.isalnum() and code.isascii()):
        return None
    chosen = Commune.objects.select_related("parent").filter(code=code.upper()[:5]).first()
    return _found(chosen, typed or chosen.name, "commune") if chosen is not None else None


def _from_words(typed: str) -> NearAnswer:
    match = _POSTCODE.search(typed)
    beside = _POSTCODE.sub(" ", typed)
    words = fold_commune(beside)
    if not match:
        return _from_name(words, typed)
    postcode = match.group(1)
    there = _without_cities(gazetteer.with_postcode(postcode))
    if not there:
        if not words:
            return NearAnswer(error=_unknown_postcode(), typed=typed)
        # A CEDEX code serves a building; the name beside it and its département say where.
        return _from_name(words, typed, departement=postcode[:3] if postcode[:2] in ("97", "98") else postcode[:2])
    if not words:
        return _answer(there, typed, "postcode")
    named = [commune for commune in there if commune.folded == words or arrondissement_in(words)]
    if named:
        return _answer(named, typed, "postcode")
    answer = _from_place_name(beside, typed, postcode)
    if answer is None and addresses.looks_like_one(words):
        answer = _from_address(typed, postcode) or replace(_answer(there, typed, "postcode"), told=_address_not_found())
    return answer or _answer(there, typed, "postcode")


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
            communes = gazetteer.named(bare, match.group(1).upper())
            words = bare if communes or not addresses.looks_like_one(words) else words
    if communes:
        return _answer(communes, typed, "commune")
    answer = _from_place_name(typed, typed)
    if answer is None and not addresses.looks_like_one(words):
        answer = _from_guesses(words, typed)
    return answer or _from_address(typed) or _from_last_words(words, typed)


def _from_place_name(words: str, typed: str, postcode: str = "") -> NearAnswer | None:
    """One place is the answer, several are a choice."""
    found = places_named(words, limit=MAX_NAMED, postcode=postcode)
    if not found and len(words) > 3:
        found = places_named(words, limit=MAX_NAMED, postcode=postcode, is_typing=True)
    if len(found) == 1:
        place = Place.objects.select_related("commune__parent").filter(pk=found[0].pk).first()
        if place is not None and is_point(place.lat, place.lon):
            return replace(_found_place(place, typed), named=[place.pk])
    if not found:
        return None
    return NearAnswer(choices=[_place_choice(each) for each in found[:FIRST_NAMED]], typed=typed, named=[each.pk for each in found])


def _from_guesses(words: str, typed: str) -> NearAnswer | None:
    guesses = gazetteer.beginning_with(words) or gazetteer.like(words)
    return NearAnswer(choices=_choices(guesses), typed=typed, guessed=True) if guesses else None


def _from_address(typed: str, postcode: str = "") -> NearAnswer | None:
    """Ask the geocoder: one likely address is the answer, several are a choice, none or abroad is nothing."""
    found = find_addresses(typed, postcode)
    points = [(address, commune) for address in found or [] if (commune := nearest_commune(address.lat, address.lon))]
    if not points:
        return None
    best = points[0][0].score
    likely = [(address, commune) for address, commune in points if address.score > best - addresses.AS_LIKELY]
    if len(likely) > 1:
        choices = [CommuneChoice(f"@{address.lat:.3f},{address.lon:.3f}", address.label) for address, _commune in likely]
        return NearAnswer(choices=choices, typed=typed)
    address, commune = likely[0]
    if address.is_town:
        town = Commune.objects.select_related("parent").filter(code=address.citycode).first() or commune
        return NearAnswer(choices=_choices([town]), typed=typed, guessed=True)
    near = Near(address.lat, address.lon, address.label, commune.code, commune.departement, "address")
    return NearAnswer(near=near, typed=address.label[:MAX_TYPED], town_hall=town_hall_of(commune))


def _from_last_words(words: str, typed: str) -> NearAnswer:
    """The way on without the geocoder: an address ends with the name of its commune."""
    communes = gazetteer.named_at_the_end(words)
    if communes:
        return replace(_answer(communes, typed, "commune"), told=_address_not_found())
    if addresses.looks_like_one(words):
        return NearAnswer(error=_address_unknown(), typed=typed)
    return NearAnswer(error=_unknown(), typed=typed)


def _answer(communes: list[Commune], typed: str, source: str) -> NearAnswer:
    """One commune is the answer, several are a choice; Paris, Lyon and Marseille go by arrondissement, or whole."""
    if len(communes) > 1:
        return NearAnswer(choices=_choices(communes), typed=typed)
    only = communes[0]
    parts = gazetteer.arrondissements_of(only) if only.is_city_of_arrondissements else []
    if parts:
        whole = CommuneChoice(only.code, _("All of %(city)s") % {"city": only.name})
        return NearAnswer(choices=[whole, *_choices(parts)], typed=typed)
    return _found(only, typed, source)


def _without_cities(communes: list[Commune]) -> list[Commune]:
    """Drop a city that stands beside its own arrondissement under one postcode."""
    return [commune for commune in communes if not commune.is_city_of_arrondissements] or communes


def _found(commune: Commune, typed: str, source: str) -> NearAnswer:
    is_city = commune.is_city_of_arrondissements
    near = Near(commune.lat, commune.lon, str(commune), commune.code, commune.departement, source, is_whole_city=is_city)
    return NearAnswer(near=near, typed=typed, town_hall=town_hall_of(commune))


def _found_place(place: Place, typed: str) -> NearAnswer:
    near = Near(place.lat or 0.0, place.lon or 0.0, str(place), place.commune_id or "", place.departement, "place")
    town_hall = town_hall_of(place.commune) if place.commune else None
    return NearAnswer(near=near, typed=typed or place.name[:MAX_TYPED], town_hall=town_hall, named=[place.pk])


def town_hall_of(commune: Commune) -> tuple[str, str] | None:
    """Return (commune's name, phone) of the town hall, the parent's where an arrondissement has none."""
    for candidate in (commune, commune.parent):
        if candidate is not None and candidate.town_hall_phone:
            return candidate.name, candidate.town_hall_phone
    return None


def _from_position(lat: str, lon: str, name: str = "") -> NearAnswer:
    """``name`` is that of an address or a place found before; without one it is a browser's position."""
    decimals = 3 if name else 2
    try:
        point = (round(float(lat.replace(",", ".")), decimals), round(float(lon.replace(",", ".")), decimals))
    except ValueError:
        point = (float("nan"), float("nan"))
    if not all(isfinite(number) for number in point) or not is_point(*point):
        return NearAnswer(error=_("We could not read your location. Write the name of your town or its postcode."), typed=name)
    commune = nearest_commune(*point)
    if commune is None:
        sentence = _("This location is outside France. Write the name of the town where you want to go, or its postcode.")
        return NearAnswer(error=sentence, typed=name)
    label = name if not name or commune.name in name else f"{name}, {commune}"
    near = Near(*point, label or str(commune), commune.code, commune.departement, "address" if name else "position")
    return NearAnswer(near=near, typed=name, town_hall=town_hall_of(commune))


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
    shown = communes[:MAX_CHOICES]
    prefetch_related_objects(shown, "postcodes")
    return [CommuneChoice(commune.code, _label(commune)) for commune in shown]


def _label(commune: Commune) -> str:
    shown = min((postcode.postcode for postcode in commune.postcodes.all()), default="")
    departement = name_of(commune.departement)
    if commune.name.startswith(f"{departement} "):  # "Paris 1er · 75001", not "Paris 1er · 75001 Paris"
        departement = ""
    where = " ".join(part for part in (shown, departement) if part)
    return f"{commune.name} · {where}"


def _place_choice(place: Named) -> CommuneChoice:
    where = " ".join(part for part in (place.postcode, place.city) if part)
    return CommuneChoice(f"lieu-{place.pk}", f"{place.name} · {where}" if where else place.name)


def _address_not_found() -> str:
    return _("We did not find this exact address: we look around the town.")


def _address_unknown() -> str:
    return _("We did not find this address. Write only the name of your town or its postcode, for example 16000.")


def _unknown() -> str:
    return _("We do not know this town. Check the spelling, or write its postcode, for example 16000.")


def _unknown_postcode() -> str:
    return _("We do not know this postcode. Write the name of the town, for example Angoulême.")

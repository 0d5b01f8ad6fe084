"""Which place: stock or SIM cards, help with procedures, or simply somebody near who welcomes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

from .doors import (
    FAR_KM,
    MODE_INDIVIDUAL,
    NEAR_KM,
    PARTNER,
    RECEPTION_POINT,
    SERVICE_ACCESS,
    SERVICE_EQUIPMENT,
    SERVICE_PROCEDURES,
    Card,
    CardKind,
    PlaceOption,
)
from .needs import Needs
from .reasons import AIDANTS, FAR, NEAREST, PROCEDURES, SELLS_DEVICES, SELLS_SIM, USE_ON_SITE


def equipment_place(places: Sequence[PlaceOption], needs: Needs) -> Card | None:
    """The nearest reception point that has what is lacking, up to FAR_KM: all of it rather than a part. Else a place near
    that provides equipment, or where one may use a computer on the spot."""
    points = [place for place in _within(places, FAR_KM) if place.kind == RECEPTION_POINT]
    all_of_it = [place for place in points if _has_all(place, needs)]
    part = [place for place in points if _has_part(place, needs)]
    for options in (all_of_it, part):
        if options:
            return _card(_nearest(options), *_has(_nearest(options), needs))
    near = _within(places, NEAR_KM)
    for facet, reason in ((SERVICE_EQUIPMENT, SELLS_DEVICES), (SERVICE_ACCESS, USE_ON_SITE)):
        options = [place for place in near if facet in place.facets]
        if options:
            return _card(_nearest(options), reason)
    return None


def procedure_place(places: Sequence[PlaceOption]) -> Card | None:
    """The nearest place near that helps with procedures, those with an accredited Aidants Connect employee first."""
    options = [place for place in _within(places, NEAR_KM) if SERVICE_PROCEDURES in place.facets]
    if not options:
        return None
    best = min(options, key=lambda place: (not place.has_aidants, *_by_distance(place)))
    reasons = (AIDANTS, PROCEDURES) if best.has_aidants else (PROCEDURES,)
    return _card(best, *reasons, phone_first=True)


def welcoming_place(places: Sequence[PlaceOption], *, alone: bool = False) -> Card | None:
    """The nearest of ours or a relay; of the imported places only when none of those is near. `alone`: one that says it
    receives people one by one comes first."""
    return next(iter(all_near(places, alone=alone)), None)


def all_near(places: Sequence[PlaceOption], *, alone: bool = False) -> list[Card]:
    """Cards of the places near, best first."""

    def key(place: PlaceOption) -> tuple:
        return (place.kind == PARTNER, alone and MODE_INDIVIDUAL not in place.facets, *_by_distance(place))

    near = sorted(_within(places, NEAR_KM), key=key)
    nearest = _nearest(near) if near else None
    return [_card(place, *((NEAREST,) if place is nearest else ())) for place in near]


def _has(place: PlaceOption, needs: Needs) -> tuple[str, ...]:
    found = []
    if needs.lacks_device and place.sells_equipment:
        found.append(SELLS_DEVICES)
    if needs.lacks_connection and place.sells_sim:
        found.append(SELLS_SIM)
    return tuple(found)


def _has_all(place: PlaceOption, needs: Needs) -> bool:
    return len(_has(place, needs)) == needs.lacks_device + needs.lacks_connection


def _has_part(place: PlaceOption, needs: Needs) -> bool:
    return bool(_has(place, needs))


def _within(places: Iterable[PlaceOption], km: float) -> list[PlaceOption]:
    return [place for place in places if place.km is not None and place.km <= km]


def _by_distance(place: PlaceOption) -> tuple[float, int]:
    return (inf if place.km is None else place.km, place.id)


def _nearest(places: Sequence[PlaceOption]) -> PlaceOption:
    return min(places, key=_by_distance)


def _card(place: PlaceOption, *reasons: str, phone_first: bool = False) -> Card:
    far = (FAR,) if place.km is not None and place.km > NEAR_KM else ()
    return Card(CardKind.PLACE, place.id, phone_first, (*reasons, *far))

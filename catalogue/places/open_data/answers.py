"""Find what the API is asked for: by distance from a point, or in the order of the keys, from the last one seen."""

from dataclasses import dataclass
from typing import Any

from core.templatetags.ui import absolute

from ..cards import place_url
from ..models import Place
from ..nearest import nearest_ids
from .geojson import feature_of
from .questions import DEEPEST, Question
from .standard import facts_of


@dataclass(frozen=True)
class Answer:
    """``next_after`` is what to ask next with; None at the end."""

    places: list[tuple[Place, float | None]]
    next_after: int | None


def answer_to(question: Question) -> Answer:
    """Return one page of places; three queries at most, whatever the number of places."""
    return _by_distance(question) if question.is_near else _by_key(question)


def _by_distance(question: Question) -> Answer:
    last = min(question.after + question.limit, DEEPEST)
    found = nearest_ids(
        question.lat or 0.0,
        question.lon or 0.0,
        facets=question.facets,
        kinds=question.kinds,
        limit=last + 1,
        max_km=question.radius_km,
    )
    shown = found[question.after : last]
    places = Place.objects.in_bulk([pk for _km, pk in shown])
    more = len(found) > last and last < DEEPEST
    return Answer([(places[pk], km) for km, pk in shown if pk in places], last if more else None)


def _by_key(question: Question) -> Answer:
    places = Place.objects.listed().filter(pk__gt=question.after).order_by("pk")
    for facet in question.facets:
        places = places.filter(facets__facet=facet)
    if question.kinds:
        places = places.of_kinds(*question.kinds)
    if question.commune:
        places = places.filter(commune=question.commune)
    if question.departement:
        places = places.filter(commune__departement=question.departement)
    if question.updated_since:
        places = places.filter(updated_at__date__gte=question.updated_since)
    found = list(places[: question.limit + 1])
    shown = found[: question.limit]
    return Answer([(place, None) for place in shown], shown[-1].pk if len(found) > question.limit else None)


def place_as_json(place: Place, km: float | None = None) -> dict[str, Any]:
    """Return a place under the standard's names, with its page and, where a point was given, the distance."""
    data: dict[str, Any] = {**facts_of(place), "type": place.kind, "key": place.pk, "url": absolute(place_url(place))}
    return data if km is None else {**data, "distance_km": round(km, 3)}


def place_as_feature(place: Place, km: float | None = None) -> dict[str, Any] | None:
    feature = feature_of(place, absolute(place_url(place)))
    if feature is not None and km is not None:
        feature["properties"]["distance_km"] = round(km, 3)
    return feature

"""What cannot wait: a number and a door at once, before any question."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from catalogue.places.near import NearAnswer
from core.helpline import helpline_for

from .door_cards import cards_of
from .engine import Class, Outcome
from .outcomes import Result, needs_of
from .results import route_of
from .state import State


def near_context(state: State, near: NearAnswer | None) -> dict[str, Any]:
    """What "Near where?" shows: what was typed, the choice when several places bear the name, the sentence when none does."""
    asked_in_vain = near is not None and near == NearAnswer(typed=near.typed)
    return {"near": near or NearAnswer(), "spot": state.spot, "asked_in_vain": asked_in_vain}


def door_context(state: State, request: HttpRequest) -> dict[str, Any]:
    """The nearest door for what cannot wait, once near where is known; a phone number anyway."""
    context: dict[str, Any] = {"pressing": state.pressing or [], "door": None, "plus": None}
    if state.spot is None:
        return context
    nothing_known = Outcome(klass=Class.FIRST_STEPS, provisional=True)
    result = Result(nothing_known, needs_of(state, get_language() or "fr"), state.spot)
    route, found = route_of(result)
    shown = cards_of(route, found, {}, helpline_for(request))
    return context | {"door": shown.main, "plus": shown.plus}

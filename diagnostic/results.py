"""From a finished run to its link, its count and its page."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from catalogue.agenda.skills import skills_in_words
from core.helpline import helpline_for

from . import routing, sealing
from .bank import QuestionBank
from .carrying import keeps_cookies
from .counting import count_once
from .door_cards import Shown, cards_of
from .doors import Found, find_doors
from .outcomes import Result, result_of, seal_result, unseal_result
from .routing import CardKind, Route, Rule
from .routing import reasons as why
from .state import State

FAR_DOORS = {CardKind.TOWN_HALL, CardKind.HELPLINE, CardKind.REMOTE}
LINES_OF_CAN_DO = 5


def finish(state: State, bank: QuestionBank) -> str:
    """Count the run, once, and return the token of its result."""
    result = result_of(state, bank, get_language() or settings.LANGUAGE_CODE)
    route, _found = route_of(result)
    spot = result.spot
    no_near_door = spot is not None and route.main.kind in FAR_DOORS
    count_once(
        state.run,
        departement=spot.departement if spot else "",
        klass=str(result.outcome.klass) if result.measured else "",
        route=f"{route.rule}:{route.main.kind}",
        helped=result.helped,
        commune=spot.commune if spot and no_near_door else "",
    )
    return seal_result(result)


def route_of(result: Result) -> tuple[Route, Found]:
    """Ask the catalogue as it is now: a door that closed meanwhile gives way to the next."""
    found = find_doors(result.outcome, result.needs, result.spot)
    return routing.route(result.outcome, result.needs, found.doors), found


def show_result(request: HttpRequest, token: str) -> HttpResponse:
    """The result's page; a friendly one with a way on when the link is too old or is none of ours."""
    language = get_language() or settings.LANGUAGE_CODE
    try:
        result = unseal_result(token, language)
    except sealing.Expired:
        return gone(request, expired=True)
    except sealing.Broken:
        return gone(request, expired=False)
    return render(request, "diagnostic/result.html", result_context(request, result, token))


def gone(request: HttpRequest, *, expired: bool) -> HttpResponse:
    context = {"expired": expired, "start_url": reverse("diagnostic:step", args=["pour-qui"]), "language_links": []}
    return render(request, "diagnostic/result_gone.html", context, status=410 if expired else 404)


def result_context(request: HttpRequest, result: Result, token: str) -> dict[str, Any]:
    outcome = result.outcome
    route, found = route_of(result)
    words = skills_in_words()
    shown: Shown = cards_of(route, found, words, helpline_for(request))
    return {
        "can_do": [words[code] for code in outcome.can_do if code in words][:LINES_OF_CAN_DO],
        "with_help": [words[code] for code in outcome.with_help if code in words][:2],
        "can_learn": [words[code] for code in outcome.can_learn if code in words],
        "measured": result.measured,
        "provisional": outcome.provisional and route.rule is not Rule.TRAINING,
        "training": route.rule is Rule.TRAINING,
        "helped": result.helped,
        "no_email": result.needs.has_email is False,
        "spot": result.spot,
        "nothing_near": why.NOTHING_NEAR in route.explanation and result.spot is not None,
        "main": shown.main,
        "plus": shown.plus,
        "other": shown.other,
        # On another phone the link works, but the answers are not there to go back to.
        "near_url": reverse("diagnostic:step", args=["pres-de"]) if keeps_cookies(request) else reverse("wagtail_serve", args=["lieux/"]),
        "resume_url": reverse("diagnostic:current") if keeps_cookies(request) else "",
        "erase_url": reverse("diagnostic:erase"),
        "qr": qr_of(settings.SITE_URL + reverse("diagnostic:result", args=[token])),
        "language_links": _language_links(token),
    }


def qr_of(url: str) -> str:
    """Return the address as a drawing a phone can read: SVG without styles."""
    return segno.make(url, error="l", micro=False).svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True)


def _language_links(token: str) -> list[dict[str, str]]:
    links = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            links.append({"code": code, "url": reverse("diagnostic:result", args=[token])})
    return links

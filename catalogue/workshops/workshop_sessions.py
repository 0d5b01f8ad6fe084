"""The sessions of one workshop, as its page shows them: free ones first; a permanence's slots by day and place."""

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from catalogue.agenda.cards import SessionCard, cards_for
from catalogue.agenda.models import OfferPage
from catalogue.agenda.search import Criteria, Found, find_sessions
from catalogue.places.near import NearAnswer, near_from

from .elsewhere import other_sessions
from .models import PermanenceReason, WorkshopPage
from .permanences.appointments import beginnings
from .permanences.reasons import OTHER, Tile, chosen, reasons_for, tile_of
from .structured_data import course_of

FREE_SHOWN = 9
BEGINNINGS_AMONG = 240  # free slots looked at for those where a long appointment can begin
FULL_SHOWN = 3
SLOTS_SHOWN = 60


@dataclass(frozen=True)
class SlotDay:
    """The free slots of one day at one place."""

    first: SessionCard
    slots: list[SessionCard]


def sessions_context(page: WorkshopPage, request: HttpRequest) -> dict:
    """Work for a page never saved too: a preview simply has no session."""
    near = near_from(request.GET)
    source = page.source
    offers = OfferPage.objects.filter(translation_key=source.translation_key)
    if page.is_permanence:
        return permanence_context(page, request, near, offers)
    free = find_sessions(Criteria(near=near.near, offers=offers, free_only=True, begun=True), limit=FREE_SHOWN)
    sessions, full = list(free.sessions), []
    if len(sessions) < FREE_SHOWN:
        every = find_sessions(Criteria(near=near.near, offers=offers, begun=True), limit=FREE_SHOWN + FULL_SHOWN)
        full = [session for session in every.sessions if session.free <= 0][:FULL_SHOWN]
    cards = cards_for([*sessions, *full], known_pages=[page])
    return {
        "near": near,
        "widened": free.widened,
        "cards": cards,
        "slot_days": [],
        "reason_tiles": [],
        "reason": None,
        "kept": [],
        "others": [] if cards else other_sessions(None, near=near.near),
        "more": free.total > FREE_SHOWN,
        "index_url": reverse("wagtail_serve", args=["ateliers/"]),
        "json_ld": as_json_ld(course_of(page, cards)),
    }


def permanence_context(page: WorkshopPage, request: HttpRequest, near: NearAnswer, offers: QuerySet) -> dict:
    """What one comes for first, then the hours: those where the appointment has as many free slots in a row as it needs."""
    reasons = reasons_for(page)
    code = request.GET.get("pour", "")
    reason = chosen(reasons, code)
    asks = bool(reasons) and reason is None and code != OTHER
    query = urlencode({name: request.GET[name] for name in ("near", "commune", "lat", "lon") if request.GET.get(name)})
    found = Found() if asks else find_sessions(Criteria(near=near.near, offers=offers, free_only=True), limit=BEGINNINGS_AMONG)
    cards = cards_for(beginnings(found.sessions, reason)[:SLOTS_SHOWN], known_pages=[page])
    return {
        "near": near,
        "widened": found.widened,
        "cards": [],
        "slot_days": slot_days(cards),
        "reason_tiles": tiles_for(reasons, query) if asks else [],
        "other_url": f"?{urlencode({'pour': OTHER})}{'&' if query else ''}{query}#sessions",
        "reason": reason,
        "chosen_code": (kept := reason.code if reason else OTHER if reasons else ""),
        "kept": [("pour", kept)] if kept else [],
        "others": [] if cards or asks else other_sessions(None, near=near.near),
        "more": False,
        "index_url": reverse("wagtail_serve", args=["ateliers/"]),
        "json_ld": as_json_ld(course_of(page, cards)),
    }


def tiles_for(reasons: list[PermanenceReason], near_query: str) -> list[Tile]:
    """Return the choices, each leading to its hours on the same page; where the visitor is stays asked."""
    return [tile_of(reason, f"?pour={reason.code}{'&' if near_query else ''}{near_query}#sessions") for reason in reasons]


def slot_days(cards: list[SessionCard]) -> list[SlotDay]:
    """Group slots by day and place, in the order they come (near first when a point was asked)."""
    groups: dict[tuple, list[SessionCard]] = {}
    for card in cards:
        groups.setdefault((card.starts.date(), card.place_url), []).append(card)
    return [SlotDay(first=slots[0], slots=slots) for slots in groups.values()]


def as_json_ld(data: dict) -> SafeString:
    """Return JSON that may stand inside a script element."""
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

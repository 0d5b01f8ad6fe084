"""The sessions of one workshop, as its page shows them: free ones first; a permanence's slots by day and place."""

import json
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from catalogue.agenda.cards import SessionCard, cards_for
from catalogue.agenda.models import OfferPage
from catalogue.agenda.search import Criteria, find_sessions
from catalogue.places.near import near_from

from .elsewhere import other_sessions
from .models import WorkshopPage
from .structured_data import course_of

FREE_SHOWN = 9
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
    free = find_sessions(Criteria(near=near.near, offers=offers, free_only=True), limit=SLOTS_SHOWN if page.is_permanence else FREE_SHOWN)
    sessions, full = list(free.sessions), []
    if not page.is_permanence and len(sessions) < FREE_SHOWN:
        every = find_sessions(Criteria(near=near.near, offers=offers), limit=FREE_SHOWN + FULL_SHOWN)
        full = [session for session in every.sessions if session.free <= 0][:FULL_SHOWN]
    cards = cards_for([*sessions, *full], known_pages=[page])
    return {
        "near": near,
        "widened": free.widened,
        "cards": [] if page.is_permanence else cards,
        "slot_days": slot_days(cards) if page.is_permanence else [],
        "others": [] if cards else other_sessions(None, near=near.near),
        "more": free.total > FREE_SHOWN,
        "index_url": reverse("wagtail_serve", args=["ateliers/"]),
        "json_ld": as_json_ld(course_of(page, cards)),
    }


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

"""What the page of a course shows beside its own fields: its sessions, and the same facts for search engines."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from catalogue.agenda.cards import SessionCard, cards_for
from catalogue.agenda.models import Session
from core.helpline import helpline_for

from .models import CourseIndexPage, CoursePage

MOST_SESSIONS = 12
FIRST = 4  # shown at once; the others unfold


def sheet_for(course: CoursePage, request: HttpRequest | None = None) -> dict[str, Any]:
    """Return ``cards`` of the next sessions, ``crumbs`` and ``structured`` (JSON-LD); a fixed number of queries."""
    sessions = Session.objects.for_offers([course]).upcoming().public().with_free().select_related("place", "offer")
    cards = cards_for(sessions.order_by("starts_at", "pk")[:MOST_SESSIONS], course.locale.language_code)
    parent = course.get_parent()
    return {
        "cards": cards,
        "more": max(len(cards) - FIRST, 0),
        "crumbs": [{"title": parent.title, "url": parent.get_url() or ""}, {"title": course.title, "url": ""}],
        "structured": structured(course, cards, brand=helpline_for(request).brand),
    }


def structured(course: CoursePage, cards: list[SessionCard], *, brand: str) -> SafeString:
    """Return schema.org's Course as JSON that is safe inside a script element."""
    data = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": course.title,
        "description": course.summary or course.title,
        "url": course.full_url,
        "inLanguage": course.locale.language_code,
        "provider": {"@type": "Organization", "name": brand},
        "timeRequired": f"PT{course.duration_hours.normalize():f}H" if course.duration_hours else "",
        "coursePrerequisites": course.prerequisites,
        "teaches": [str(block.value) for block in course.objectives],
        "offers": {"@type": "Offer", "category": "Free" if course.price == 0 else "Paid", "priceCurrency": "EUR"}
        | ({"price": str(course.price)} if course.price is not None else {}),
        "hasCourseInstance": [
            {
                "@type": "CourseInstance",
                "courseMode": "Online" if card.is_remote else "Onsite",
                "startDate": card.starts.isoformat(),
                "endDate": card.ends.isoformat(),
                "location": {"@type": "VirtualLocation", "name": card.place_name}
                if card.is_remote
                else {"@type": "Place", "name": card.place_name, "address": card.place_address},
            }
            for card in cards
        ],
    }
    return mark_safe(json.dumps(data, ensure_ascii=False).translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&"}))


def index_url() -> str:
    """Return the address of the list of courses in the active language, else in French, else "/"."""
    pages = {page.locale.language_code: page for page in CourseIndexPage.objects.live().select_related("locale")}
    page = pages.get(get_language() or "fr") or pages.get("fr")
    return (page.get_url() if page else "") or "/"

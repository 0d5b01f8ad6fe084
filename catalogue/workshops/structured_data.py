"""A workshop in schema.org's words: a course, its sessions its events."""

import re
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from catalogue.agenda.cards import SessionCard

from .models import WorkshopPage

_POINT = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
_AVAILABLE = {True: "https://schema.org/InStock", False: "https://schema.org/SoldOut"}


def course_of(page: WorkshopPage, cards: list[SessionCard]) -> dict:
    """Return the Course and its Events, addresses absolute."""
    url = page.full_url or ""
    course = {
        "@context": "https://schema.org",
        "@type": "Course",
        "name": page.title,
        "description": page.summary or page.title,
        "url": url,
        "inLanguage": page.locale.language_code,
        "provider": {"@type": "NGO", "name": settings.WAGTAIL_SITE_NAME, "url": settings.SITE_URL},
        "educationalLevel": page.get_level_display(),
        "isAccessibleForFree": not page.price,
        "hasCourseInstance": [_event(card) for card in cards],
    }
    if teaches := _points(page.learn):
        course["teaches"] = teaches
    return course


def _points(learn: str) -> list[str]:
    """Return the points of the list "what you will learn", as plain text."""
    return [unescape(strip_tags(point)).strip() for point in _POINT.findall(learn)]


def _event(card: SessionCard) -> dict:
    event: dict[str, Any] = {
        "@type": ["CourseInstance", "EducationEvent"],
        "name": card.title,
        "startDate": card.starts.isoformat(),
        "endDate": card.ends.isoformat(),
        "inLanguage": card.language,
        "eventStatus": "https://schema.org/EventScheduled",
        "courseMode": "online" if card.is_remote else "onsite",
        "eventAttendanceMode": f"https://schema.org/{'Online' if card.is_remote else 'Offline'}EventAttendanceMode",
        "maximumAttendeeCapacity": card.capacity,
        "remainingAttendeeCapacity": card.free,
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "EUR", "availability": _AVAILABLE[card.availability.can_book]},
    }
    if card.booking_url:
        event["offers"]["url"] = settings.SITE_URL + card.booking_url
    if not card.is_remote:
        event["location"] = {
            "@type": "Place",
            "name": card.place_name,
            "address": card.place_address,
            "url": settings.SITE_URL + card.place_url,
        }
    else:
        event["location"] = {"@type": "VirtualLocation", "url": event["offers"].get("url", settings.SITE_URL)}
    return event

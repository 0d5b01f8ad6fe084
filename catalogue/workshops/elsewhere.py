"""No dead end: the same workshop later or elsewhere, else another one near, with seats to take."""

from dataclasses import replace

from django.db.models import Q

from catalogue.agenda.cards import SessionCard, cards_for
from catalogue.agenda.models import OfferPage, Session
from catalogue.agenda.search import Criteria, find_sessions
from catalogue.places.near import Near

from .models import WorkshopPage

MOST = 3


def near_of(session: Session | None) -> Near | None:
    """Return the point of a session's place, to look around it."""
    place = session.place if session else None
    if place is None or place.lat is None or place.lon is None:
        return None
    return Near(lat=place.lat, lon=place.lon, label=place.city or place.name)


def other_sessions(offer: OfferPage | None, session: Session | None = None, near: Near | None = None) -> list[SessionCard]:
    """Return at most three sessions with a free seat: of the same workshop first, else of any, nearest first.

    ``session`` is the one that cannot be had; without ``near`` one looks around its place.
    """
    asked, near = near, near or near_of(session)
    cards: list[SessionCard] = []
    if offer is not None:
        same = OfferPage.objects.filter(translation_key=offer.translation_key)
        cards = _cards(Criteria(near=near, offers=same, free_only=True), session)
    if not cards:
        workshops = WorkshopPage.objects.live().filter(~Q(format="individual"))
        cards = _cards(Criteria(near=near, offers=workshops, free_only=True), session)
    # A distance is from where the visitor is, never from a place they did not name.
    return cards if asked else [replace(card, km=None) for card in cards]


def _cards(criteria: Criteria, session: Session | None) -> list[SessionCard]:
    found = find_sessions(criteria, limit=MOST + 1)
    others = [other for other in found.sessions if session is None or other.pk != session.pk]
    return cards_for(others[:MOST])

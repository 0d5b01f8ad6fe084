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


def other_sessions(
    offer: OfferPage | None, session: Session | None = None, near: Near | None = None, *, seats: int = 1, most: int = MOST
) -> list[SessionCard]:
    """Return at most ``most`` sessions with as many free ``seats``: of the same workshop first, else of any, nearest first.

    ``session`` is the one that cannot be had; without ``near`` one looks around its place.
    """
    asked, near = near, near or near_of(session)
    cards: list[SessionCard] = []
    if offer is not None:
        same = OfferPage.objects.filter(translation_key=offer.translation_key)
        cards = _cards(Criteria(near=near, offers=same, free_only=True), session, seats, most)
    if not cards:
        workshops = WorkshopPage.objects.live().filter(~Q(format="individual"))
        cards = _cards(Criteria(near=near, offers=workshops, free_only=True), session, seats, most)
    # A distance is from where the visitor is, never from a place they did not name.
    return cards if asked else [replace(card, km=None) for card in cards]


def _cards(criteria: Criteria, session: Session | None, seats: int, most: int) -> list[SessionCard]:
    looked_at = most + 1 if seats == 1 else 6 * most  # of those with a seat, some have too few
    found = find_sessions(criteria, limit=looked_at)
    others = [other for other in found.sessions if (session is None or other.pk != session.pk) and other.free >= seats]
    return cards_for(others[:most])

"""What is coming: the next workshops with free seats, and where the lists are."""

from django.urls import reverse
from django.utils.translation import get_language

# The addresses of the lists are fixed, the same word in every language.
LISTS = {"workshops": "ateliers/", "places": "lieux/"}


def address_of_list(name: str) -> str:
    """Return the address of a list in the active language: "/ateliers/", "/en/lieux/"."""
    return reverse("wagtail_serve", args=[LISTS[name]])


def next_sessions(count: int, language: str | None = None) -> list:
    """Return the cards of the next group workshops with a free seat, each workshop once; a bounded number of rows.

    One workshop given in twelve towns would fill the page: the first date of each comes first, later dates only make up the number.
    """
    from catalogue.agenda.cards import cards_for
    from catalogue.agenda.search import Criteria, soonest_sessions
    from catalogue.workshops.models import WorkshopFormat, WorkshopPage

    groups = WorkshopPage.objects.filter(format=WorkshopFormat.GROUP)
    soonest = soonest_sessions(Criteria(free_only=True, offers=groups), limit=count * 8)
    first_dates = {session.offer_id: session for session in reversed(soonest)}.values()
    later_dates = [session for session in soonest if session not in first_dates]
    by_date = sorted(first_dates, key=lambda session: (session.starts_at, session.pk))
    chosen = sorted((by_date + later_dates)[:count], key=lambda session: (session.starts_at, session.pk))
    return cards_for(chosen, language or get_language())

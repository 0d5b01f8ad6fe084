"""What is coming: the next workshops with free seats, and where the lists are."""

from django.urls import reverse
from django.utils.translation import get_language

# The addresses of the lists are fixed, the same word in every language.
LISTS = {"workshops": "ateliers/", "places": "lieux/"}


def address_of_list(name: str) -> str:
    """Return the address of a list in the active language: "/ateliers/", "/en/lieux/"."""
    return reverse("wagtail_serve", args=[LISTS[name]])


def next_sessions(count: int, language: str | None = None) -> list:
    """Return the cards of the next workshops with a free seat; a bounded number of rows, whatever the agenda holds."""
    from catalogue.agenda.cards import cards_for
    from catalogue.agenda.search import Criteria, find_sessions
    from catalogue.workshops.models import WorkshopPage

    found = find_sessions(Criteria(free_only=True, offers=WorkshopPage.objects.all()), limit=count, offset=0)
    return cards_for(found.sessions, language or get_language())

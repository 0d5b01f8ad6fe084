"""What a place's page shows of this room: its next workshops."""

from django.http import HttpRequest

from catalogue.agenda.cards import cards_for
from catalogue.agenda.models import Session
from catalogue.places.models import Place
from catalogue.places.sections import register_section

from .models import WorkshopPage

SHOWN = 6


def next_workshops(place: Place, request: HttpRequest) -> tuple[str, dict] | None:
    """Return the next group workshops at a place, then the first free one-to-one slots; None when there are neither."""
    upcoming = Session.objects.upcoming().filter(place=place, reserved_to=None, offer__live=True).with_free()
    upcoming = upcoming.select_related("place", "offer", "reserved_to").order_by("starts_at", "pk")
    group = list(upcoming.for_offers(WorkshopPage.objects.filter(format="group"))[:SHOWN])
    slots = list(upcoming.for_offers(WorkshopPage.objects.filter(format="individual")).with_free_seats()[: SHOWN // 2])
    if not group and not slots:
        return None
    cards = cards_for([*group, *slots])
    return "workshops/place_section.html", {"cards": cards[: len(group)], "slot_cards": cards[len(group) :]}


register_section("workshops", next_workshops, order=20, offers_booking=True)

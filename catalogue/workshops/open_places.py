"""Which places have a workshop with a free seat, for the search of places."""

from django.conf import settings

from catalogue.agenda.models import Session
from catalogue.places.offers import register_open_offers

from .models import WorkshopPage


def places_with_a_free_seat() -> dict[int, tuple[float, float]]:
    """Return the points of listed places where a workshop may be booked now, by primary key; one query."""
    workshops = WorkshopPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    sessions = Session.objects.open_for_booking().public().with_free_seats().for_offers(workshops)
    sessions = sessions.filter(place__is_listed=True, place__archived_at=None, place__lat__isnull=False, place__lon__isnull=False)
    rows = sessions.order_by().values_list("place", "place__lat", "place__lon").distinct()
    return {pk: (lat, lon) for pk, lat, lon in rows}


register_open_offers(places_with_a_free_seat)

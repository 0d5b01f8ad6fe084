"""Free permanences at a place, for who was told that equipment is back there."""

from catalogue.agenda.models import Session
from catalogue.places.models import Place
from catalogue.places.stock.appointments import Appointment, register_appointments
from core.local_time import at_place

from .booking_address import booking_url
from .models import WorkshopPage


def free_permanences(place: Place, most: int) -> list[Appointment]:
    """Return the first free one-to-one slots at a place that anyone may book; one query."""
    slots = Session.objects.open_for_booking().public().filter(place=place).for_offers(WorkshopPage.objects.filter(format="individual"))
    slots = slots.with_free_seats().select_related("offer").order_by("starts_at", "pk")[:most]
    return [Appointment(starts=at_place(slot.starts_at, place.time_zone), url=booking_url(slot), title=slot.offer.title) for slot in slots]


register_appointments(free_permanences)

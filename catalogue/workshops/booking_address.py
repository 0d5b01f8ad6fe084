"""Tell the agenda's cards where a workshop's session is booked."""

from django.urls import reverse

from catalogue.agenda.cards import register_booking_url
from catalogue.agenda.models import Session

from .models import WorkshopPage


def booking_url(session: Session) -> str:
    return reverse("workshops:book", args=[session.pk])


register_booking_url(WorkshopPage, booking_url)

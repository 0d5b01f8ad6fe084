"""Tell the agenda's cards where a course's session is registered for."""

from django.urls import reverse

from catalogue.agenda.cards import register_booking_url
from catalogue.agenda.models import Session

from .models import CoursePage


def registration_url(session: Session) -> str:
    return reverse("training:start", args=[session.pk])


register_booking_url(CoursePage, registration_url)

"""Where a session is registered for, told to the agenda's cards."""

from django.urls import reverse

from catalogue.agenda.models import Session


def registration_url(session: Session) -> str:
    return reverse("training:start", args=[session.pk])

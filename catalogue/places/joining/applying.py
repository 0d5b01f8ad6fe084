"""What a structure does with its application: begin, fill in screen by screen, send, have the link sent again, erase."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ..models import ApplicationState, RelayApplication
from . import messages
from .moves import locked, move

# The screens in order, and what each one fills in.
FIELDS: dict[str, tuple[str, ...]] = {
    "organisation": ("organisation_name", "siret"),
    "address": ("place_name", "address", "postcode", "city", "commune", "departement"),
    "public": ("phone", "email", "website"),
    "contact": ("contact_name", "contact_role", "contact_email", "contact_phone"),
    "services": ("services",),
    "help": ("modes", "fees", "languages"),
    "rooms": ("people", "devices", "has_wifi", "step_free"),
    "hours": ("opening_hours",),
    "booking": ("booking_mode", "booking_url"),
    "audiences": ("audiences", "special_care"),
    "motivation": ("motivation",),
    "agreement": ("agreement_version", "agreement_name", "agreed_at"),
}
STEPS = tuple(FIELDS)


class NotWritable(Exception):
    """The application was sent, or settled: its answers no longer change."""


class Incomplete(Exception):
    """Some screens are not filled in; ``missing`` names them."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


def begin(email: str, *, key: str, language: str) -> RelayApplication:
    """Write an empty application and send its private link; the same key gives back the same one."""
    with transaction.atomic():
        application, is_new = RelayApplication.objects.get_or_create(key=key, defaults={"contact_email": email, "language": language})
        if is_new:
            messages.send_link(application)
    return application


def send_links_again(email: str) -> int:
    """Send the link of each unfinished or running application of an address; returns how many. The visitor is told nothing of it."""
    with transaction.atomic():
        running = RelayApplication.objects.filter(contact_email__iexact=email).exclude(
            state__in=[ApplicationState.ACCEPTED, ApplicationState.REFUSED]
        )
        return sum(messages.send_link(application) for application in running.order_by("-pk")[:3])


def fill_in(application_id: int, step: str, values: Mapping[str, Any]) -> RelayApplication:
    """Write the answers of one screen; raises NotWritable. ``values`` holds FIELDS[step], already checked."""
    with transaction.atomic():
        application = locked(application_id)
        if not application.is_writable:
            raise NotWritable
        for name in FIELDS[step]:
            setattr(application, name, values[name])
        application.steps_done = [name for name in STEPS if name in {*application.steps_done, step}]
        application.save()
    return application


def missing_steps(application: RelayApplication) -> list[str]:
    return [step for step in STEPS if step not in application.steps_done]


def send(application_id: int) -> RelayApplication:
    """Hand the application to the team, and tell both sides; twice is once. Raises Incomplete or NotWritable."""
    with transaction.atomic():
        application = locked(application_id)
        if application.state == ApplicationState.RECEIVED:
            return application
        if not application.is_writable:
            raise NotWritable
        if missing := missing_steps(application):
            raise Incomplete(missing)
        application.sent_at = timezone.now()
        application.missing = ""
        move(application, ApplicationState.RECEIVED)
        messages.tell_received(application)
        messages.tell_team(application)
    return application


def erase(application_id: int) -> None:
    """Erase an application that was never sent, at the structure's own wish; raises NotWritable."""
    with transaction.atomic():
        application = locked(application_id)
        if application.state != ApplicationState.DRAFT:
            raise NotWritable
        application.delete()

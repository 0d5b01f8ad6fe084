"""What the team does with an application: ask for what is missing, plan a visit, accept, refuse. One function each."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.access import PLACE_COORDINATOR
from core.models import Organisation, User
from core.tokens import new_token

from ..departements import time_zone_of
from ..models import ApplicationState, BookingMode, Place, PlaceKind, PlaceRole, RelayApplication, Role, StepFree
from . import messages
from .links import open_link
from .moves import locked, move

PROGRAMME = "Relais numérique (Emmaüs Connect)"
WAYS_IN = {
    BookingMode.HERE: "Prendre un RDV en ligne",
    BookingMode.OWN_SITE: "Prendre un RDV en ligne",
    BookingMode.PHONE: "Téléphoner",
    BookingMode.WALK_IN: "Se présenter",
}


def ask_to_complete(application_id: int, missing: str, *, by: User | None) -> RelayApplication:
    """Send the application back with what is missing, in words; raises MoveRefused."""
    with transaction.atomic():
        application = locked(application_id)
        application.missing = missing
        move(application, ApplicationState.TO_COMPLETE, by=by, note=missing)
        messages.tell_to_complete(application)
    return application


def plan_visit(application_id: int, at: datetime, *, by: User | None) -> RelayApplication:
    """Say when somebody comes; again for another day. ``at`` is aware. Raises MoveRefused."""
    with transaction.atomic():
        application = locked(application_id)
        application.visit_at = at
        move(application, ApplicationState.VISIT, by=by, note=messages.visit_in_words(application))
        messages.tell_visit(application)
    return application


def refuse(application_id: int, reason: str, answer: str, *, by: User | None) -> RelayApplication:
    """Say no, why, and what else there is; raises MoveRefused."""
    with transaction.atomic():
        application = locked(application_id)
        application.refusal, application.answer = reason, answer
        application.decided_at = timezone.now()
        move(application, ApplicationState.REFUSED, by=by, note=application.get_refusal_display())
        messages.tell_refused(application)
    return application


def accept(application_id: int, *, is_listed: bool, by: User | None, tell: bool = True) -> Place:
    """Make the place, listed or not yet, and send the structure the link that keeps it; raises MoveRefused.

    A coordinator who accepts looks after the place from then on: without a role they would not see it.
    """
    with transaction.atomic():
        application = locked(application_id)
        application.decided_at = timezone.now()
        move(application, ApplicationState.ACCEPTED, by=by)
        place = _place_of(application, is_listed=is_listed)
        application.place = place
        application.save(update_fields=["place", "updated_at"])
        if by is not None and by.groups.filter(name=PLACE_COORDINATOR).exists():
            PlaceRole.objects.get_or_create(user=by, place=place, role=Role.COORDINATOR)
        link = open_link(
            place,
            name=application.contact_name,
            email=application.contact_email,
            language=application.language,
            tell=False,
            confirmed_on=timezone.localdate(),
        )
        if tell:
            messages.tell_accepted(application, link)
    return place


def renew_link(application_id: int, *, tell: bool) -> RelayApplication:
    """Give an application another private address: the old one opens nothing any more."""
    with transaction.atomic():
        application = locked(application_id)
        application.token = new_token()
        application.save(update_fields=["token", "updated_at"])
        if tell:
            messages.send_link(application, limited=False)
    return application


def _place_of(application: RelayApplication, *, is_listed: bool) -> Place:
    commune = application.commune
    care = list(application.special_care)
    if application.step_free == StepFree.YES and "Handicaps moteurs" not in care:
        care.append("Handicaps moteurs")
    place = Place(
        kind=PlaceKind.RELAY,
        name=application.place_name or application.organisation_name,
        pivot=application.siret,
        organisation=_organisation_of(application),
        address=application.address,
        postcode=application.postcode,
        city=application.city,
        commune=commune,
        lat=commune.lat if commune else None,
        lon=commune.lon if commune else None,
        time_zone=time_zone_of(application.departement),
        phone=application.phone,
        emails=[application.email] if application.email else [],
        websites=[application.website] if application.website else [],
        opening_hours=application.opening_hours,
        services=application.services,
        modes=application.modes,
        fees=application.fees,
        languages=application.languages,
        audiences=application.audiences,
        special_care=care,
        access_modes=[WAYS_IN[BookingMode(application.booking_mode)]] if application.booking_mode else [],
        mobility=["Fixe"],
        national_programmes=[PROGRAMME],
        booking_mode=application.booking_mode,
        booking_url=application.booking_url,
        appointment_url=application.booking_url,  # the standard's own column: others read it in the open data
        is_listed=is_listed,
        verified_on=timezone.localdate(),
    )
    place.save()
    return place


def _organisation_of(application: RelayApplication) -> Organisation:
    """Find the organisation by its SIRET, or write it. What is known is not changed by what a stranger typed."""
    known = Organisation.objects.filter(siret=application.siret).order_by("pk").first()
    if known is not None:
        return known
    return Organisation.objects.create(
        name=application.organisation_name,
        siret=application.siret,
        address=application.address,
        postcode=application.postcode,
        city=application.city,
    )

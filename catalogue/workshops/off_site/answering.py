"""The team answers a request: it plans the session, reserved to the structure and in its premises, or says why it cannot."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.agenda.models import OfferPage
from catalogue.agenda.sessions import create_session
from catalogue.agenda.visibility import SEE_ALL
from catalogue.places.departements import time_zone_of
from catalogue.places.models import Place, PlaceKind, PlaceRole, Role
from core.models import Organisation, User
from core.text import fold

from ..models import Helper, RequestState, SessionRequest, WhyNot
from ..models.session_request import REQUEST_MOVES
from . import telling


class MoveRefused(Exception):
    """Somebody answered, or the structure withdrew it, meanwhile."""


def move(request: SessionRequest, state: RequestState, **fields: Any) -> None:
    """Write a locked request's state and what goes with it, if the table of moves allows it."""
    if state not in REQUEST_MOVES[request.state]:
        raise MoveRefused(request.state)
    for name, value in {"state": state, **fields}.items():
        setattr(request, name, value)
    request.save(update_fields=["state", *fields])


def plan(
    request_id: int,
    *,
    offer: OfferPage,
    meetings: Iterable[tuple[datetime, datetime]],
    capacity: int,
    by: User | None,
    place: Place | None = None,
    answer: str = "",
    **fields: Any,
) -> SessionRequest:
    """Make the session, reserved to the structure's organisation, in its premises (or at ``place``), and write to the structure.

    Its contact becomes a helper of that organisation, whose private link gives the names. MoveRefused; ValidationError, WrongMeetings.
    """
    with transaction.atomic():
        request = _locked(request_id)
        organisation = request.organisation or organisation_of(request)
        where = place or premises_of(request, organisation, by)
        session = create_session(offer, where, meetings, capacity=capacity, reserved_to=organisation, **fields)
        move(
            request,
            RequestState.PLANNED,
            organisation=organisation,
            session=session,
            why_not="",
            answer=answer,
            answered_at=timezone.now(),
            answered_by=by,
        )
        telling.tell_planned(request, helper_of(request, organisation))
    return request


def refuse(request_id: int, why_not: WhyNot | str, *, by: User | None, answer: str = "") -> SessionRequest:
    """Say why it cannot be, in words that the structure reads. MoveRefused."""
    with transaction.atomic():
        request = _locked(request_id)
        move(request, RequestState.REFUSED, why_not=WhyNot(why_not), answer=answer, answered_at=timezone.now(), answered_by=by)
        telling.tell_refused(request)
    return request


def organisation_of(request: SessionRequest) -> Organisation:
    """Return the structure's one record: that of its contact when they book for others already, else by its SIRET, else by its name
    and postcode; made where there is none.
    """
    helper = _known_helper(request)
    if helper is not None and helper.organisation is not None:
        return helper.organisation
    if request.siret:
        known = Organisation.objects.filter(siret=request.siret).order_by("pk").first()
    else:
        named = Organisation.objects.filter(postcode=request.postcode).order_by("pk")
        known = next((one for one in named if fold(one.name) == fold(request.structure)), None)
    return known or Organisation.objects.create(
        name=request.structure, siret=request.siret, address=request.address, postcode=request.postcode, city=request.city
    )


def premises_of(request: SessionRequest, organisation: Organisation, by: User | None) -> Place:
    """Return the structure's premises as a place that the public directory does not show; who planned there may change it."""
    same = Place.objects.filter(organisation=organisation, archived_at=None, postcode=request.postcode).order_by("-is_listed", "pk")
    place = next((one for one in same if fold(one.address) == fold(request.address)), None)
    if place is None:
        commune = request.commune
        place = Place.objects.create(
            kind=PlaceKind.PARTNER,
            name=request.structure,
            organisation=organisation,
            address=request.address,
            postcode=request.postcode,
            city=request.city,
            commune=commune,
            lat=commune.lat if commune else None,
            lon=commune.lon if commune else None,
            time_zone=time_zone_of(request.departement),
            is_listed=False,
        )
    if by is not None and not by.has_perm(SEE_ALL):
        PlaceRole.objects.get_or_create(user=by, place=place, role=Role.COORDINATOR)
    return place


def helper_of(request: SessionRequest, organisation: Organisation) -> Helper:
    """Return the contact as somebody who books for others, linked to the organisation; known by their e-mail, else made."""
    helper = _known_helper(request)
    if helper is None:
        return Helper.objects.create(
            structure=request.structure[:120],
            name=request.contact_name[:80],
            phone=request.contact_phone,
            email=request.contact_email,
            language=request.language,
            organisation=organisation,
        )
    if helper.organisation_id is None:
        helper.organisation = organisation
        helper.save(update_fields=["organisation"])
    return helper


def _known_helper(request: SessionRequest) -> Helper | None:
    helpers = Helper.objects.kept().filter(email__iexact=request.contact_email)
    return helpers.select_related("organisation").order_by("pk").first()


def _locked(request_id: int) -> SessionRequest:
    return SessionRequest.objects.select_for_update(of=("self",)).select_related("commune", "organisation").get(pk=request_id)

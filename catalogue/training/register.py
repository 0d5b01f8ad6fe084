"""An organisation registers: begin (seats are held), change, send (seats are confirmed, or it waits)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionClosed, SessionReserved
from catalogue.agenda.models import Seat, SeatState, Session
from core.models import Organisation

from . import messages
from .models import CoursePage, Registration, RegistrationState, Trainee
from .moves import move, record

HELD_MINUTES = 20
TEAM_FIELDS = ("seat_count", "organisation_name", "siret", "address", "postcode", "city")
CONTACT_FIELDS = ("contact_name", "contact_email", "contact_phone", "signatory_name", "signatory_email", "funder_kind", "funder_name")


class NotOpen(Exception):
    """The registration is no longer one that can be filled in or sent."""


def begin(session_id: int, team: Mapping[str, Any], *, key: str, language: str, waits: bool = False, by_team: bool = False) -> Registration:
    """Write the organisation's request and hold its seats for 20 minutes; the same key gives back the same request.

    ``team`` holds TEAM_FIELDS, already checked. ``by_team``: one of the training team does it, who alone may for a session
    reserved to one structure. Raises SessionFull, SessionClosed or SessionReserved; nothing is written then.
    """
    with transaction.atomic():
        session = seats.lock_sessions([session_id])[0]
        _must_be_published(session)
        refuse_reserved(session, by_team=by_team)
        known = Registration.objects.filter(key=key, session_id=session_id).first()
        if known is not None:
            return known
        registration = Registration.objects.create(
            session_id=session_id, key=key, language=language, waits=waits, **{name: team[name] for name in TEAM_FIELDS}
        )
        _hold(registration)
    return registration


def change_team(registration_id: int, team: Mapping[str, Any], *, waits: bool = False) -> Registration:
    """Correct the first screen before it is sent; takes or gives back held seats. Raises as ``begin``, or NotOpen."""
    with transaction.atomic():
        registration = locked(registration_id)
        _must_be_open(registration)
        for name in TEAM_FIELDS:
            setattr(registration, name, team[name])
        registration.waits = waits
        registration.save()
        _hold(registration)
    return registration


def change_contact(registration_id: int, contact: Mapping[str, Any]) -> Registration:
    """Write the second screen; ``contact`` holds CONTACT_FIELDS. Raises NotOpen."""
    with transaction.atomic():
        registration = locked(registration_id)
        _must_be_open(registration)
        for name in CONTACT_FIELDS:
            setattr(registration, name, contact[name])
        registration.save()
    return registration


def send(registration_id: int, *, by_team: bool = False) -> Registration:
    """Confirm the seats (or wait for them), log it and tell the contact and the team; twice is once.

    Seats whose hold lapsed are taken again while there are some. Raises SessionFull or SessionClosed when there
    are none: the request stays as it was, so that fewer seats or the waiting list can be asked. Raises NotOpen;
    SessionReserved as ``begin``.
    """
    with transaction.atomic():
        registration = locked(registration_id)
        if registration.was_sent:
            return registration
        _must_be_open(registration)
        _must_be_published(registration.session)
        refuse_reserved(registration.session, by_team=by_team)
        taken = _take(registration)
        registration.organisation = _organisation_of(registration)
        registration.sent_at = timezone.now()
        registration.save()
        if all(seat.state == SeatState.CONFIRMED for seat in taken):
            move(registration, RegistrationState.CONFIRMED)
            messages.tell_confirmed(registration)
        else:
            record(registration)
            messages.tell_waiting(registration)
            messages.tell_offered(registration)
        messages.tell_team(registration)
    return registration


def locked(registration_id: int) -> Registration:
    """Return the registration with its session's row then its own locked: always in that order, so nobody waits in a ring.

    Inside the caller's transaction. Raises Registration.DoesNotExist.
    """
    seats.lock_sessions([Registration.objects.values_list("session_id", flat=True).get(pk=registration_id)])
    return Registration.objects.select_for_update(no_key=True, of=("self",)).select_related("session").get(pk=registration_id)


def give(registration: Registration, taken: list[Seat]) -> None:
    """Write that these seats are the registration's, each for a trainee not yet named."""
    known = set(Trainee.objects.filter(seat__in=[seat.pk for seat in taken]).values_list("seat_id", flat=True))
    Trainee.objects.bulk_create(Trainee(registration=registration, seat=seat) for seat in taken if seat.pk not in known)


def refuse_reserved(session: Session, *, by_team: bool = False) -> None:
    """Raise SessionReserved when only the team may register somebody."""
    if session.reserved_to_id and not by_team:
        raise SessionReserved


def _must_be_published(session: Session) -> None:
    if not CoursePage.objects.filter(pk=session.offer_id, live=True).exists():
        raise SessionClosed("missing")


def _must_be_open(registration: Registration) -> None:
    if registration.was_sent or registration.state != RegistrationState.DRAFT:
        raise NotOpen


def _hold(registration: Registration) -> None:
    """Hold as many seats as asked, taking or giving back the difference; a request that waits holds nothing."""
    if registration.waits:
        seats.release([seat.pk for seat in registration.seats(SeatState.HELD)])
        return
    held = seats.hold(registration.session_id, key=_key(registration), count=registration.seat_count, minutes=HELD_MINUTES)
    give(registration, held)


def _take(registration: Registration) -> list[Seat]:
    """Confirm the held seats, taken anew if their time is over; or take a place in line for all of them."""
    if registration.waits:
        taken = seats.reserve_or_wait(registration.session_id, key=_key(registration), count=registration.seat_count)
    else:
        held = seats.hold(registration.session_id, key=_key(registration), count=registration.seat_count, minutes=HELD_MINUTES)
        taken = seats.confirm([seat.pk for seat in held])
    give(registration, taken)
    return taken


def _key(registration: Registration) -> str:
    return f"registration-{registration.pk}"


def _organisation_of(registration: Registration) -> Organisation:
    """Find the organisation by its SIRET, or write it. What is known is neither changed nor shown by a public form."""
    known = Organisation.objects.filter(siret=registration.siret).order_by("pk").first()
    if known is not None:
        return known
    return Organisation.objects.create(
        name=registration.organisation_name,
        siret=registration.siret,
        address=registration.address,
        postcode=registration.postcode,
        city=registration.city,
    )

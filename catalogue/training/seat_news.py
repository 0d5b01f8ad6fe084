"""What the agenda says of seats, heard by the registrations they belong to (inside its transaction, the session locked)."""

from typing import Any

from django.dispatch import receiver

from catalogue.agenda import seats as agenda_seats
from catalogue.agenda.models import Seat, SeatState, Session
from catalogue.agenda.signals import (
    seat_cancelled,
    seat_confirmed,
    seat_offered,
    session_cancelled,
    session_moved,
    session_reinstated,
)

from . import messages
from .models import Registration, RegistrationState
from .moves import move, record


@receiver(seat_offered, dispatch_uid="training")
def offered(seat: Seat, **kwargs: Any) -> None:
    registration = _registration_of(seat)
    if registration is not None:
        messages.tell_offered(registration)


@receiver(seat_confirmed, dispatch_uid="training")
def confirmed(seat: Seat, **kwargs: Any) -> None:
    """An offer was accepted, here or by the host: once no seat waits any longer, the registration is confirmed."""
    registration = _registration_of(seat)
    if registration is None or registration.state != RegistrationState.DRAFT:
        return
    if registration.seats(SeatState.WAITING, SeatState.OFFERED, SeatState.HELD).exists():
        record(registration)
        return
    move(registration, RegistrationState.CONFIRMED)
    messages.tell_confirmed(registration)


@receiver(seat_cancelled, dispatch_uid="training")
def cancelled(seat: Seat, **kwargs: Any) -> None:
    """The last seat is gone (cancelled by the host, or an offer not taken in time): so is the registration."""
    registration = _registration_of(seat)
    if registration is None:
        return
    if registration.seats().exists():
        if registration.state == RegistrationState.DRAFT and not registration.seats(SeatState.WAITING, SeatState.OFFERED).exists():
            move(registration, RegistrationState.CONFIRMED)
            messages.tell_confirmed(registration)
        return
    if registration.may_cancel:
        move(registration, RegistrationState.CANCELLED)
        messages.tell_cancelled(registration)


@receiver(session_cancelled, dispatch_uid="training")
def session_gone(session: Session, **kwargs: Any) -> None:
    for registration in Registration.objects.select_for_update(no_key=True, of=("self",)).filter(session=session).order_by("pk"):
        if registration.may_cancel:
            move(registration, RegistrationState.CANCELLED, note=session.cancelled_reason)
            messages.tell_session_cancelled(registration)


@receiver(session_moved, dispatch_uid="training")
def session_has_other_dates(session: Session, **kwargs: Any) -> None:
    for registration in Registration.objects.sent().filter(session=session).order_by("pk"):
        if registration.may_cancel:
            messages.tell_moved(registration)


@receiver(session_reinstated, dispatch_uid="training")
def session_takes_place_after_all(session: Session, seats: list[Seat], **kwargs: Any) -> None:
    """A registration that was cancelled with its session is over, contract and all: its seats go back, and it is told."""
    own = Registration.objects.filter(session=session, trainees__seat__in=[seat.pk for seat in seats], state=RegistrationState.CANCELLED)
    told = list(own.distinct().order_by("pk"))
    if told:
        of_these = Seat.objects.filter(trainee__registration__in=told, pk__in=[seat.pk for seat in seats])
        agenda_seats.cancel(list(of_these.values_list("pk", flat=True)))
    for registration in told:
        messages.tell_session_reinstated(registration)


def _registration_of(seat: Seat) -> Registration | None:
    """The registration that was sent and is not over; forms being filled in hear nothing."""
    return (
        Registration.objects.select_for_update(no_key=True, of=("self",))
        .filter(trainees__seat=seat, sent_at__isnull=False)
        .exclude(state__in=[RegistrationState.CANCELLED, RegistrationState.COMPLETED])
        .first()
    )

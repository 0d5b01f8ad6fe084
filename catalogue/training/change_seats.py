"""What happens to a registration after it was sent: more or fewer seats, an offer accepted, a cancellation."""

from django.db import transaction
from django.utils.translation import gettext as _

from catalogue.agenda import seats
from catalogue.agenda.models import SeatState
from core.models import User

from . import messages
from .models import Registration, RegistrationState
from .moves import move, record
from .register import give, locked

MOST_SEATS = 50


class TooLate(Exception):
    """The registration is over, or was never sent: nothing about it can change."""


def change_seats(registration_id: int, count: int, *, by: User | None = None) -> Registration:
    """Bring a confirmed registration to ``count`` seats (1 to 50), log it and tell the contact.

    Raises SessionFull or SessionClosed when there is no room for more; TooLate when it is not confirmed.
    """
    if not 1 <= count <= MOST_SEATS:
        raise ValueError(f"Between 1 and {MOST_SEATS} seats")
    with transaction.atomic():
        registration = locked(registration_id)
        if not registration.may_change_seats:
            raise TooLate
        owned = list(registration.seats())
        before = len(owned)
        if count == before:
            return registration
        registration.seat_count = count
        registration.save(update_fields=["seat_count", "updated_at"])
        if count > before:
            key = f"registration-{registration.pk}-{registration.trainees.count()}"
            give(registration, seats.reserve(registration.session_id, key=key, count=count - before))
        else:
            seats.cancel([seat.pk for seat in _last_to_leave(registration, before - count)])
        record(registration, by=by, note=_("Seats: %(before)d, then %(after)d") % {"before": before, "after": count})
        messages.tell_changed(registration)
    return registration


def cancel(registration_id: int, *, by: User | None = None, note: str = "") -> Registration:
    """Cancel a registration and free its seats; twice is once. Raises TooLate once it has begun, or before it was sent."""
    with transaction.atomic():
        registration = locked(registration_id)
        if registration.state == RegistrationState.CANCELLED:
            return registration
        if not registration.may_cancel:
            raise TooLate
        owned = [seat.pk for seat in registration.seats()]
        move(registration, RegistrationState.CANCELLED, by=by, note=note)
        seats.cancel(owned)
        messages.tell_cancelled(registration)
        messages.tell_team_cancelled(registration)
    return registration


def accept_offers(registration_id: int) -> Registration:
    """Confirm the seats offered to a registration in line; raises TooLate, HoldExpired or SessionClosed."""
    with transaction.atomic():
        registration = locked(registration_id)
        if registration.is_over or not registration.was_sent:
            raise TooLate
        offered = list(registration.seats(SeatState.OFFERED))
        in_time = [seat for seat in offered if seat.is_live()]  # one that ran out does not cost the others
        if offered:
            seats.confirm([seat.pk for seat in in_time or offered])  # seat_confirmed tells the rest: see seat_news.py
    return Registration.objects.get(pk=registration_id)


def _last_to_leave(registration: Registration, count: int) -> list:
    """The seats given back first: those whose trainee has no name, the latest taken first."""
    owned = registration.trainees.exclude(seat__state=SeatState.CANCELLED).select_related("seat")
    ordered = sorted(owned, key=lambda trainee: (bool(trainee.last_name or trainee.first_name), -trainee.seat_id))
    return [trainee.seat for trainee in ordered[:count]]

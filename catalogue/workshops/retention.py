"""Erase names and phones three months after the last meeting, and drafts after a day. Counts stay."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import SeatState
from core.retention import Retention, register
from core.tokens import new_token

from .models import Booking, Call, Participant, SessionRequest

KEPT = timedelta(days=92)
REQUESTS_KEPT = timedelta(days=365)


def purge_drafts(now: datetime | None = None) -> int:
    """Delete what was typed and never confirmed, a day after; a seat still held is given back first."""
    purged = 0
    for booking in Booking.objects.forgotten_drafts(now or timezone.now()).with_people().order_by("pk")[:1000]:
        held = [p.seat_id for p in booking.participants.all() if p.seat_id and p.seat.state == SeatState.HELD]
        try:
            if held:
                seats.release(held)
        except SeatError:
            pass  # lapsed and swept meanwhile: nothing to give back
        booking.delete()
        purged += 1
    return purged


def purge_bookings(now: datetime | None = None) -> int:
    """Erase who booked; that somebody booked, when and for what, is kept as a number. Drafts go with it."""
    now = now or timezone.now()
    purge_drafts(now)
    over = Q(session__ends_at__lt=now - KEPT) | Q(session=None, created_at__lt=now - KEPT)
    bookings = Booking.objects.filter(over, purged_at=None).values_list("pk", flat=True)
    purged = 0
    for pk in list(bookings):
        seats.forget_reasons(Participant.objects.filter(booking=pk).exclude(seat=None).values_list("seat", flat=True))
        Participant.objects.filter(booking=pk).update(
            first_name="", last_name="", arrangements=[], adult_name="", adult_phone="", is_under_age=False
        )
        Call.objects.filter(booking=pk).delete()
        # The old link leads nowhere any more.
        Booking.objects.filter(pk=pk).update(
            phone="", phone_is_shared=False, email="", prefers_call=False, companions=0, reason=None, purged_at=now, token=new_token()
        )
        purged += 1
    return purged


register(
    Retention(
        model="workshops.Booking",
        fields=("phone", "phone_is_shared", "email", "prefers_call", "companions", "reason", "language"),
        purpose=_("Keep a seat at a workshop, and say when it changes"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("three months after the last meeting; one day when the booking was not confirmed"),
        purge=purge_bookings,
    )
)
register(
    Retention(
        model="workshops.Participant",
        fields=("first_name", "last_name", "arrangements", "is_under_age", "adult_name", "adult_phone"),
        purpose=_("Welcome the person by their first name, with what helps them prepared; reach an adult for a minor"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("three months after the last meeting; one day when the booking was not confirmed"),
        purge=lambda now: 0,  # erased with its booking
    )
)


def purge_session_requests(now: datetime | None = None) -> int:
    """Erase who asked for a workshop elsewhere, a year after our answer, or after the request when there was none; counts stay."""
    now = now or timezone.now()
    over = Q(answered_at__lt=now - REQUESTS_KEPT) | Q(answered_at=None, created_at__lt=now - REQUESTS_KEPT)
    over &= Q(session=None) | Q(session__ends_at__lt=now)
    purged = 0
    for pk in list(SessionRequest.objects.filter(over, purged_at=None).values_list("pk", flat=True)):
        # The old link leads nowhere any more.
        SessionRequest.objects.filter(pk=pk).update(
            contact_name="", contact_email="", contact_phone="", answer="", token=new_token(), purged_at=now
        )
        purged += 1
    return purged


register(
    Retention(
        model="workshops.SessionRequest",
        fields=("contact_name", "contact_email", "contact_phone", "answer"),
        purpose=_("Answer a structure that asks for a workshop in its premises"),
        legal_basis=_("performance of the service asked for"),
        kept_for=_("one year after our answer"),
        purge=purge_session_requests,
    )
)

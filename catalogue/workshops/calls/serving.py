"""Book in a caller's name, in one step: they are on the phone, so nothing is held meanwhile."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from catalogue.agenda import seats
from core.models import User

from .. import telling
from ..models import Booking, BookingChannel, CallbackRequest, Outcome, Participant
from .following import close


def book(
    session_id: int,
    *,
    key: str,
    names: Sequence[str],
    may_wait: bool = False,
    asked: CallbackRequest | None = None,
    by: User | None = None,
    **contact,
) -> Booking:
    """Give seats to the people named, or a place in line with ``may_wait``; the same key gives the same booking back.

    ``contact``: phone (E.164), email, language, prefers_call. The call that was ``asked`` for is closed with it.
    SessionFull(free), SessionClosed(reason).
    """
    with transaction.atomic():
        known = Booking.objects.with_people().filter(key=key).first()
        if known is not None:
            return known
        take = seats.reserve_or_wait if may_wait else seats.reserve
        taken = take(session_id, key=key, count=len(names))
        booking = Booking.objects.create(
            key=key,
            session=taken[0].session,
            offer_id=taken[0].session.offer_id,
            has_no_phone=not contact.get("phone"),
            channel=BookingChannel.PHONE,
            submitted_at=timezone.now(),
            **contact,
        )
        Participant.objects.bulk_create(
            Participant(booking=booking, seat=seat, first_name=name) for seat, name in zip(taken, names, strict=True)
        )
        booking = Booking.objects.with_people().get(pk=booking.pk)
        telling.tell_seat(booking)
        if asked is not None:
            close(asked, by, Outcome.BOOKED, booking)
        return booking

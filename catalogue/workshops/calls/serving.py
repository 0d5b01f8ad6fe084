"""Book in a caller's name, in one step: they are on the phone, so nothing is held meanwhile."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from catalogue.agenda import seats
from core.models import User

from .. import telling
from ..models import Booking, BookingChannel, CallbackRequest, Outcome, Participant, PermanenceReason
from ..permanences import appointments
from ..permanences.reasons import reasons_for
from .following import close


def book(
    session_id: int,
    *,
    key: str,
    names: Sequence[str],
    may_wait: bool = False,
    reason: PermanenceReason | None = None,
    adult: tuple[str, str] = ("", ""),
    arrangements: Sequence[str] = (),
    asked: CallbackRequest | None = None,
    by: User | None = None,
    **contact,
) -> Booking:
    """Give seats to the people named, or a place in line with ``may_wait``; the same key gives the same booking back.

    ``contact``: phone (E.164), email, language, prefers_call, companions. ``reason``: what they come for, where the workshop takes
    it. ``adult``: first name and phone of who answers for the first person, below the minimum age; ``arrangements`` are theirs too.
    The call that was ``asked`` for is closed with it. SessionFull(free), SessionClosed(reason).
    """
    with transaction.atomic():
        known = Booking.objects.with_people().filter(key=key).first()
        if known is not None:
            return known
        session = appointments.session_to_go_to(session_id)
        if reason is not None and reason not in reasons_for(session.offer):
            reason = None
        if may_wait and reason is None:
            taken = seats.reserve_or_wait(session_id, key=key, count=len(names))
        else:
            taken = appointments.reserve(session, reason, key=key, count=len(names))
        booking = Booking.objects.create(
            key=key,
            session=taken[0].session,
            offer_id=taken[0].session.offer_id,
            reason=reason,
            has_no_phone=not contact.get("phone"),
            channel=BookingChannel.PHONE,
            submitted_at=timezone.now(),
            **contact,
        )
        people = [Participant(booking=booking, seat=seat, first_name=name) for seat, name in zip(taken, names, strict=True)]
        people[0].adult_name, people[0].adult_phone = adult
        people[0].is_under_age, people[0].arrangements = bool(adult[0]), list(arrangements)
        Participant.objects.bulk_create(people)
        booking = Booking.objects.with_people().get(pk=booking.pk)
        telling.tell_seat(booking)
        if asked is not None:
            close(asked, by, Outcome.BOOKED, booking)
        return booking

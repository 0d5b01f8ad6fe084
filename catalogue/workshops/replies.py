"""What YES and NO mean when somebody answers a text message: only where the site asked for it (SMS_REPLIES), and never a guess.

A phone is shared: it speaks for a booking only when that number has exactly one to come. Else they are told whom to call, and a human
calls them.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import SeatState, SessionState
from core import outbox
from core.helpline import helpline_for
from core.incoming import register_reply_handler
from core.models.message import Channel
from core.phones import is_mobile
from core.sms_length import to_gsm
from core.text import fold

from . import cancelling
from . import message_texts as kinds
from .models import Booking, Call, CallReason
from .models.helping import Receives
from .reserving import locked
from .stage import live_seats_of

_YES = frozenset(map(fold, ("oui", "oui merci", "ok", "oui ok", "yes", "yes thank you", "نعم", "نعم شكرا")))
_NO = frozenset(map(fold, ("non", "non merci", "no", "no thank you", "لا", "لا شكرا")))
FRESH = timedelta(days=2)  # an older answer was to something else
_LIVE = (SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING)


def act_on(number: str, text: str, at: datetime) -> bool:
    """Do what an answer says; True when nothing is left for a human to read. See core.incoming."""
    said = fold(text)
    if not settings.SMS_REPLIES or said not in _YES | _NO or at < timezone.now() - FRESH:
        return False
    coming = bookings_to_come(number)
    if len(coming) != 1:
        return _ask_to_call(number, coming, at)
    try:
        with transaction.atomic():
            booking = locked(coming[0])  # before its session, as everywhere: nobody waits for this answer for ever
            done = _yes(booking, at) if said in _YES else _no(booking)
    except (SeatError, Booking.DoesNotExist):
        done = False
    return done or _ask_to_call(number, coming, at)


def bookings_to_come(number: str) -> list[Booking]:
    """Return the bookings that are written to at a number, the next first."""
    own = Q(phone=number) | Q(phone="", participants__adult_phone=number)
    helped = Q(helper__phone=number) & ~Q(receives=Receives.PERSON)
    going = Q(session__state=SessionState.OPEN, session__starts_at__gt=timezone.now(), participants__seat__state__in=_LIVE)
    found = Booking.objects.submitted().with_people().filter(own | helped).filter(going).distinct()
    return list(found.order_by("session__starts_at", "pk"))


def _yes(booking: Booking, at: datetime) -> bool:
    """They come; or they take the seats that are offered to them."""
    states = {seat.state for seat in live_seats_of(booking)}
    if SeatState.WAITING in states:
        return False
    for seat in live_seats_of(booking):
        if seat.state == SeatState.OFFERED:
            seats.accept_offer(seat.pk)
    Booking.objects.filter(pk=booking.pk).update(said_coming_at=at)
    return True


def _no(booking: Booking) -> bool:
    """They do not come. For several people, nobody guesses who."""
    if len(live_seats_of(booking)) != 1:
        return False
    cancelling.cancel(booking)
    return True


def _ask_to_call(number: str, coming: list[Booking], at: datetime) -> bool:
    """Tell them whom to call, once a day, and put a call on the list. Without a booking it is for a human to read."""
    language = coming[0].language if coming else "fr"
    if is_mobile(number) and outbox.may_write(Channel.SMS, number):
        helpline = helpline_for(None)
        with outbox.in_language(language):
            context = {"brand": helpline.brand, "phone": helpline.phone, "when": helpline.when}
        outbox.queue(
            kinds.REPLY_UNCLEAR,
            channel=Channel.SMS,
            to=number,
            language=language,
            context={name: to_gsm(value) for name, value in context.items()},
            dedupe_key=f"reply:{number}:{at:%Y%m%d}",
            expires_at=timezone.now() + timedelta(hours=12),
        )
    for booking in coming[:1]:
        Call.objects.get_or_create(
            dedupe_key=f"{booking.about}:reply:{at:%Y%m%d}",
            defaults={"booking": booking, "reason": CallReason.REPLY, "useless_after": booking.its_session.starts_at},
        )
    return bool(coming)


register_reply_handler(act_on)

"""Write to the person about their booking, in the transaction of what is told; or put a call on the list.

Nobody is texted on a landline, nor when they asked to be called, nor more than ten times a day;
no e-mail address is written to more often either.
"""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from catalogue.agenda.models import Seat, SeatState, Session
from core import local_time, moments, outbox
from core.helpline import helpline_for
from core.models.message import Channel, Message, MessageState
from core.polite_hours import next_polite
from core.sms_length import to_gsm

from . import message_texts as kinds
from .models import Booking, Call, CallReason
from .stage import live_seats_of, seat_of
from .tickets import ticket_for

# What is left for the name of a place and its address in a text message.
_ROOM = {"fr": (38, 55), "ar": (30, 45)}
# Who else reads what is told to a person: (tell, keys) of the room of helpers, which stands above this module.
_readers: list[tuple[Callable[..., bool], Callable[[Booking, str, str], list[str]]]] = []
# The kinds a person reads instead, when somebody booked for them.
_when_booked_by_helper: dict[str, str] = {}


def register_reader(tell: Callable[..., bool], keys: Callable[[Booking, str, str], list[str]]) -> None:
    """Tell somebody else too: ``tell(booking, kind, occasion, …)`` says whether it could, ``keys`` under which dedupe keys."""
    _readers.append((tell, keys))


def register_wordings_of_helpers(kinds_by_kind: dict[str, str]) -> None:
    _when_booked_by_helper.update(kinds_by_kind)


def keys_of(booking: Booking, kind: str, occasion: str) -> list[str]:
    """Return every dedupe key under which this may have been told: to the person, by a call, or to who else reads it."""
    own = [dedupe_key(booking, kind, occasion, way) for way in ("sms", "email", "call")]
    return own + [key for _tell_them, keys in _readers for key in keys(booking, kind, occasion)]


def tell_seat(booking: Booking, seat: Seat | None = None) -> None:
    """Tell what a seat of the booking (its first one) has become: confirmed, waiting or offered. Those that change together: once."""
    seat = seat or seat_of(booking)
    if seat is None:
        return
    if seat.state == SeatState.CONFIRMED:
        _tell(booking, kinds.CONFIRMED, _stamp(seat.confirmed_at), expires_at=booking.its_session.ends_at)
    elif seat.state == SeatState.WAITING:
        _tell(booking, kinds.WAITING, _stamp(seat.waiting_since), expires_at=useful_until(booking.its_session))
    elif seat.state == SeatState.OFFERED:
        _tell_offered(booking, seat)


def _tell_offered(booking: Booking, seat: Seat) -> None:
    """Say that a seat is kept, never in the night. When its time is over before the morning, no text is of use: the team may call."""
    morning = next_polite(timezone.now(), booking.its_session.time_zone)
    occasion = _stamp(seat.held_until)
    if seat.held_until and morning >= seat.held_until:
        _put_on_call_list(booking, kinds.OFFERED, occasion, CallReason.SEAT_OFFERED, seat.held_until)
        return
    _tell(booking, kinds.OFFERED, occasion, call=CallReason.SEAT_OFFERED, send_after=morning, expires_at=seat.held_until)


def tell_cancelled(booking: Booking) -> None:
    """Say that the seat is given back, and take back what announced it."""
    outbox.withdraw(booking.about)
    booking.calls.filter(done_at__isnull=True).update(useless_after=timezone.now())
    seat = seat_of(booking)
    if seat is not None and seat.confirmed_at:
        _tell(booking, kinds.CANCELLED, _stamp(seat.cancelled_at), expires_at=useful_until(booking.its_session))


def tell_session_cancelled(booking: Booking) -> None:
    outbox.withdraw(booking.about)
    booking.calls.filter(done_at__isnull=True).update(useless_after=timezone.now())
    session = booking.its_session
    _tell(
        booking,
        kinds.SESSION_CANCELLED,
        f"{session.pk}-{session.updated_at.timestamp():.3f}",  # it may be reinstated, then cancelled again
        call=CallReason.SESSION_CANCELLED,
        send_after=next_polite(timezone.now(), session.time_zone, before=useful_until(session)),
        expires_at=session.ends_at,  # still of use to who is late, or comes to the next meetings
    )


def tell_session_moved(booking: Booking, after: list[tuple[datetime, datetime]] | None = None) -> None:
    """Tell the next of the new moments (``after``); the page of the booking has them all."""
    outbox.withdraw(booking.about, kinds=kinds.REMINDERS)
    session, now = booking.its_session, timezone.now()
    starts, ends = next((moments for moments in after or [] if moments[0] > now), (session.starts_at, None))
    _tell(
        booking,
        kinds.SESSION_MOVED,
        # The change itself: what moves there and back is told each time.
        f"{_stamp(starts)}-{session.updated_at.timestamp():.3f}",
        call=CallReason.SESSION_MOVED,
        send_after=next_polite(now, session.time_zone, before=starts),
        expires_at=starts,
        starts=starts,
        ends=ends,
    )


def tell_moved(booking: Booking, *, call: bool = False) -> None:
    """Say where and when they come now, in place of what was written of the other session and has not left. ``call``: who has no mobile."""
    outbox.withdraw(booking.about)
    booking.calls.filter(done_at__isnull=True).update(useless_after=timezone.now())
    seat = seat_of(booking)
    _tell(
        booking,
        kinds.MOVED,
        _stamp(seat.confirmed_at if seat else None),
        call=CallReason.SESSION_MOVED if call else None,
        expires_at=useful_until(booking.its_session),
    )


def tell_session_reinstated(booking: Booking) -> None:
    """Tell that a cancelled session takes place after all: the seat is kept for an answer, or the person waits again."""
    outbox.withdraw(booking.about, kinds=(kinds.SESSION_CANCELLED,))
    called_off = booking.calls.filter(done_at__isnull=True, reason=CallReason.SESSION_CANCELLED)
    called_off.update(useless_after=timezone.now())
    seat, session = seat_of(booking), booking.its_session
    if seat is None or seat.state not in (SeatState.OFFERED, SeatState.WAITING):
        return
    keeps = seat.state == SeatState.OFFERED
    _tell(
        booking,
        kinds.SESSION_REINSTATED if keeps else kinds.SESSION_REINSTATED_WAITING,
        f"{session.updated_at.timestamp():.3f}",
        call=CallReason.SESSION_REINSTATED,
        send_after=next_polite(timezone.now(), session.time_zone, before=seat.held_until or session.starts_at),
        expires_at=seat.held_until or session.starts_at,
    )


def call_about_reinstated(booking: Booking) -> None:
    """A long appointment lost all its slots with one of them: the team calls to find a time again."""
    session = booking.its_session
    if booking.contact_phone:
        Call.objects.get_or_create(
            dedupe_key=dedupe_key(booking, kinds.SESSION_REINSTATED, f"{session.updated_at.timestamp():.3f}", "call"),
            defaults={"booking": booking, "reason": CallReason.SESSION_REINSTATED, "useless_after": session.starts_at},
        )


def remind(booking: Booking, kind: str, meeting, now: datetime) -> None:
    """Write a reminder of one meeting; those without a mobile are called two days before."""
    _tell(
        booking,
        kind,
        reminder_occasion(meeting),
        call=CallReason.REMINDER if kind == kinds.REMINDER_2D else None,
        expires_at=meeting.starts_at,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        send_after=now,
    )


def reminder_occasion(meeting) -> str:
    return f"{meeting.pk}-{_stamp(meeting.starts_at)}"


def _stamp(moment: datetime | None) -> str:
    """A moment as it stands in a dedupe key."""
    return str(int(moment.timestamp())) if moment else "0"


def tell_lost_link(booking: Booking, now: datetime) -> None:
    """Send the private link again; once an hour at most."""
    _tell(booking, kinds.LOST_LINK, f"{now:%Y%m%d%H}", call=CallReason.LOST_LINK)


def useful_until(session: Session) -> datetime:
    """Return until when news of a session is of use: its start, or the end of a parcours that has begun."""
    return session.starts_at if session.starts_at > timezone.now() else session.ends_at


def dedupe_key(booking: Booking, kind: str, occasion: str, channel: str) -> str:
    return f"{booking.about}:{kind}:{occasion}:{channel}"


def _tell(
    booking: Booking,
    kind: str,
    occasion: str,
    *,
    call: str | None = None,
    send_after: datetime | None = None,
    expires_at: datetime | None = None,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> None:
    """Queue one message for each way to reach the person; without a text message, a call when ``call`` says what to say.

    Whoever else receives the messages of the booking (its helper) is told as well.
    """
    texted = False
    wording = _when_booked_by_helper.get(kind, kind) if booking.helper_id else kind
    for channel, address in booking.own_channels():
        key = dedupe_key(booking, kind, occasion, channel)
        if not outbox.may_write(channel, address) and not Message.objects.filter(dedupe_key=key).exists():
            continue
        texted = texted or channel == Channel.SMS
        with outbox.in_language(booking.language):
            context = words_of(booking, channel, starts=starts, ends=ends)
        outbox.queue(
            wording,
            channel=channel,
            to=address,
            language=booking.language,
            context=context,
            dedupe_key=key,
            about=booking.about,
            send_after=send_after,
            expires_at=expires_at,
            time_zone=booking.its_session.time_zone,
        )
    for tell, _keys in _readers:
        if tell(booking, kind, occasion, send_after=send_after, expires_at=expires_at, starts=starts, ends=ends):
            texted = True
    if call and not texted:
        _put_on_call_list(booking, kind, occasion, call, expires_at)


def tell_slot_moved(booking: Booking, session: Session) -> None:
    """A later slot of a long appointment has another hour: no text could say it simply, so somebody calls."""
    _put_on_call_list(booking, kinds.SESSION_MOVED, f"{session.pk}-{_stamp(session.starts_at)}", CallReason.SESSION_MOVED, session.ends_at)


def _put_on_call_list(booking: Booking, kind: str, occasion: str, reason: str, useless_after: datetime | None) -> None:
    if booking.contact_phone:
        Call.objects.get_or_create(
            dedupe_key=dedupe_key(booking, kind, occasion, "call"),
            defaults={"booking": booking, "reason": reason, "useless_after": useless_after},
        )


def words_of(booking: Booking, channel: str, *, starts: datetime | None = None, ends: datetime | None = None) -> dict[str, str]:
    """Return the values of the placeholders, in the active language; those of a text message are short and in its alphabet."""
    session = booking.its_session
    helpline, ticket = helpline_for(None), ticket_for(booking)  # in the active language, that of who reads
    begins, finishes = ticket.starts, ticket.first_ends
    if starts and ends and len(ticket.meetings) > 1:  # of one meeting of several
        begins, finishes = local_time.at_place(starts, session.time_zone), local_time.at_place(ends, session.time_zone)
    place = ticket.place
    its_seats = live_seats_of(booking) if booking.pk else []  # not written down: of a session, said to nobody in particular
    offered = next((seat for seat in its_seats if seat.state == SeatState.OFFERED), None)
    until = local_time.at_place(offered.held_until, session.time_zone) if offered and offered.held_until else None
    structure = booking.helper.structure if booking.helper else ""
    words = {
        "brand": helpline.brand,
        "structure": structure,
        "workshop": ticket.title,
        "day": moments.day_in_words(begins),
        "short_day": date_format(begins, "l j/m"),
        "hour": moments.hour(begins),
        "ends": moments.hour(finishes),
        "place": place.name,
        "address": place.address,
        "city": place.city,
        "bring": ", ".join(ticket.bring),
        "until": f"{date_format(until, 'j/m' if channel == Channel.SMS else 'l j/m')} {moments.hour(until)}" if until else "",
        "phone": helpline.phone,
        "when": helpline.when,
        "link": settings.SITE_URL + reverse("workshops:booking", args=[booking.token]),
        "answer": "",
    }
    if channel != Channel.SMS:
        return words
    name_room, address_room = _ROOM.get(booking.language, _ROOM["fr"])
    words["place"], words["address"], words["city"] = place.name[:name_room], place.address[:address_room], place.city[:20]
    if settings.SMS_REPLIES:
        words["answer"] = _("Answer YES or NO.")
    words["structure"] = structure[: 14 if get_language_bidi() else 30]  # letters beyond the GSM alphabet take twice the room
    return {name: to_gsm(value) for name, value in words.items()}


def move_to_new_address(booking: Booking, was: tuple[str, str]) -> None:
    """Send what has not left yet to the new number or address; what has none any more is withdrawn."""
    old_phone, old_email = was
    waiting = Message.objects.filter(subject_ref=booking.about, state=MessageState.QUEUED)
    ways = dict(booking.own_channels())
    for channel, old in ((Channel.SMS, old_phone), (Channel.EMAIL, old_email)):
        new = ways.get(channel, "")
        messages = waiting.filter(channel=channel, recipient=old)
        if new and new != old:
            messages.update(recipient=new)
        elif not new:
            messages.update(state=MessageState.WITHDRAWN)

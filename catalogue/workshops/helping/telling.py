"""Write to those who book for others: once for each session, whatever the number of people, or once for each person where it matters."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.agenda.models import SeatState
from core import local_time, moments, outbox
from core.helpline import helpline_for
from core.models.message import Channel
from core.polite_hours import next_polite
from core.sms_length import to_gsm

from .. import telling
from ..models import Booking, Helper, Receives, SeatBlock
from . import message_texts as texts

NAMED_BY_TEXT = 3  # first names in a text message, then how many more
NAMED_BY_EMAIL = 15


def tell_link(helper: Helper, now: datetime, *, way: tuple[str, str] | None = None) -> bool:
    """Send the private link to the helper's own address; False when there is none, or it had its share of today."""
    ways = [way] if way else helper.channels()
    told = False
    for channel, address in ways:
        if not outbox.may_write(channel, address, now):
            continue
        with outbox.in_language(helper.language):
            helpline = helpline_for(None)
            words = {
                "brand": helpline.brand,
                "structure": helper.structure,
                "link": settings.SITE_URL + reverse("workshops:helping:space", args=[helper.token]),
                "until": link_until(helper),
                "phone": helpline.phone,
                "when": helpline.when,
            }
        outbox.queue(
            texts.HELPER_LINK,
            channel=channel,
            to=address,
            language=helper.language,
            context=_short(words) if channel == Channel.SMS else words,
            dedupe_key=f"{helper.about}:link:{helper.token[:6]}:{int(now.timestamp()) // 60}:{channel}",
            about=helper.about,
        )
        told = True
    return told


def tell_helper(
    booking: Booking,
    kind: str,
    occasion: str,
    *,
    send_after: datetime | None = None,
    expires_at: datetime | None = None,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> bool:
    """Tell the helper who receives a booking's messages what its people would be told; whether they can be reached."""
    helper = booking.helper
    if helper is None or kind not in texts.FOR_HELPER or not booking.helper_channels():
        return False
    code, for_each = texts.FOR_HELPER[kind]
    people = [booking] if for_each else _of_the_session(booking)
    own_page = reverse("workshops:helping:person", args=[helper.token, booking.pk])
    every_page = reverse("workshops:helping:sent", args=[helper.token])
    for channel, address in booking.helper_channels():
        with outbox.in_language(helper.language):
            words = telling.words_of(booking, channel, starts=starts, ends=ends)
            words |= _about_people(helper, people, channel) | {"link": settings.SITE_URL + (own_page if for_each else every_page)}
        outbox.queue(
            code,
            channel=channel,
            to=address,
            language=helper.language,
            context=_short(words) if channel == Channel.SMS else words,
            dedupe_key=helper_key(booking, kind, occasion, channel),
            # Of one person: withdrawn with what was written to them. Of all: what becomes of one changes nothing.
            about=booking.about if for_each or kind == telling.kinds.SESSION_CANCELLED else helper.about,
            send_after=send_after,
            expires_at=expires_at,
            time_zone=booking.its_session.time_zone,
        )
    return True


def helper_key(booking: Booking, kind: str, occasion: str, channel: str) -> str:
    """Return the key under which a helper is told once: of a person, or of all those sent to one session."""
    _code, for_each = texts.FOR_HELPER.get(kind, ("", False))
    of = booking.about if for_each else f"session:{booking.session_id}"
    return f"helper:{booking.helper_id}:{of}:{kind}:{occasion}:{channel}"


def keys_of(booking: Booking, kind: str, occasion: str) -> list[str]:
    """Return the keys that say by themselves that a booking was told: where the person is written to, theirs do."""
    if kind not in texts.FOR_HELPER or booking.own_channels():
        return []
    return [helper_key(booking, kind, occasion, channel) for channel, _to in booking.helper_channels()]


def tell_block(block: SeatBlock, kind: str, count: int, *, until: datetime, now: datetime | None = None) -> None:
    """Tell a helper of seats without a name: that names are missing, or that the seats are given back. ``until`` in UTC."""
    helper, session = block.helper, block.session
    now = now or timezone.now()
    booking = Booking(session=session, offer_id=session.offer_id, language=helper.language)
    page = "workshops:helping:block" if kind == texts.BLOCK_REMINDER else "workshops:helping:space"
    arguments = [helper.token, block.pk] if kind == texts.BLOCK_REMINDER else [helper.token]
    for channel, address in helper.channels():
        with outbox.in_language(helper.language):
            words = telling.words_of(booking, channel)
            words |= {"structure": helper.structure, "people": "", "count": str(count), "until": deadline_in_words(session, until)}
            words["link"] = settings.SITE_URL + reverse(page, args=arguments)
        outbox.queue(
            kind,
            channel=channel,
            to=address,
            language=helper.language,
            context=_short(words) if channel == Channel.SMS else words,
            dedupe_key=f"block:{block.pk}:{kind}:{int(session.starts_at.timestamp())}:{channel}",
            about=f"block:{block.pk}",
            send_after=next_polite(now, session.time_zone, before=session.starts_at),
            expires_at=session.starts_at,
        )


def link_until(helper: Helper) -> str:
    """Return until when the link works, as a day in words."""
    return moments.day_in_words(local_time.at_place(helper.expires_at, local_time.REMOTE))


def deadline_in_words(session, until: datetime) -> str:
    """Return "mercredi 25 novembre, 12 h" by the clock of the place, in the active language."""
    local = local_time.at_place(until, session.time_zone)
    return _("%(day)s, %(hour)s") % {"day": moments.day_in_words(local), "hour": moments.hour(local)}


def _of_the_session(booking: Booking) -> list[Booking]:
    """Return the bookings of the same helper for the same session whose messages the helper receives, those still coming first."""
    own = Booking.objects.submitted().with_people().filter(helper=booking.helper_id, session=booking.session_id)
    others = list(own.filter(purged_at=None).exclude(receives=Receives.PERSON).order_by("pk"))
    coming = [
        one
        for one in others
        if any(p.seat and (p.seat.state != SeatState.CANCELLED or _just_ended(p.seat)) for p in one.participants.all())
    ]
    return coming or [booking]


def _just_ended(seat) -> bool:
    """With the whole session: those whose own seat was given back before are not to be told of it."""
    return seat.ending == "session_cancelled"


def _about_people(helper: Helper, bookings: list[Booking], channel: str) -> dict[str, str]:
    names = [person.first_name for booking in bookings for person in booking.participants.all() if person.first_name]
    most = NAMED_BY_TEXT if channel == Channel.SMS else NAMED_BY_EMAIL
    shown = [name[:12] if channel == Channel.SMS else name for name in names[:most]]
    if len(names) > most:
        more = len(names) - most
        shown.append(ngettext("%(count)s more person", "%(count)s more people", more) % {"count": more})
    return {"structure": helper.structure, "people": _(", ").join(shown), "count": str(len(names))}


def _short(words: dict[str, str]) -> dict[str, str]:
    """A text message is short and in its alphabet."""
    return {name: to_gsm(value[:30] if name == "structure" else value) for name, value in words.items()}


telling.register_reader(tell_helper, keys_of)
telling.register_wordings_of_helpers(texts.FOR_PERSON)

"""A booking as it is shown to the person: on the screens, on the page of the booking, on paper, in the calendar."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.signals import page_published, page_unpublished

from catalogue.agenda.models import Session
from catalogue.places.models import Place, PlaceText
from core import local_time
from core.moments import day_in_words, duration, hour

from .models import Booking, PermanenceReason
from .permanences import appointments
from .words import PlaceWords, bring_for, offer_in, papers_for, place_words, price_for

KEPT = 60  # seconds


@dataclass(frozen=True)
class Ticket:
    """Words in the active language; moments are local to the place. Its names are those of components/ticket.html."""

    title: str
    starts: datetime
    ends: datetime
    duration: str
    meetings: list[tuple[datetime, datetime]]
    place: PlaceWords
    bring: list[str]
    papers: str
    price: str
    access: str
    language: str
    is_permanence: bool
    offer_url: str
    time_zone: str
    minimum_age: int | None
    code: str = ""
    name: str = ""
    purpose: str = ""  # what an appointment is for; said to the person on the screens, never on paper

    @property
    def place_name(self) -> str:
        return self.place.name

    @property
    def address_lines(self) -> list[str]:
        lines = [self.place.address, self.place.room and _("Room: %(room)s") % {"room": self.place.room}]
        return [line for line in lines if line]

    @property
    def when(self) -> str:
        """ "jeudi 27 novembre, de 14 h à 16 h"; of a parcours, its first meeting to come."""
        return _("%(day)s, from %(start)s to %(end)s") % {
            "day": day_in_words(self.starts),
            "start": hour(self.starts),
            "end": hour(self.first_ends),
        }

    @property
    def first_ends(self) -> datetime:
        """When the meeting it starts with is over."""
        return next((ends for starts, ends in self.meetings if starts == self.starts), self.ends)

    @property
    def has_begun(self) -> bool:
        return bool(self.meetings) and self.meetings[0][0] < self.starts

    @property
    def meetings_to_come(self) -> list[tuple[datetime, datetime]]:
        """The meetings from the one it starts with: those before it are over for who comes now."""
        return [meeting for meeting in self.meetings if meeting[0] >= self.starts]


def ticket_of(session: Session, *, title: str = "", code: str = "", name: str = "", language: str | None = None) -> Ticket:
    """Return what a session says to somebody who comes; ``title`` replaces the workshop's.

    Three queries, then none for a minute: see ``_kept``.
    """
    language = language or get_language() or "fr"
    ticket = _from_now_on(_kept(session, language))
    return replace(ticket, title=title or ticket.title, code=code or ticket.code, name=name or ticket.name)


def ticket_for(booking: Booking, *, code: str = "", name: str = "", language: str | None = None) -> Ticket:
    """Return what a booking's session says to its people: a long appointment lasts until the end of its last slot. One more query then."""
    ticket = ticket_of(booking.its_session, code=code, name=name, language=language)
    if not ticket.is_permanence or booking.reason is None:
        return ticket
    return with_purpose(ticket, booking.reason, appointments.ends_of(booking))


def with_purpose(ticket: Ticket, reason: PermanenceReason, ends: datetime | None) -> Ticket:
    """Say what an appointment is for, and until when it lasts when it goes on after its first slot (``ends``, local)."""
    ticket = replace(ticket, purpose=reason.name)
    if ends is None:
        return ticket
    minutes = int((ends - ticket.starts).total_seconds() // 60)
    return replace(ticket, ends=ends, meetings=[(ticket.starts, ends)], duration=_("Length: %(length)s") % {"length": duration(minutes)})


def _length(meetings: int, minutes: int) -> str:
    words = ngettext("%(count)s meeting of %(length)s", "%(count)s meetings of %(length)s", meetings)
    return words % {"count": meetings, "length": duration(minutes)}


def _from_now_on(ticket: Ticket) -> Ticket:
    """Let a parcours that has begun start with its next meeting."""
    now = timezone.now()
    if len(ticket.meetings) < 2 or ticket.starts > now:
        return ticket
    left = [meeting for meeting in ticket.meetings if meeting[1] > now]
    if not left:
        return ticket
    starts, ends = left[0]
    return replace(ticket, starts=starts, duration=_length(len(left), int((ends - starts).total_seconds() // 60)))


def _kept(session: Session, language: str) -> Ticket:
    """The words are the same for all who book, so they are read once a minute.

    A change of the session is seen at once, everywhere; one of its page or of its place, at once by the process that wrote it and within
    the minute by the others.
    """
    key = f"workshops:ticket:{session.pk}:{session.updated_at.timestamp()}:{language}:{get_language()}:{_edition}"
    ticket = cache.get(key)
    if ticket is None:
        ticket = _read(session, language)
        cache.set(key, ticket, KEPT)
    return ticket


def _read(session: Session, language: str) -> Ticket:
    offer = offer_in(session.offer, language)
    zone = session.time_zone
    meetings = [(local_time.at_place(m.starts_at, zone), local_time.at_place(m.ends_at, zone)) for m in session.meetings.all()]
    place = place_words(session, language)
    first_end = meetings[0][1] if meetings else session.ends_local
    minutes = int((first_end - session.starts_local).total_seconds() // 60)
    length = _length(len(meetings), minutes) if len(meetings) > 1 else _("Length: %(length)s") % {"length": duration(minutes)}
    return Ticket(
        title=offer.title,
        starts=session.starts_local,
        ends=session.ends_local,
        duration=length,
        meetings=meetings,
        place=place,
        bring=[bring_for(offer)],
        papers=papers_for(offer),
        price=price_for(offer),
        access=place.how_to_come,
        language=session.language,
        is_permanence=getattr(offer, "is_permanence", False),
        time_zone=zone,
        minimum_age=session.offer.minimum_age,
        offer_url=offer.get_url() or "",
    )


_edition = 0


@receiver([page_published, page_unpublished], dispatch_uid="workshops.tickets.pages")
@receiver([post_save, post_delete], sender=PlaceText, dispatch_uid="workshops.tickets.place_texts")
@receiver(post_save, sender=Place, dispatch_uid="workshops.tickets.places")
def forget(**kwargs) -> None:
    """Read the words again: a page was published, or a place says something else of itself."""
    global _edition
    _edition += 1

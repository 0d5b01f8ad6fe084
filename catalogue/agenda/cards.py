"""What a list shows of a session: plain values, ready for components/session_card.html."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.utils import formats, timezone, translation
from django.utils.translation import get_language, gettext, ngettext

from catalogue.places.cards import place_url
from core import local_time

from .availability import Availability, availability_of
from .languages import language_note
from .models import Meeting, OfferPage, Session

BookingUrl = Callable[[Session], str]
_booking_urls: dict[type, BookingUrl] = {}


def register_booking_url(offer_model: type[OfferPage], url_of: BookingUrl) -> None:
    """Let the room that sells a kind of offer say where a session of it is booked: ``url_of(session)``, without a query."""
    _booking_urls[offer_model] = url_of


@dataclass(frozen=True)
class SessionCard:
    """``starts`` and ``ends`` are local to the place; ``km`` is None when remote or no point was asked.

    ``booking_url`` is None when nobody can book nor wait, or only the team can (a reserved session).
    ``tags`` are short words; ``meetings`` is how many times it meets. A parcours says its ``days`` in words, and once it has begun
    ``starts`` is the next meeting, ``joining`` that one may still come, and ``days`` are those left.
    """

    pk: int
    title: str
    url: str
    booking_url: str | None
    starts: datetime
    ends: datetime
    meetings: int
    place_name: str
    place_address: str
    place_url: str
    is_remote: bool
    km: float | None
    capacity: int
    free: int
    availability: Availability
    language: str
    language_note: str
    summary: str
    room: str = ""
    days: str = ""
    joining: str = ""
    tags: list[str] = field(default_factory=list)


def cards_for(
    sessions: Iterable[Session],
    language: str | None = None,
    *,
    now: datetime | None = None,
    known_pages: Iterable[OfferPage] | None = None,
) -> list[SessionCard]:
    """Return cards in the order given, in a language (the active one by default).

    Titles and addresses come from the offer's live translation, else from its French page. At most six queries, whatever
    the number of sessions; three when they come from ``find_sessions``. ``known_pages``: the live offers in that language,
    when the caller has them already.
    """
    sessions = list(sessions)
    if not sessions:
        return []
    now = now or timezone.now()
    language = language or get_language() or "fr"
    prefetch_related_objects(sessions, "place", "offer", "reserved_to")
    pages = _pages_in(language, sessions) if known_pages is None else {page.translation_key: page for page in known_pages}
    meetings = _meetings_of(sessions)
    free = _free_of(sessions, now)
    with translation.override(language):
        return [
            _card(session, pages.get(session.offer.translation_key, session.offer), meetings[session.pk], free[session.pk], language, now)
            for session in sessions
        ]


def _pages_in(language: str, sessions: list[Session]) -> dict:
    if language == settings.LANGUAGE_CODE:
        return {}  # sessions belong to the offer's French row, already there
    keys = {session.offer.translation_key for session in sessions}
    pages = OfferPage.objects.live().filter(translation_key__in=keys, locale__language_code=language, alias_of=None)
    return {page.translation_key: page for page in pages}


def _meetings_of(sessions: list[Session]) -> dict[int, list[datetime]]:
    """Return when each session's meetings begin, in order."""
    begin: dict[int, list[datetime]] = {session.pk: [] for session in sessions}
    for pk, starts_at in Meeting.objects.filter(session__in=begin).order_by("starts_at").values_list("session", "starts_at"):
        begin[pk].append(starts_at)
    return begin


def _free_of(sessions: list[Session], now: datetime) -> dict[int, int]:
    known = {session.pk: session.free for session in sessions if hasattr(session, "free")}
    missing = [session.pk for session in sessions if session.pk not in known]
    if missing:
        known |= dict(Session.objects.filter(pk__in=missing).order_by().with_free(now).values_list("pk", "free"))
    return dict.fromkeys(missing, 0) | known


def _card(session: Session, page: OfferPage, begin: list[datetime], free: int, language: str, now: datetime) -> SessionCard:
    availability = availability_of(session, free, now)
    place, meetings = session.place, max(len(begin), 1)
    starts, days, joining = _of_parcours(session, begin, now)
    return SessionCard(
        pk=session.pk,
        title=page.title,
        url=page.get_url() or "",
        booking_url=_booking_url(session) if availability.can_book or availability.can_wait else None,
        starts=starts,
        ends=session.ends_local,
        meetings=meetings,
        place_name=place.name if place else gettext("Remotely, by phone or computer"),
        place_address=_address(place) if place else "",
        place_url=place_url(place) if place else "",
        is_remote=place is None,
        km=getattr(session, "km", None),
        capacity=session.capacity,
        free=free,
        availability=availability,
        language=session.language,
        language_note=language_note(session.language, language),
        summary=page.summary,
        room=session.room,
        days=days,
        joining=joining,
        tags=_tags(session, meetings),
    )


def _of_parcours(session: Session, begin: list[datetime], now: datetime) -> tuple[datetime, str, str]:
    """Return when a session starts for who comes now, the days of its meetings in words, and that one may still join it."""
    if len(begin) < 2:
        return session.starts_local, "", ""
    has_begun = session.starts_at <= now and bool(session.joinable_until and session.joinable_until > now)
    local = [local_time.at_place(moment, session.time_zone) for moment in begin if not has_begun or moment > now]
    days = " · ".join(formats.date_format(moment, "j F").replace(" ", "\u00a0") for moment in local)
    joining = gettext("It has begun. You may still come.") if has_begun else ""
    return local[0], days, joining


def _booking_url(session: Session) -> str | None:
    if session.reserved_to_id:
        return None
    model = session.offer.cached_content_type.model_class()
    url_of = _booking_urls.get(model)
    return url_of(session) if url_of else None


def _address(place) -> str:
    town = " ".join(part for part in (place.postcode, place.city) if part)
    return ", ".join(part for part in (place.address, town) if part)


def _tags(session: Session, meetings: int) -> list[str]:
    tags = [session.offer.get_level_display()]
    if meetings > 1:
        tags.append(ngettext("%(count)s meeting", "%(count)s meetings", meetings) % {"count": meetings})
    if session.is_remote:
        tags.append(gettext("Remote"))
    if session.reserved_to:
        tags.append(gettext("For people followed by %(name)s") % {"name": session.reserved_to.name})
    return tags

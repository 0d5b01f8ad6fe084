"""A certificate of attendance, for whoever came to enough meetings of a parcours: a PDF that can be read aloud (PDF/UA), by typst.

In French, for it is shown to French offices; the name as it was written, in Latin, Greek, Cyrillic or Arabic letters. Nothing is kept:
it is made anew from who came, until the names are erased. Same data, same bytes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import cast

import typst
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue.agenda.models import Attendance, Presence, SeatState, Session
from core.helpline import helpline_for
from core.local_time import at_place
from core.moments import duration

from .models import Booking, Participant
from .words import offer_in, place_words

TEMPLATE = Path(__file__).parent / "papers" / "certificate.typ"
FONTS = Path(__file__).parent / "fonts"


class NoSuchLetters(ValueError):
    """A name in letters that our fonts cannot draw; ``names`` are those that could not be printed."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("letters")
        self.names = names


@dataclass(frozen=True)
class Came:
    """A person of a parcours and the meetings they came to, by the clock of the place, in order; ``wanted`` is how many are needed."""

    person: Participant
    meetings: list[tuple[datetime, datetime]]
    of: int
    wanted: int

    @property
    def earned(self) -> bool:
        return len(self.meetings) >= self.wanted

    @property
    def name(self) -> str:
        return f"{self.person.first_name} {self.person.last_name}".strip()


def meetings_wanted(session: Session, number: int) -> int:
    """Return how many of a session's meetings one comes to for a certificate: as its workshop says, never more than there are."""
    page = getattr(session.offer, "workshoppage", None)
    asked = page.meetings_to_attend if page else None
    return max(min(asked or number - session.offer.last_meeting_to_join + 1, number), 1)


def who_came(session: Session, people: Iterable[Participant] | None = None) -> list[Came]:
    """Return the people of a parcours (or those given of them), confirmed and not erased, each with the meetings they came to.

    Empty for a session of one meeting. Three queries.
    """
    meetings = list(session.meetings.all())
    if len(meetings) < 2:
        return []
    if people is None:
        people = Participant.objects.filter(booking__submitted_at__isnull=False, booking__purged_at=None)
        people = people.filter(seat__session=session).select_related("seat", "booking").order_by("first_name", "last_name", "pk")
    seated = [person for person in people if person.seat is not None and person.seat.state == SeatState.CONFIRMED]
    came: dict[int, set[int]] = defaultdict(set)
    marks = Attendance.objects.filter(seat__in=[person.seat_id for person in seated], meeting__in=meetings, presence=Presence.PRESENT)
    for seat, meeting in marks.values_list("seat", "meeting"):
        came[seat].add(meeting)
    wanted, zone = meetings_wanted(session, len(meetings)), session.time_zone
    return [
        Came(
            person,
            [(at_place(m.starts_at, zone), at_place(m.ends_at, zone)) for m in meetings if m.pk in came[person.seat_id or 0]],
            len(meetings),
            wanted,
        )
        for person in seated
    ]


def earned_by(booking: Booking, now: datetime | None = None) -> list[Came]:
    """Return those of a booking's people who may have their certificate: the last meeting is over, and they came to enough."""
    session = booking.session
    if session is None or session.ends_at > (now or timezone.now()) or booking.is_draft or booking.purged_at:
        return []
    return [came for came in who_came(session, booking.participants.all()) if came.earned]


def certificates_of(session: Session, earned: Iterable[Came]) -> bytes:
    """Return one PDF, a page for each person. NoSuchLetters names those who cannot be printed."""
    earned = list(earned)
    with translation.override("fr"):
        data = _data(session, earned)
    made = int(session.ends_at.astimezone(UTC).timestamp())
    compiler = typst.Compiler(str(TEMPLATE), font_paths=_fonts(), ignore_system_fonts=True)

    def pdf(people: list[dict]) -> bytes:
        inputs = {"data": json.dumps({**data, "people": people}, ensure_ascii=False)}
        return cast("bytes", compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards="ua-1", timestamp=made))

    try:
        return pdf(data["people"])
    except typst.TypstError:
        raise NoSuchLetters([person["plain"] for person in data["people"] if not _prints(pdf, person)]) from None


def _prints(pdf, person: dict) -> bool:
    try:
        pdf([person])
    except typst.TypstError:
        return False
    return True


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _data(session: Session, earned: list[Came]) -> dict:
    offer, place = offer_in(session.offer, "fr"), place_words(session, "fr")
    where = _("remotely") if place.is_remote else ", ".join(part for part in (place.name, place.city) if part)
    return {
        "brand": helpline_for(None).brand,
        "title": _("Certificate of attendance"),
        "workshop": offer.title,
        "made": _("Made on %(day)s") % {"day": date_format(session.ends_local, "j F Y")},
        "where": where,
        "words": {"certifies": _("We certify that"), "came": _("came to the workshop"), "signed": _("For %(brand)s")},
        "signed": _("For %(brand)s") % {"brand": helpline_for(None).brand},
        "people": [_page_of(came) for came in earned],
    }


def _page_of(came: Came) -> dict:
    minutes = sum(int((ends - starts).total_seconds() // 60) for starts, ends in came.meetings)
    number = ngettext("%(count)s meeting of %(of)s", "%(count)s meetings of %(of)s", len(came.meetings)) % {
        "count": len(came.meetings),
        "of": came.of,
    }
    return {
        "plain": came.name,
        "name": f"\u2068{came.name}\u2069",  # a right-to-left name stays in order beside what is French
        "number": number,
        "hours": _("%(length)s in all") % {"length": duration(minutes)},
        "days": [date_format(starts, "l j F Y") for starts, _ends in came.meetings],
    }

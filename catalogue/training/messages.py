"""What a registration's contact and the team are told, put in the outbox in the transaction of what happened.

A contact is whatever address was typed: what the public form brings about is written ten times a day at most to one address,
and the log of the registration says when it was not. What the team decides (a session cancelled, moved) is always told.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalogue.agenda.cards import SessionCard, cards_for
from catalogue.agenda.models import SeatState, Session
from core import local_time, moments, outbox
from core.helpline import helpline_for
from core.models import Message

from . import message_texts
from .models import Registration
from .moves import record

TEAM_LANGUAGE = "fr"
BROUGHT_BY_THE_FORM = {
    kind.code for kind in (message_texts.CONFIRMED, message_texts.WAITING, message_texts.OFFERED, message_texts.CANCELLED)
}

LEADS_TO_THE_COURSE = {kind.code for kind in (message_texts.CANCELLED, message_texts.SESSION_CANCELLED, message_texts.SESSION_REINSTATED)}


def tell_confirmed(registration: Registration) -> None:
    _tell(registration, message_texts.CONFIRMED.code, "confirmed", seats=registration.seats(SeatState.CONFIRMED).count())


def tell_waiting(registration: Registration) -> None:
    _tell(registration, message_texts.WAITING.code, "waiting", seats=registration.seat_count)


def tell_offered(registration: Registration) -> None:
    """Tell of the seats offered now, in one message for those offered together."""
    offered = list(registration.seats(SeatState.OFFERED))
    if not offered:
        return
    until = min(seat.held_until for seat in offered if seat.held_until)
    outbox.withdraw(registration.about(), kinds=(message_texts.OFFERED.code,))
    _tell(
        registration,
        message_texts.OFFERED.code,
        f"offered:{','.join(str(seat.pk) for seat in offered)[:60]}",
        seats=len(offered),
        until=until,
        expires_at=until,
    )


def tell_changed(registration: Registration) -> None:
    _tell(registration, message_texts.CHANGED.code, f"changed:{registration.events.count()}", seats=registration.seats().count())


def tell_moved(registration: Registration) -> None:
    _tell(
        registration,
        message_texts.CHANGED.code,
        f"moved:{registration.session.starts_at.timestamp():.0f}:{registration.session.updated_at.timestamp():.3f}",
        seats=registration.seats().count(),
    )


def tell_cancelled(registration: Registration) -> None:
    outbox.withdraw(registration.about())
    _tell(registration, message_texts.CANCELLED.code, "cancelled")


def tell_session_cancelled(registration: Registration) -> None:
    outbox.withdraw(registration.about())
    _tell(registration, message_texts.SESSION_CANCELLED.code, "session-cancelled", reason=registration.session.cancelled_reason)


def tell_session_reinstated(registration: Registration) -> None:
    outbox.withdraw(registration.about(), kinds=(message_texts.SESSION_CANCELLED.code,))
    stamp = f"{registration.session.updated_at.timestamp():.3f}"
    _tell(registration, message_texts.SESSION_REINSTATED.code, f"session-reinstated:{stamp}")


def tell_team(registration: Registration) -> None:
    with outbox.in_language(TEAM_LANGUAGE):
        _tell_team(registration, _("Registration received"), "team")


def tell_team_cancelled(registration: Registration) -> None:
    with outbox.in_language(TEAM_LANGUAGE):
        _tell_team(registration, _("Registration cancelled"), "team-cancelled")


def _tell(registration: Registration, kind: str, event: str, *, expires_at: datetime | None = None, **values: Any) -> None:
    key = f"{registration.about()}:{event}"
    if kind in BROUGHT_BY_THE_FORM and not outbox.may_write("email", registration.contact_email):
        if not Message.objects.filter(dedupe_key=key).exists():
            with outbox.in_language(TEAM_LANGUAGE):
                record(registration, note=_("E-mail not sent: this address was written to ten times in a day"))
        return
    with outbox.in_language(registration.language):
        context = _context(registration)
        if "until" in values:
            values["until"] = _moment(local_time.at_place(values["until"], registration.session.time_zone))
        context |= values
        if kind in LEADS_TO_THE_COURSE:
            context["link"] = absolute(card_of(registration.session, registration.language).url)
        outbox.queue(
            kind,
            channel="email",
            to=registration.contact_email,
            language=registration.language,
            context=context,
            dedupe_key=key,
            about=registration.about(),
            expires_at=expires_at,
        )


def _tell_team(registration: Registration, what: str, event: str) -> None:
    address = helpline_for().email
    if not address:
        return
    card = card_of(registration.session, TEAM_LANGUAGE)
    outbox.queue(
        message_texts.TEAM.code,
        channel="email",
        to=address,
        language=TEAM_LANGUAGE,
        context={
            "what": what,
            "organisation": registration.organisation_name,
            "course": card.title,
            "seats": registration.seat_count,
            "when": when(registration.session),
            "place": place_of(card),
            "link": absolute(reverse("wagtailsnippets_training_registration:inspect", args=[registration.pk])),
        },
        dedupe_key=f"{registration.about()}:{event}",
        about=f"{registration.about()}:team",
    )


def _context(registration: Registration) -> dict[str, Any]:
    card, helpline = card_of(registration.session, registration.language), helpline_for()
    return {
        "contact": registration.contact_name,
        "course": card.title,
        "when": when(registration.session),
        "place": place_of(card),
        "link": absolute(registration.get_absolute_url()),
        "brand": helpline.brand,
        "phone": helpline.phone,
        "hours": helpline.when,
    }


def card_of(session: Session, language: str | None = None) -> SessionCard:
    return cards_for([session], language)[0]


def when(session: Session) -> str:
    """Return one line a meeting in the active language: "jeudi 27 novembre, 9 h à 17 h"."""
    return "\n".join(meeting_words(starts, ends) for starts, ends in meetings_of(session))


def meetings_of(session: Session) -> list[tuple[datetime, datetime]]:
    """Return (start, end) of each meeting, in the place's own time."""
    zone = session.time_zone
    return [
        (local_time.at_place(meeting.starts_at, zone), local_time.at_place(meeting.ends_at, zone)) for meeting in session.meetings.all()
    ]


def meeting_words(starts: datetime, ends: datetime) -> str:
    return pgettext("day, hour to hour", "%(day)s, %(from)s to %(to)s") % {
        "day": moments.day_in_words(starts),
        "from": moments.hour(starts),
        "to": moments.hour(ends),
    }


def _moment(local: datetime) -> str:
    return pgettext("day, hour", "%(day)s, %(hour)s") % {"day": moments.day_in_words(local), "hour": moments.hour(local)}


def place_of(card: SessionCard) -> str:
    return ", ".join(part for part in (card.place_name, card.room, card.place_address) if part)


def absolute(path: str) -> str:
    return path if path.startswith("http") else f"{settings.SITE_URL}{path}"

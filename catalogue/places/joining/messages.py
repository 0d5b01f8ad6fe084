"""What structures and the team are told, put in the outbox in the transaction of what happened.

Anybody may type anybody's address: links sent on a stranger's word are limited for each address.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core import local_time, moments, outbox
from core.helpline import helpline_for
from core.message_kinds import MessageKind
from core.models import Message

from ..models import HostInvitation, Place, PlaceLink, RelayApplication
from . import message_texts

MOST_A_DAY = 3  # of one kind, to one address
TEAM_LANGUAGE = "fr"


def send_link(application: RelayApplication, *, limited: bool = True) -> bool:
    """Send the private link of an application; says False, and sends nothing, when the address had its share of today."""
    if limited and _had_enough(message_texts.LINK, application.contact_email):
        return False
    _tell(application, message_texts.LINK, f"link:{application.token[:6]}:{timezone.now().timestamp():.3f}")
    return True


def tell_received(application: RelayApplication) -> bool:
    """Thank for the application: the contact's address was typed by whoever filled in the form, hence the same limit."""
    if _had_enough(message_texts.RECEIVED, application.contact_email):
        return False
    _tell(application, message_texts.RECEIVED, _event(application, "received"))
    return True


def tell_to_complete(application: RelayApplication) -> None:
    _tell(application, message_texts.TO_COMPLETE, _event(application, "to-complete"), missing=application.missing)


def tell_visit(application: RelayApplication) -> None:
    outbox.withdraw(application.about(), kinds=(message_texts.VISIT.code,))
    with outbox.in_language(application.language):
        when = visit_in_words(application)
    place = ", ".join(part for part in (application.address, f"{application.postcode} {application.city}".strip()) if part)
    _tell(application, message_texts.VISIT, _event(application, "visit"), when=when, place=place)


def tell_accepted(application: RelayApplication, link: PlaceLink) -> None:
    with outbox.in_language(application.language):
        page = absolute(_place_path(link.place))
        _queue(
            message_texts.ACCEPTED,
            to=application.contact_email,
            language=application.language,
            about=application.about(),
            event="accepted",
            contact=application.contact_name,
            name=link.place.name,
            link=absolute(link.get_absolute_url()),
            page=page,
        )


def tell_refused(application: RelayApplication) -> None:
    with outbox.in_language(application.language):
        reason = application.get_refusal_display()
    _tell(application, message_texts.REFUSED, "refused", reason=reason, answer=application.answer)


def tell_team(application: RelayApplication) -> None:
    """Tell the team that an application arrived, or came back completed."""
    address = helpline_for().email
    if not address:
        return
    with outbox.in_language(TEAM_LANGUAGE):
        what = _("Relay application completed") if application.moves.count() > 1 else _("New relay application")
    outbox.queue(
        message_texts.TEAM.code,
        channel="email",
        to=address,
        language=TEAM_LANGUAGE,
        context={
            "what": what,
            "name": application.name_shown,
            "city": application.city,
            "link": absolute(reverse("wagtailsnippets_places_relayapplication:inspect", args=[application.pk])),
        },
        dedupe_key=f"{application.about()}:team:{application.moves.count()}",
        about=f"{application.about()}:team",
    )


def tell_link(link: PlaceLink) -> None:
    _tell_of_link(link, message_texts.SPACE_LINK, "link")


def ask_to_confirm(link: PlaceLink) -> None:
    """Send the yearly question; ``link.reminders`` counts those of this year, this one included."""
    _tell_of_link(link, message_texts.CONFIRM, f"confirm:{timezone.localdate():%Y-%m-%d}:{link.reminders}")


def tell_invited(invitation: HostInvitation) -> None:
    with outbox.in_language(invitation.language):
        until = moments.day_in_words(timezone.localtime(invitation.expires_at)) if invitation.expires_at else ""
        _queue(
            message_texts.INVITATION,
            to=invitation.email,
            language=invitation.language,
            about=invitation.about(),
            event=f"invited:{invitation.token}",
            contact=invitation.full_name,
            name=invitation.place.name,
            link=absolute(invitation.get_absolute_url()),
            until=until,
        )


def visit_in_words(application: RelayApplication) -> str:
    """Return "jeudi 27 novembre, 14 h", in the place's own time."""
    if application.visit_at is None:
        return ""
    local = local_time.at_place(application.visit_at, application.time_zone)
    return pgettext("day, hour", "%(day)s, %(hour)s") % {"day": moments.day_in_words(local), "hour": moments.hour(local)}


def absolute(path: str) -> str:
    return path if path.startswith("http") else f"{settings.SITE_URL}{path}"


def _had_enough(kind: MessageKind, address: str) -> bool:
    since = timezone.now() - timedelta(days=1)
    return Message.objects.filter(kind=kind.code, recipient__iexact=address, created_at__gt=since).count() >= MOST_A_DAY


def _event(application: RelayApplication, name: str) -> str:
    return f"{name}:{application.moves.count()}"


def _place_path(place: Place) -> str:
    return reverse("places:place", args=[place.pk, place.slug])


def _tell(application: RelayApplication, kind: MessageKind, event: str, **values: Any) -> None:
    with outbox.in_language(application.language):
        _queue(
            kind,
            to=application.contact_email,
            language=application.language,
            about=application.about(),
            event=event,
            contact=application.contact_name,
            name=application.name_shown,
            link=absolute(application.get_absolute_url()),
            **values,
        )


def _tell_of_link(link: PlaceLink, kind: MessageKind, event: str) -> None:
    with outbox.in_language(link.language):
        _queue(
            kind,
            to=link.contact_email,
            language=link.language,
            about=link.about(),
            event=event,
            contact=link.contact_name,
            name=link.place.name,
            link=absolute(link.get_absolute_url()),
        )


def _queue(kind: MessageKind, *, to: str, language: str, about: str, event: str, **values: Any) -> Message:
    """Queue one e-mail, in the active language, with the helpline's words; nothing but the values is anybody's."""
    helpline = helpline_for()
    context = {"brand": helpline.brand, "phone": helpline.phone, "hours": helpline.when, **values}
    return outbox.queue(
        kind.code, channel="email", to=to, language=language, context=context, dedupe_key=f"{about}:{event}"[:150], about=about
    )

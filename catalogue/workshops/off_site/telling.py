"""Write to the structure and to the team, in the transaction of what is told."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core import moments, outbox
from core.helpline import helpline_for

from ..helping import links
from ..models import Helper, RequestState, SessionRequest
from ..words import offer_in, place_words
from . import message_texts as texts

TEAM_LANGUAGE = "fr"


def tell_received(request: SessionRequest) -> bool:
    """Thank, with the private link: the address was typed by whoever filled in the form, hence a share a day. False: it had it."""
    if not outbox.may_write("email", request.contact_email):
        return False
    _tell(request, texts.RECEIVED.code, "received", link=absolute(request.get_absolute_url()))
    return True


def tell_planned(request: SessionRequest, helper: Helper) -> None:
    """Say when and where, and give the link by which the names are given."""
    session = request.session
    if session is None:
        return
    if not helper.works() and helper.revoked_at is None:
        links.send(helper)  # a new one, on its own
        helper.refresh_from_db()
    names = reverse("workshops:helping:one", args=[helper.token, session.pk]) if helper.works() else request.get_absolute_url()
    with outbox.in_language(request.language):
        starts, ends, place = session.starts_local, session.ends_local, place_words(session)
        when = _("%(day)s, from %(start)s to %(end)s") % {
            "day": moments.day_in_words(starts),
            "start": moments.hour(starts),
            "end": moments.hour(ends),
        }
        workshop = offer_in(session.offer, request.language).title
    _tell(
        request,
        texts.PLANNED.code,
        f"planned:{session.pk}",
        workshop=workshop,
        when=when,
        place="\n".join(part for part in (place.name, place.address, place.room) if part),
        answer=request.answer,
        names=absolute(names),
        link=absolute(request.get_absolute_url()),
    )


def tell_refused(request: SessionRequest) -> None:
    with outbox.in_language(request.language):
        reason = str(request.get_why_not_display())
        workshops = absolute(reverse("wagtail_serve", args=["ateliers/"]))
    _tell(request, texts.REFUSED.code, "refused", reason=reason, answer=request.answer, link=workshops)


def tell_team(request: SessionRequest) -> None:
    """Tell the team that a request arrived, or was taken back."""
    address = helpline_for().email
    if not address:
        return
    with outbox.in_language(TEAM_LANGUAGE):
        withdrawn = request.state == RequestState.WITHDRAWN
        what = _("Request for a workshop elsewhere, withdrawn") if withdrawn else _("New request for a workshop elsewhere")
    outbox.queue(
        texts.TEAM.code,
        channel="email",
        to=address,
        language=TEAM_LANGUAGE,
        context={
            "what": what,
            "structure": request.structure,
            "city": request.city,
            "people": request.people,
            "link": absolute(reverse("wagtailsnippets_workshops_sessionrequest:inspect", args=[request.pk])),
        },
        dedupe_key=f"{request.about}:team:{request.state}",
        about=f"{request.about}:team",
    )


def absolute(path: str) -> str:
    return settings.SITE_URL + path


def _tell(request: SessionRequest, kind: str, event: str, **values: Any) -> None:
    with outbox.in_language(request.language):
        helpline = helpline_for()
        common = {
            "contact": request.contact_name,
            "structure": request.structure,
            "brand": helpline.brand,
            "phone": helpline.phone,
            "hours": helpline.when,
        }
    outbox.queue(
        kind,
        channel="email",
        to=request.contact_email,
        language=request.language,
        context={**common, **values},
        dedupe_key=f"{request.about}:{event}:{int(timezone.now().timestamp()) // 60}",
        about=request.about,
    )

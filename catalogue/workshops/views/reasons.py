"""Why one comes to a permanence: asked once, before the slot. A choice stands in the address, so that it can be shared and gone back to."""

from django.http import HttpRequest, HttpResponse

from catalogue.agenda.models import Session

from ..models import PermanenceReason
from ..permanences.appointments import beginnings
from ..permanences.reasons import OTHER, chosen, reasons_for, tile_of
from ..tickets import ticket_of
from .screens import page_of_offer, show, steps_at, trouble


def why_they_come(request: HttpRequest, session: Session) -> PermanenceReason | HttpResponse | None:
    """Return what was chosen for a slot; the screen that asks, when nothing was; the trouble, when the slots after it do not suffice.

    None: something else, or this permanence has no reasons.
    """
    reasons = reasons_for(session.offer)
    code = request.GET.get("pour", "")
    reason = chosen(reasons, code)
    if reason is None:
        return None if code == OTHER or not reasons else _ask(request, session, reasons)
    if not beginnings([session], reason):
        return trouble(request, "too_short", session=session)
    return reason


def _ask(request: HttpRequest, session: Session, reasons: list[PermanenceReason]) -> HttpResponse:
    ticket = ticket_of(session)
    page = page_of_offer(session.offer, ticket)
    # A reason this hour is too short for leads to the hours that are long enough.
    tiles = [tile_of(one, f"?pour={one.code}" if beginnings([session], one) else f"{page}?pour={one.code}#sessions") for one in reasons]
    context = {
        "ticket": ticket,
        "tiles": tiles,
        "other_url": f"?pour={OTHER}",
        "back": page,
        "steps": steps_at("where"),
        "session_id": session.pk,
    }
    return show(request, "permanences/why.html", context)

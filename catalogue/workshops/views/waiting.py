"""A full session: the same workshop elsewhere or later first, then the waiting list."""

from django.http import HttpRequest, HttpResponse

from catalogue.agenda.models import Seat, Session
from core.tokens import new_token

from ..elsewhere import other_sessions
from ..tickets import ticket_of
from .screens import page_of_offer, show, steps_at


def full(request: HttpRequest, session: Session) -> HttpResponse:
    """Show what is free, then how long the line is and the button to join it."""
    ticket, others = ticket_of(session), other_sessions(session.offer, session)
    context = {
        "session_id": session.pk,
        "ticket": ticket,
        "others": others,
        "others_are_same": bool(others) and others[0].title == ticket.title,
        "waiting": Seat.objects.waiting().filter(session=session).count(),
        "key": new_token(),
        "steps": steps_at("where"),
        "back": page_of_offer(session.offer, ticket),
    }
    return show(request, "full.html", context)

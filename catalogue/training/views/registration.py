"""The private page of a registration: see it, take the seats offered, cancel."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import SeatState
from core import local_time

from ..change_seats import TooLate, accept_offers, cancel
from ..models import Registration
from ..words import sentence_for
from .screens import gone, registration_of, screen, unless_gone


@require_safe
def registration(request: HttpRequest, token: str) -> HttpResponse:
    found = registration_of(token)
    if found is None:
        return gone(request)
    if not found.was_sent:
        return redirect("training:check", token)
    return _show(request, found)


@require_POST
@unless_gone
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Take the seats that were offered."""
    found = registration_of(token)
    if found is None:
        return gone(request)
    try:
        accept_offers(found.pk)
    except TooLate:
        return redirect("training:registration", token)
    except SeatError as error:
        return _show(request, found, problem=sentence_for(error))
    return redirect("training:registration", token)


@require_http_methods(["GET", "HEAD", "POST"])
@unless_gone
def cancellation(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once, then cancel; the address alone changes nothing."""
    found = registration_of(token)
    if found is None:
        return gone(request)
    if not found.was_sent or not found.may_cancel:
        return redirect("training:registration", token)
    if request.method == "POST":
        with suppress(TooLate):  # it began meanwhile: its page says so
            cancel(found.pk)
        return redirect("training:registration", token)
    return screen(request, "cancel", session=found.session, registration=found)


def _show(request: HttpRequest, found: Registration, *, problem: str | None = None) -> HttpResponse:
    own = list(found.seats())
    waiting = [seat for seat in own if seat.state == SeatState.WAITING]
    offered = [seat for seat in own if seat.state == SeatState.OFFERED]
    until = [seat.held_until for seat in offered if seat.held_until]
    return screen(
        request,
        "registration",
        session=found.session,
        registration=found,
        problem=problem,
        confirmed=sum(seat.state == SeatState.CONFIRMED for seat in own),
        waiting=len(waiting),
        position=seats.position(waiting[0]) if waiting else 0,
        offered=len(offered),
        offered_until=local_time.at_place(min(until), found.session.time_zone) if until else None,
    )

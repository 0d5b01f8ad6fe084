"""The page of a booking, at its private address: see it, cancel it, take a seat that is offered."""

from contextlib import suppress
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError
from core.local_time import at_place

from .. import cancelling
from ..elsewhere import other_sessions
from ..models import Booking
from ..stage import Stage, own_seat, seat_of, stage_of
from ..tickets import ticket_of
from .screens import page_of_offer, show, trouble, with_booking

TEMPLATES = {Stage.CONFIRMED: "confirmed.html", Stage.WAITING: "waiting.html", Stage.OFFERED: "offered.html"}


@require_safe
@with_booking
def booking(request: HttpRequest, booking: Booking) -> HttpResponse:
    stage = stage_of(booking)
    if booking.is_draft:
        typed = booking.participant is not None and booking.participant.first_name
        return redirect("workshops:check" if typed else "workshops:who", token=booking.token)
    if stage not in TEMPLATES:
        return _over(request, booking, stage)
    session, seat, person = booking.its_session, own_seat(booking), booking.participant
    name = person.first_name if person else ""
    if name:
        titles = {
            Stage.CONFIRMED: _("It is booked, %(name)s."),
            Stage.WAITING: _("You are on the list, %(name)s."),
            Stage.OFFERED: _("A seat is free for you, %(name)s."),
        }
    else:
        titles = {
            Stage.CONFIRMED: _("It is booked."),
            Stage.WAITING: _("You are on the list."),
            Stage.OFFERED: _("A seat is free for you."),
        }
    context: dict[str, Any] = {
        "booking": booking,
        "person": person,
        "heading": titles[stage] % {"name": name},
        "ticket": ticket_of(session, code=booking.reference),
        "by_text": any(channel == "sms" for channel, _to in booking.own_channels()),
        "by_email": bool(booking.email),
    }
    if stage == Stage.WAITING:
        context |= {"position": seats.position(seat), "others": other_sessions(session.offer, session)}
    if stage == Stage.OFFERED:
        context["until"] = at_place(cast("datetime", seat.held_until), session.time_zone)
    return show(request, TEMPLATES[stage], context)


def _over(request: HttpRequest, booking: Booking, stage: Stage) -> HttpResponse:
    session = booking.session
    titles = {
        Stage.GONE: _("This workshop is no longer on our list."),
        Stage.CALLED_OFF: _("This workshop is cancelled."),
        Stage.PAST: _("This workshop is over."),
        Stage.CANCELLED: _("Your seat is cancelled."),
        Stage.LAPSED: _("The seat kept for you went to somebody else."),
    }
    texts = {
        Stage.CALLED_OFF: _("We are sorry. Please do not come."),
        Stage.PAST: _("We hope it helped you."),
        Stage.CANCELLED: _("Thank you for telling us: somebody else can come."),
        Stage.LAPSED: _("You did not answer in time. You may wait again or choose another day."),
    }
    return show(
        request,
        "over.html",
        {
            "stage": stage.value,
            "heading": titles[stage],
            "text": texts.get(stage, ""),
            "reason": session.cancelled_reason if session and stage == Stage.CALLED_OFF else "",
            "ticket": ticket_of(session) if session else None,
            "others": other_sessions(booking.offer, session),
            "back": page_of_offer(booking.offer),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Two taps, and nobody is asked why."""
    back = page_of_offer(booking.offer)
    if not booking.is_draft and stage_of(booking) not in TEMPLATES:
        return redirect("workshops:booking", token=booking.token)
    if request.method == "POST":
        was_draft = booking.is_draft
        try:
            cancelling.cancel(booking)
        except SeatError as error:
            return trouble(request, error, session=booking.session, booking=booking)
        return redirect(back) if was_draft else redirect("workshops:booking", token=booking.token)
    context = {"booking": booking, "ticket": ticket_of(booking.session) if booking.session else None, "stage": stage_of(booking).value}
    return show(request, "cancel.html", context)


@require_POST
@with_booking
def accept(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Take the seat offered to somebody who waited; too late, it is said, with what else there is."""
    seat = seat_of(booking)
    if stage_of(booking) in (Stage.OFFERED, Stage.LAPSED) and seat is not None:
        with suppress(SeatError):  # somebody else may have it now: the page of the booking says so
            seats.accept_offer(seat.pk)
    return redirect("workshops:booking", token=booking.token)

"""The page of a booking, at its private address: see it, cancel it, take a seat that is offered."""

from contextlib import suppress
from datetime import datetime
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import SeatState
from core.local_time import at_place

from .. import cancelling
from ..elsewhere import other_sessions
from ..models import Booking
from ..moving import movable
from ..stage import Stage, own_seat, seats_of, stage_of
from ..tickets import ticket_for, ticket_of
from ..words import in_words
from .certificates import offered_to
from .screens import number_in, page_of_offer, show, trouble, with_booking

TEMPLATES = {Stage.CONFIRMED: "confirmed.html", Stage.WAITING: "waiting.html", Stage.OFFERED: "offered.html"}
# Of several people, whose seats the page of a stage tells of.
_KIND = {
    Stage.CONFIRMED: (SeatState.CONFIRMED,),
    Stage.WAITING: (SeatState.WAITING,),
    Stage.OFFERED: (SeatState.OFFERED,),
}


@require_safe
@with_booking
def booking(request: HttpRequest, booking: Booking) -> HttpResponse:
    stage = stage_of(booking)
    if booking.is_draft:
        typed = booking.participant is not None and booking.participant.first_name
        return redirect("workshops:check" if typed else "workshops:who", token=booking.token)
    if stage not in TEMPLATES:
        return _over(request, booking, stage)
    session, seat = booking.its_session, own_seat(booking)
    coming = [person for person in booking.participants.all() if person.seat and person.seat.state in _KIND[stage]]
    waiting = [person for person in booking.participants.all() if person.seat and person.seat.state == SeatState.WAITING]
    names = in_words(coming)
    context: dict[str, Any] = {
        "booking": booking,
        "heading": _heading(stage, names.rstrip("."), len(coming)),
        "ticket": ticket_for(booking, code=booking.reference, name=names),
        "people": len(coming),
        "still_waiting": in_words(waiting) if stage == Stage.CONFIRMED else "",
        "by_text": any(channel == "sms" for channel, _to in booking.own_channels()),
        "by_email": bool(booking.email),
        "session_id": session.pk,
    }
    if stage == Stage.WAITING:
        context |= {
            "position": seats.position(seat),
            "others": other_sessions(session.offer, session, seats=len(coming)),
            "take_url": reverse("workshops:move", args=[booking.token]),
        }
    if stage == Stage.OFFERED:
        context["until"] = at_place(
            cast("datetime", min(filter(None, (person.seat.held_until for person in coming if person.seat)))), session.time_zone
        )
    return show(request, TEMPLATES[stage], context)


def _heading(stage: Stage, names: str, people: int) -> str:
    if names:
        titles = {
            Stage.CONFIRMED: _("It is booked, %(name)s."),
            Stage.WAITING: _("You are on the list, %(name)s."),
            Stage.OFFERED: _("A seat is free for you, %(name)s.") if people == 1 else _("Seats are free for you, %(name)s."),
        }
    else:
        titles = {
            Stage.CONFIRMED: _("It is booked."),
            Stage.WAITING: _("You are on the list."),
            Stage.OFFERED: _("A seat is free for you."),
        }
    return titles[stage] % {"name": names}


def _over(request: HttpRequest, booking: Booking, stage: Stage) -> HttpResponse:
    session = booking.session
    people = len(movable(booking)) if stage in (Stage.GONE, Stage.CALLED_OFF) else 0
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
            "booking": booking,
            "stage": stage.value,
            "heading": titles[stage],
            "text": texts.get(stage, ""),
            "reason": session.cancelled_reason if session and stage == Stage.CALLED_OFF else "",
            "ticket": ticket_of(session) if session else None,
            "others": other_sessions(booking.offer, session, seats=people or 1),
            "take_url": reverse("workshops:move", args=[booking.token]) if people else "",
            "session_id": None,
            "back": page_of_offer(booking.offer),
            **(offered_to(booking) if stage == Stage.PAST else {"has_certificate": False}),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Two taps, and nobody is asked why. Of several people, all of them or one."""
    back = page_of_offer(booking.offer)
    if not booking.is_draft and stage_of(booking) not in TEMPLATES:
        return redirect("workshops:booking", token=booking.token)
    people = [person for person in booking.participants.all() if person.seat and person.seat.state != SeatState.CANCELLED]
    if request.method == "POST":
        was_draft = booking.is_draft
        leaving = None
        if "person" in request.POST:
            leaving = [person for person in people if person.pk == number_in(request.POST["person"])]
        elif "offered" in request.POST:  # no to an offer: they all leave the line, and who has a seat keeps it
            leaving = [person for person in people if person.seat and person.seat.state != SeatState.CONFIRMED]
        try:
            cancelling.cancel(booking, leaving)
        except SeatError as error:
            return trouble(request, error, session=booking.session, booking=booking)
        return redirect(back) if was_draft else redirect("workshops:booking", token=booking.token)
    context = {
        "booking": booking,
        "people": people if len(people) > 1 and not booking.is_draft else [],
        "ticket": ticket_of(booking.session) if booking.session else None,
        "stage": stage_of(booking).value,
        "session_id": booking.session_id,
    }
    return show(request, "cancel.html", context)


@require_POST
@with_booking
def accept(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Take the seats offered to people who waited; too late, it is said, with what else there is."""
    if stage_of(booking) in (Stage.OFFERED, Stage.LAPSED):
        offered = [seat.pk for seat in seats_of(booking) if seat.state == SeatState.OFFERED] or [own_seat(booking).pk]
        with suppress(SeatError):  # somebody else may have it now: the page of the booking says so
            seats.confirm(offered)
    return redirect("workshops:booking", token=booking.token)

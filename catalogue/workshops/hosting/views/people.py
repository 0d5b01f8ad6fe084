"""Somebody on the list: call, move, give the seat back; and somebody who comes without a booking."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.agenda import attendance
from catalogue.agenda.errors import SeatError, SessionFull
from catalogue.agenda.models import Presence, SeatState, Session
from core.phones import show_phone
from core.tokens import looks_like_token, new_token

from ... import cancelling, front_desk, moving
from ...admin.bookings import stage_words
from ...models import Booking, Participant
from ..access import sees_arrangements
from ..day import name_of, needs_of, sitting_of
from ..forms import MoveForm, OverbookForm, WalkInForm
from ..other_sessions import others_for
from ..shift import host_of
from .screens import about, show, with_person, with_session


@require_safe
@with_person
def person(request: HttpRequest, participant: Participant, booking: Booking) -> HttpResponse:
    session = booking.its_session
    sees = sees_arrangements(host_of(request), session)
    context = about(session) | {
        "participant": participant,
        "booking": booking,
        "name": name_of(participant),
        "phone": show_phone(booking.contact_phone),
        "stage": stage_words(booking),
        "adult": participant.adult_name if participant.is_under_age else "",
        "others": [name_of(other) for other in moving.movable(booking) if other.pk != participant.pk],
        "needs": needs_of(participant, booking) if sees else "",
        "sees_needs": sees,
        "has_seat": participant.seat is not None and participant.seat.state != SeatState.CANCELLED,
        "is_waiting": participant.seat is not None and participant.seat.state in (SeatState.WAITING, SeatState.OFFERED),
        "why_over": participant.seat.over_reason if participant.seat else "",
    }
    return show(request, "person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def move(request: HttpRequest, participant: Participant, booking: Booking) -> HttpResponse:
    """Give the people of a booking seats in another session."""
    going = moving.movable(booking)
    others = others_for(host_of(request), booking, max(len(going), 1))
    form = MoveForm(request.POST if request.method == "POST" else None, sessions=[(other.session.pk, other.words) for other in others])
    if request.method == "POST" and form.is_valid():
        try:
            moving.move(booking, int(form.cleaned_data["session"]), by_team=True, told=form.cleaned_data["told"])
        except SessionFull:
            form.add_error("session", _("This session has just filled up. Choose another one."))
        except SeatError:
            form.add_error(None, _("This is no longer possible: the session or the seat has changed meanwhile."))
        else:
            messages.success(request, _("It is done, and a message tells the person."))
            return redirect("hosting:person", pk=participant.pk)
    context = about(booking.its_session) | {
        "participant": participant,
        "form": form,
        "name": name_of(participant),
        "others": [name_of(other) for other in going if other.pk != participant.pk],
        "are_any": bool(others and going),
    }
    return show(request, "move.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def give_back(request: HttpRequest, participant: Participant, booking: Booking) -> HttpResponse:
    """Give one person's seat back; it goes to the first in line."""
    if request.method == "POST":
        cancelling.cancel(booking, [participant])
        messages.success(request, _("The seat of %(name)s is given back.") % {"name": name_of(participant)})
        return redirect("hosting:day")
    return show(request, "give_back.html", about(booking.its_session) | {"participant": participant, "name": name_of(participant)})


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def give_seat(request: HttpRequest, participant: Participant, booking: Booking) -> HttpResponse:
    """Somebody who waits is here: seat them, beyond the capacity if need be, with the reason."""
    form = _seat_form(request, OverbookForm, participant)
    if request.method == "POST" and form.is_valid():
        try:
            front_desk.seat_waiting(participant, reason=form.reason)
        except (SeatError, ValidationError) as refused:
            form.add_error(None, _refusal(refused))
        else:
            messages.success(request, _("%(name)s has a seat.") % {"name": name_of(participant)})
            return redirect(_on_the_list(participant))
    context = about(booking.its_session) | {"participant": participant, "form": form, "name": name_of(participant)}
    return show(request, "give_seat.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def walk_in(request: HttpRequest, session: Session) -> HttpResponse:
    """Somebody who came without a booking: a first name, and they have a seat and are noted as there."""
    beyond = request.method == "POST" and "why" in request.POST
    form = _seat_form(request, OverbookForm if beyond else WalkInForm)
    is_full = beyond
    if request.method == "POST" and form.is_valid():
        try:
            booking = front_desk.add_person(
                session.pk,
                key=_key(form),
                first_name=form.cleaned_data["first_name"],
                phone=form.cleaned_data["phone"],
                over_reason=form.reason if isinstance(form, OverbookForm) else "",
            )
        except SessionFull:
            is_full = True
            form = OverbookForm(initial={**form.cleaned_data, "phone": request.POST.get("phone", "")})
        except (SeatError, ValidationError) as refused:
            form.add_error(None, _refusal(refused))
        else:
            return _welcomed(request, session, booking)
    context = about(session) | {"form": form, "is_full": is_full, "waiting": session.seats.waiting().count() if is_full else 0}
    return show(request, "walk_in.html", context)


def _seat_form(request: HttpRequest, kind: Any, participant: Participant | None = None) -> Any:
    if participant is not None:
        form = kind(request.POST if request.method == "POST" else None)
        for name in ("first_name", "phone", "key"):
            del form.fields[name]
        return form
    return kind(request.POST if request.method == "POST" else None, initial={"key": new_token()})


def _key(form: Any) -> str:
    key = form.cleaned_data.get("key") or ""
    return key if looks_like_token(key) else new_token()


def _welcomed(request: HttpRequest, session: Session, booking: Booking) -> HttpResponse:
    """Note somebody who is at the counter as there, when the session meets today."""
    person = booking.participant
    assert person is not None
    sitting = sitting_of(host_of(request), session)
    if sitting is not None and sitting.is_today and person.seat_id:
        attendance.mark(person.seat_id, sitting.meeting, Presence.PRESENT, host_of(request))
    messages.success(request, _("%(name)s is on the list.") % {"name": name_of(person)})
    return redirect(_on_the_list(person))


def _on_the_list(participant: Participant) -> str:
    return f"{reverse('hosting:day')}#p{participant.seat_id or ''}"


def _refusal(refused: Exception) -> str:
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    return _("This session takes nobody any more: it is over, cancelled, or not open yet.")

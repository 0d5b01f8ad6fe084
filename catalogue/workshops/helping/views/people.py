"""The people a helper sent: look, print, give back, change, answer for a seat that is offered."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, cast

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError, SessionFull
from catalogue.agenda.seats.locking import LARGEST_ID
from core import outbox
from core.local_time import at_place
from core.phones import show_phone
from core.tokens import looks_like_token

from ... import cancelling, moving, slip
from ...elsewhere import other_sessions
from ...models import Booking, Helper, Receives
from ...stage import Stage, own_seat, stage_of
from ...tickets import ticket_of
from .. import booking_for, sent
from .. import message_texts as texts
from .opening import addressed, show, tabs_of, trouble, with_helper

MOST_SLIPS = 60


def with_person(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a booking the helper made, whose names are not erased yet."""

    @wraps(view)
    def found(request: HttpRequest, helper: Helper, pk: int) -> HttpResponse:
        booking = sent.of_helper(helper).filter(pk=pk).first() if pk <= LARGEST_ID else None
        if booking is None:
            raise Http404
        booking.helper = helper
        return view(request, helper, booking)

    return with_helper(found)


@require_safe
@with_helper
def everybody(request: HttpRequest, helper: Helper) -> HttpResponse:
    """Those who come, all of them; then those of before, a page at a time."""
    now = timezone.now()
    pages = Paginator(sent.past(helper, now), sent.A_PAGE)
    page = pages.get_page(request.GET.get("page", "")[:6])
    coming, over = list(sent.coming(helper, now)[:200]), list(page.object_list)
    titles = sent.titles_of(coming + over)
    context = {
        "helper": helper,
        "tabs": tabs_of(helper, "sent"),
        "groups": _by_session(sent.as_sent(coming, titles, now)),
        "past": sent.as_sent(over, titles, now),
        "pages": page,
        "total": len(coming),
    }
    return show(request, "sent.html", context)


def _by_session(people: list[sent.Sent]) -> list[dict[str, Any]]:
    """Group people who come to the same session, in the order they come."""
    groups: dict[int, dict[str, Any]] = {}
    for one in people:
        group = groups.setdefault(cast("int", one.booking.session_id), {"first": one, "people": []})
        group["people"].append(one)
    return list(groups.values())


@require_safe
@with_person
def person(request: HttpRequest, helper: Helper, booking: Booking) -> HttpResponse:
    one = sent.as_sent([booking])[0]
    session, stage = booking.session, one.stage
    seat = own_seat(booking) if stage in sent.GOING else None
    context = {
        "helper": helper,
        "tabs": tabs_of(helper, "sent"),
        "booking": booking,
        "one": one,
        "phone": show_phone(booking.phone),
        "ticket": ticket_of(session, code=booking.reference) if session else None,
        "position": seats.position(seat) if seat is not None and stage == Stage.WAITING else 0,
        "until": at_place(seat.held_until, session.time_zone) if session and seat and stage == Stage.OFFERED and seat.held_until else None,
        "can_print": stage == Stage.CONFIRMED,
        "can_change": one.is_going or stage in (Stage.CALLED_OFF, Stage.GONE),
        "receives": {Receives.PERSON: _("The person"), Receives.HELPER: _("You"), Receives.BOTH: _("The person and you")}[
            Receives(booking.receives)
        ],
    }
    return show(request, "person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def cancel(request: HttpRequest, helper: Helper, booking: Booking) -> HttpResponse:
    """Give the seat of a person back; they are told, and so is nobody twice."""
    one = sent.as_sent([booking])[0]
    if not one.is_going:
        return redirect("workshops:helping:person", token=helper.token, pk=booking.pk)
    if request.method == "POST":
        with suppress(SeatError):  # cancelled meanwhile: the page says so
            cancelling.cancel(booking)
            outbox.withdraw(booking.about, kinds=(texts.HELPER_CANCELLED,))  # the one who did it knows
        return redirect("workshops:helping:person", token=helper.token, pk=booking.pk)
    return show(request, "cancel.html", {"helper": helper, "tabs": tabs_of(helper, "sent"), "one": one, "booking": booking})


@require_http_methods(["GET", "HEAD", "POST"])
@with_person
def change(request: HttpRequest, helper: Helper, booking: Booking) -> HttpResponse:
    """Another day or another place, for the same person."""
    one = sent.as_sent([booking])[0]
    if not (one.is_going or one.stage in (Stage.CALLED_OFF, Stage.GONE)):
        return redirect("workshops:helping:person", token=helper.token, pk=booking.pk)
    is_taken = False
    if request.method == "POST":
        typed = request.POST.get("session", "")
        try:
            session = booking_for.open_to(helper, int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0)
            if reason := session.why_closed():
                return trouble(request, helper, reason, session)
            moving.move(booking, session.pk, by_team=bool(session.reserved_to_id), told=True)
            outbox.withdraw(booking.about, kinds=(texts.HELPER_MOVED,))
            return redirect("workshops:helping:person", token=helper.token, pk=booking.pk)
        except SessionFull:
            is_taken = True
        except SeatError as error:
            return trouble(request, helper, error)
    context = {
        "helper": helper,
        "tabs": tabs_of(helper, "sent"),
        "one": one,
        "booking": booking,
        "is_taken": is_taken,
        "others": [addressed(helper, card) for card in other_sessions(booking.offer, booking.session)],
    }
    return show(request, "change.html", context)


@require_POST
@with_person
def accept(request: HttpRequest, helper: Helper, booking: Booking) -> HttpResponse:
    """Take the seat offered to somebody who waited, in their name."""
    if stage_of(booking) in (Stage.OFFERED, Stage.LAPSED):
        with suppress(SeatError):  # somebody else may have it now: the page says so
            seats.accept_offer(own_seat(booking).pk)
    return redirect("workshops:helping:person", token=helper.token, pk=booking.pk)


@require_safe
@with_helper
def slips(request: HttpRequest, helper: Helper) -> HttpResponse:
    """The slips of several people in one file: of a list (``lot``), of a session (``seance``) or of one person (``personne``)."""
    people = sent.coming(helper)
    lot, session, one = (request.GET.get(name, "") for name in ("lot", "seance", "personne"))
    if lot:
        people = people.filter(key__startswith=f"{lot}-") if looks_like_token(lot) else people.none()
    if session:
        people = people.filter(session=_id(session))
    if one:
        people = people.filter(pk=_id(one))
    bookings = [booking for booking in people[:MOST_SLIPS] if stage_of(booking) == Stage.CONFIRMED]
    if not bookings:
        return redirect("workshops:helping:sent", token=helper.token)
    response = HttpResponse(slip.slips_of(bookings), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="papiers.pdf"'
    return response


def _id(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0

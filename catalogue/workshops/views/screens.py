"""What the views of a booking share: reading a token, and saying what cannot be had with the next thing to do."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.agenda.errors import HoldExpired, SeatError, SessionClosed, SessionFull, SessionReserved
from catalogue.agenda.models import OfferPage, Session
from catalogue.agenda.seats.locking import LARGEST_ID
from core import steps, throttle
from core.languages import links_for_view
from core.tokens import looks_like_token

from ..elsewhere import other_sessions
from ..models import Booking
from ..moving import movable
from ..tickets import Ticket, ticket_of
from ..words import offer_in

# In an hour: a class whose old links are all dead, not a loop that tries them at random.
UNKNOWN_FROM_ONE_ADDRESS = 60


def steps_at(now: str) -> list[dict[str, str]]:
    """Return the three screens of a booking; ``now`` is "where", "who" or "check"."""
    return steps.steps_at(now, {"where": _("When and where"), "who": _("Who"), "check": _("Check")})


def show(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    return render(request, f"workshops/{template}", {"language_links": links_for_view(request), **context}, status=status)


def with_booking(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the booking of a token; a stale or forged one gets a page that says what to do."""

    @wraps(view)
    def found(request: HttpRequest, token: str) -> HttpResponse:
        booking = Booking.objects.for_screens().filter(token=token).first() if looks_like_token(token) else None
        if booking is None:
            return lost(request)
        try:
            return view(request, booking)
        except Booking.DoesNotExist:  # dropped by another click since the line above
            return lost(request)

    return found


def lost(request: HttpRequest) -> HttpResponse:
    """The same page for a link that never was, was revoked or was cut; who tries many waits. A right link always works."""
    if throttle.too_many("unknown links", request, most=UNKNOWN_FROM_ONE_ADDRESS, seconds=3600):
        return show(request, "slow_down.html", {}, status=429)
    return show(request, "lost.html", {}, status=404)


def trouble(
    request: HttpRequest,
    error: SeatError | str,
    *,
    session: Session | None = None,
    booking: Booking | None = None,
    again: QueryDict | None = None,
) -> HttpResponse:
    """Say why the seat cannot be had, and what can: waiting, the same workshop elsewhere or later, a call.

    ``again``: what was posted, to send it once more when the wait is over.
    """
    reason = error if isinstance(error, str) else reason_of(error)
    if reason == "missing":
        session = None  # whatever stands behind that number is not shown
    offer = session.offer if session else (booking.offer if booking else None)
    is_draft = booking is not None and booking.is_draft
    can_wait = reason in ("full", "too_few") and session is not None and session.has_waiting_list and (booking is None or is_draft)
    people = len(booking.participants.all()) or 1 if booking else 1
    page = offer_in(offer) if offer else None
    others = other_sessions(offer, session, seats=people) if reason != "too_many" else []  # the page of a loop costs little
    context = {
        "reason": reason,
        "heading": _titles()[reason],
        "explanation": _explanation(reason, session),
        "booking": booking if is_draft else None,
        "take_url": _take_url(booking),
        "session": session,
        "session_id": session.pk if session else None,
        "ticket": _ticket(session) if reason != "reserved" else None,  # when and where is the structure's affair
        "offer": page,
        "can_wait": can_wait,
        "again": _short(again),
        "others": others,
        "others_are_same": bool(others and page and others[0].title == page.title),
    }
    return show(request, "trouble.html", context, status={"missing": 404, "too_many": 429}.get(reason, 409))


def _take_url(booking: Booking | None) -> str:
    """Return where another session is taken with what is known already; "" where one begins anew."""
    if booking is None:
        return ""
    if booking.is_draft:
        return reverse("workshops:change", args=[booking.token])
    return reverse("workshops:move", args=[booking.token]) if movable(booking) else ""


def _short(posted: QueryDict | None) -> list[tuple[str, str]]:
    """Return what a form of ours holds, and nothing a stranger made longer."""
    pairs = [(name, value) for name, values in posted.lists() for value in values] if posted else []
    return [(name, value[:100]) for name, value in pairs[:20] if name != "csrfmiddlewaretoken" and len(name) < 40]


def _explanation(reason: str, session: Session | None) -> str:
    if reason == "reserved":
        return _("The structure that follows you books your seat. Ask it, or call us.")
    return session.cancelled_reason if session and reason == "cancelled" else ""


def _ticket(session: Session | None) -> Ticket | None:
    return ticket_of(session) if session else None


def reason_of(error: SeatError) -> str:
    if isinstance(error, SessionFull) and error.free:
        return "too_few"
    if isinstance(error, SessionFull | HoldExpired):
        return "full"
    if isinstance(error, SessionClosed):
        return error.reason
    if isinstance(error, SessionReserved):
        return "reserved"
    return "unknown"


def _titles() -> dict[str, str]:
    return {
        "full": _("All the seats are taken."),
        "too_few": _("There are not enough seats for all of you."),
        "too_short": _("This hour is too short for what you come for."),
        "past": _("This workshop is over."),
        "cancelled": _("This workshop is cancelled."),
        "closed": _("Booking has closed for this workshop."),
        "not_open": _("Booking has not opened yet for this workshop."),
        "missing": _("This workshop is no longer on our list."),
        "reserved": _("This workshop is kept for one group."),
        "too_many": throttle.pause(),
        "unknown": _("We could not keep this seat."),
    }


def page_of_offer(offer: OfferPage | None, ticket: Ticket | None = None) -> str:
    """Return where to read about a workshop again; its ticket, where one has it, knows without a query."""
    if ticket is not None and ticket.offer_url:
        return ticket.offer_url
    page = offer_in(offer) if offer else None
    return (page.get_url() if page else "") or "/ateliers/"


def number_in(text: str) -> int:
    """Return a number sent by a form, 0 when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def session_numbered(session_id: int) -> Session | None:
    """Return a session, whatever its state, with what a screen of trouble shows of it."""
    if not 0 < session_id <= LARGEST_ID:
        return None
    return Session.objects.select_related("place", "offer").filter(pk=session_id).first()

"""Three short screens: when and where, who, check. What is typed is kept in the draft, reached by its token."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Session
from catalogue.agenda.seats.locking import LARGEST_ID
from core.local_time import at_place
from core.phones import show_phone
from core.throttle import too_many
from core.tokens import looks_like_token, new_token

from .. import reserving
from ..forms import WhoForm
from ..models import Booking
from ..stage import Stage, is_held, seat_of, stage_of
from ..tickets import ticket_of
from .screens import page_of_offer, show, steps_at, trouble, with_booking

# In the time a hold lasts: a whole class books from one centre, a loop does not take every seat of the site.
HOLDS_FROM_ONE_ADDRESS = 40


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, session_id: int) -> HttpResponse:
    """Screen 1. The seat is held by POST only, with a key drawn with the form, so that a double click holds one."""
    try:
        reserving.offered_to_visitors(session_id)
    except SeatError as error:
        return trouble(request, error, session=_session(session_id))
    session = _session(session_id)
    if session is None:
        return trouble(request, "missing")
    if request.method == "POST":
        return _start(request, session)
    availability = availability_of(session, session.free)
    if not availability.can_book and not availability.can_wait:
        return trouble(request, "full" if availability.is_full else availability.code, session=session)
    return show(
        request,
        "book.html",
        {
            "session": session,
            "ticket": ticket_of(session),
            "availability": availability,
            "key": new_token(),
            "steps": steps_at("where"),
            "back": page_of_offer(session.offer),
            "speaks_other": session.language != get_language(),
        },
    )


def _start(request: HttpRequest, session: Session) -> HttpResponse:
    key = request.POST.get("key", "")
    waits = bool(request.POST.get("waits"))
    if too_many("holds", request, most=HOLDS_FROM_ONE_ADDRESS, seconds=reserving.HOLD_MINUTES * 60):
        return trouble(request, "too_many", session=session)
    try:
        booking = reserving.start(
            session.pk, key=key if looks_like_token(key) else new_token(), language=get_language() or "fr", waits=waits
        )
    except SeatError as error:
        return trouble(request, error, session=session)
    return redirect("workshops:booking" if not booking.is_draft else "workshops:who", token=booking.token)


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def who(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Screen 2. Keeping the seat longer is a button of the same form, so that nothing typed is lost."""
    if (elsewhere := _not_here(request, booking)) is not None:
        return elsewhere
    offer = booking.its_session.offer.source
    if request.method != "POST":
        return _who(request, booking, WhoForm.for_booking(booking, offer))
    if "keep" in request.POST:
        try:
            booking = reserving.keep_longer(booking)
        except SeatError as error:
            return trouble(request, error, session=booking.session, booking=booking)
        return _who(request, booking, WhoForm.as_typed(request.POST, offer), kept=True)
    form = WhoForm(request.POST, offer=offer)
    if not form.is_valid():
        return _who(request, booking, form)
    reserving.describe(booking, language=get_language() or "fr", **form.cleaned_data)
    return redirect("workshops:check", token=booking.token)


def _who(request: HttpRequest, booking: Booking, form: WhoForm, *, kept: bool = False) -> HttpResponse:
    return show(
        request,
        "who.html",
        {
            "booking": booking,
            "form": form,
            "kept": kept,
            "ticket": ticket_of(booking.its_session),
            "steps": steps_at("who"),
            **_hold(booking),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def check(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Screen 3. The second click of a double click finds the booking made and shows it."""
    if request.method == "POST" and not booking.is_draft:
        return redirect("workshops:booking", token=booking.token)
    if (elsewhere := _not_here(request, booking)) is not None:
        return elsewhere
    person = booking.participant
    if person is None or not person.first_name:
        return redirect("workshops:who", token=booking.token)
    if request.method == "POST":
        try:
            reserving.submit(booking)
        except SeatError as error:
            return trouble(request, error, session=booking.session, booking=booking)
        return redirect("workshops:booking", token=booking.token)
    return show(
        request,
        "check.html",
        {
            "booking": booking,
            "person": person,
            "phone": show_phone(booking.phone),
            "adult_phone": show_phone(person.adult_phone),
            "ticket": ticket_of(booking.its_session),
            "steps": steps_at("check"),
            "kept": False,
            **_hold(booking),
        },
    )


@require_POST
@with_booking
def keep(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Keep the seat longer, from the last screen; taken again when the hold ran out and one is free."""
    if (elsewhere := _not_here(request, booking)) is not None:
        return elsewhere
    try:
        reserving.keep_longer(booking)
    except SeatError as error:
        return trouble(request, error, session=booking.session, booking=booking)
    return redirect("workshops:check", token=booking.token)


@require_POST
@with_booking
def change(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Go on with another session, or on the waiting list of this one; what was typed is kept."""
    if not booking.is_draft:
        return redirect("workshops:booking", token=booking.token)
    try:
        if request.POST.get("waits"):
            booking = reserving.wait_instead(booking)
        else:
            booking = reserving.go_to_session(booking, _number(request.POST.get("session", "")))
    except SeatError as error:
        return trouble(request, error, session=_session(_number(request.POST.get("session", ""))), booking=booking)
    typed = booking.participant is not None and booking.participant.first_name
    return redirect("workshops:check" if typed else "workshops:who", token=booking.token)


def _not_here(request: HttpRequest, booking: Booking) -> HttpResponse | None:
    """Return where a draft's screens do not apply: a booking already made, a session gone, cancelled, over, or reserved since."""
    if not booking.is_draft:
        return HttpResponseRedirect(redirect("workshops:booking", token=booking.token).url)
    stage = stage_of(booking)
    reasons = {Stage.GONE: "missing", Stage.CALLED_OFF: "cancelled", Stage.PAST: "past"}
    if stage in reasons:
        return trouble(request, reasons[stage], session=booking.session, booking=booking)
    if booking.its_session.reserved_to_id:
        return trouble(request, "reserved", session=booking.session, booking=booking)
    return None


def _hold(booking: Booking) -> dict:
    """Return what the screens say of the hold: until when, or that it ran out."""
    seat = seat_of(booking)
    until = seat.held_until if seat and is_held(booking) else None
    minutes = max(int((until - timezone.now()).total_seconds() // 60) + 1, 1) if until else 0
    return {
        "held": until is not None,
        "held_until": at_place(until, booking.its_session.time_zone) if until else None,
        "held_minutes": minutes,
        "waits": booking.waits,
    }


def _number(text: str) -> int:
    """Return an id typed in a form, 0 when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def _session(session_id: int) -> Session | None:
    if not 0 < session_id <= LARGEST_ID:
        return None
    sessions = Session.objects.select_related("place", "offer__workshoppage").prefetch_related("place__texts", "meetings")
    return sessions.with_free().filter(pk=session_id).first()

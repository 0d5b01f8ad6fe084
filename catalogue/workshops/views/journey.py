"""Three short screens: when and where, who, check. What is typed is kept in the draft, reached by its token."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from catalogue.agenda.availability import availability_of
from catalogue.agenda.errors import SeatError, SessionFull, SessionReserved
from catalogue.agenda.models import Session
from catalogue.agenda.seats import counts_of
from core.local_time import at_place
from core.phones import show_phone
from core.throttle import count_from_address
from core.tokens import looks_like_token, new_token

from .. import company, reserving
from ..forms import WhoForm
from ..models import Booking
from ..permanences import appointments
from ..permanences.reasons import active_reason
from ..stage import Stage, is_held, seats_of, stage_of
from ..tickets import Ticket, ticket_for, ticket_of, with_purpose
from ..watching import patterns
from .reasons import why_they_come
from .screens import number_in, session_numbered, show, steps_at, trouble, with_booking
from .waiting import full

# In the time a hold lasts: a whole class books from one centre, a loop does not take every seat of the site.
HOLDS_FROM_ONE_ADDRESS = 60


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, session_id: int) -> HttpResponse:
    """Screen 1. The seat is held by POST only, with a key drawn with the form, so that a double click holds one."""
    if request.method == "POST":
        return _start(request, session_id)
    try:
        session = reserving.offered_to_visitors(session_id)
    except SeatError as error:
        return trouble(request, error, session=_reserved(error, session_id))
    availability = availability_of(session, counts_of(session).free)
    if availability.can_wait:
        return full(request, session)
    if not availability.can_book:
        return trouble(request, "full" if availability.is_full else availability.code, session=session)
    ticket = ticket_of(session)
    reason = None
    if ticket.is_permanence:
        if isinstance(reason := why_they_come(request, session), HttpResponse):
            return reason
        if reason is not None:
            ticket = with_purpose(ticket, reason, appointments.end_from(session, reason))
    return show(
        request,
        "book.html",
        {
            "session_id": session.pk,
            "ticket": ticket,
            "reason": reason,
            "availability": availability,
            "key": new_token(),
            "steps": steps_at("where"),
            "back": ticket.offer_url or "/ateliers/",
            "speaks_other": session.language != get_language(),
        },
    )


def _start(request: HttpRequest, session_id: int) -> HttpResponse:
    key = request.POST.get("key", "")
    started = count_from_address("holds", request, seconds=reserving.HOLD_MINUTES * 60)
    patterns.saw_address(request, started)
    if started > HOLDS_FROM_ONE_ADDRESS:
        return trouble(request, "too_many", session=session_numbered(session_id), again=request.POST)
    try:
        booking = reserving.start(
            session_id,
            key=key if looks_like_token(key) else new_token(),
            language=get_language() or "fr",
            waits=bool(request.POST.get("waits")),
            reason=active_reason(request.POST.get("pour", "")),
        )
    except SeatError as error:
        return trouble(request, error, session=_reserved(error, session_id) or session_numbered(session_id))
    return redirect("workshops:booking" if not booking.is_draft else "workshops:who", token=booking.token)


def _reserved(error: SeatError, session_id: int) -> Session | None:
    """A session kept for a group is told of by name to nobody, yet others are looked for around it."""
    return session_numbered(session_id) if isinstance(error, SessionReserved) else None


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def who(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Screen 2. Keeping the seat, adding somebody or taking them out are buttons of the same form: nothing typed is lost."""
    if (elsewhere := _not_here(request, booking)) is not None:
        return elsewhere
    age = ticket_of(booking.its_session).minimum_age
    if request.method != "POST":
        return _who(request, booking, WhoForm.for_booking(booking, age))
    typed = request.POST
    try:
        if "keep" in typed:
            booking = reserving.keep_longer(booking)
            return _who(request, booking, WhoForm.as_typed(typed, booking, age), kept=True)
        if "without" in typed:
            booking = company.leave_out(booking, number_in(typed["without"]))
            return _who(request, booking, WhoForm.as_typed(typed, booking, age))
        if "people" in typed:
            try:
                booking = company.bring(booking, number_in(typed["people"]))
            except SessionFull:
                return _who(request, booking, WhoForm.as_typed(typed, booking, age), no_more=True)
            return _who(request, booking, WhoForm.as_typed(typed, booking, age))
    except SeatError as error:
        return trouble(request, error, session=booking.session, booking=booking)
    form = WhoForm(typed, minimum_age=age, guests=list(booking.participants.all())[1:])
    if not form.is_valid():
        return _who(request, booking, form)
    reserving.describe(booking, language=get_language() or "fr", **form.told())
    return redirect("workshops:check", token=booking.token)


def _who(request: HttpRequest, booking: Booking, form: WhoForm, *, kept: bool = False, no_more: bool = False) -> HttpResponse:
    people, ticket = 1 + len(form.guest_keys), ticket_for(booking)
    return show(
        request,
        "who.html",
        {
            "booking": booking,
            "form": form,
            "kept": kept,
            "no_more": no_more,
            "people": people,
            "more": people + 1 if people < company.most_people(booking) and not no_more else 0,
            "ticket": ticket,
            "steps": steps_at("who"),
            **_hold(booking, ticket),
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
    people = list(booking.participants.all())
    if not people or not all(person.first_name for person in people):
        return redirect("workshops:who", token=booking.token)
    if request.method == "POST":
        try:
            reserving.submit(booking)
        except SeatError as error:
            return trouble(request, error, session=booking.session, booking=booking)
        return redirect("workshops:booking", token=booking.token)
    ticket = ticket_for(booking)
    adult = next((person for person in people if person.is_under_age), None)
    return show(
        request,
        "check.html",
        {
            "booking": booking,
            "people": people,
            "phone": show_phone(booking.phone),
            "adult": adult,
            "adult_phone": show_phone(adult.adult_phone) if adult else "",
            "ticket": ticket,
            "steps": steps_at("check"),
            "kept": False,
            **_hold(booking, ticket),
        },
    )


@require_POST
@with_booking
def keep(request: HttpRequest, booking: Booking) -> HttpResponse:
    """Keep the seats longer, from the last screen; taken again when the hold ran out and as many are free."""
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
    session_id = number_in(request.POST.get("session", ""))
    try:
        if request.POST.get("waits"):
            booking = reserving.wait_instead(booking)
        else:
            booking = reserving.go_to_session(booking, session_id)
    except SeatError as error:
        return trouble(request, error, session=session_numbered(session_id), booking=booking)
    typed = booking.participant is not None and booking.participant.first_name
    return redirect("workshops:check" if typed else "workshops:who", token=booking.token)


def _not_here(request: HttpRequest, booking: Booking) -> HttpResponse | None:
    """Return where a draft's screens do not apply: a booking already made, a session gone, cancelled, over, or reserved since."""
    if not booking.is_draft:
        return redirect("workshops:booking", token=booking.token)
    stage = stage_of(booking)
    reasons = {Stage.GONE: "missing", Stage.CALLED_OFF: "cancelled", Stage.PAST: "past"}
    if stage in reasons:
        return trouble(request, reasons[stage], session=booking.session, booking=booking)
    if booking.its_session.reserved_to_id:
        return trouble(request, "reserved", session=booking.session, booking=booking)
    return None


def _hold(booking: Booking, ticket: Ticket) -> dict:
    """Return what the screens say of the hold: until when, or that it ran out."""
    untils = [seat.held_until for seat in seats_of(booking) if seat.held_until]
    until = min(untils) if untils and is_held(booking) else None
    minutes = max(int((until - timezone.now()).total_seconds() // 60) + 1, 1) if until else 0
    return {
        "held": until is not None,
        "held_until": at_place(until, ticket.time_zone) if until else None,
        "held_minutes": minutes,
        "held_count": len(booking.participants.all()) or 1,
        "waits": booking.waits,
        "session_id": booking.session_id,
    }

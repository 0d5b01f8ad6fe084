"""Another day in two taps: the first shows where there is room, the second moves. Nobody is asked why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from catalogue.agenda.errors import SeatError

from .. import moving
from ..elsewhere import other_sessions
from ..models import Booking
from ..stage import Stage, stage_of
from ..tickets import ticket_of
from .screens import number_in, page_of_offer, session_numbered, show, trouble, with_booking

MOST_SHOWN = 6
# Where there is something to move: a seat, a turn in the line, or what a cancelled session leaves.
MOVABLE = (Stage.CONFIRMED, Stage.WAITING, Stage.OFFERED, Stage.CALLED_OFF, Stage.GONE)


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def move(request: HttpRequest, booking: Booking) -> HttpResponse:
    people = moving.movable(booking)
    if booking.is_draft or stage_of(booking) not in MOVABLE or not people:
        return redirect("workshops:booking", token=booking.token)
    if request.method == "POST":
        session_id = number_in(request.POST.get("session", ""))
        try:
            moving.move(booking, session_id)
        except SeatError as error:
            return trouble(request, error, session=session_numbered(session_id), booking=booking)
        return redirect("workshops:booking", token=booking.token)
    return show(
        request,
        "move.html",
        {
            "booking": booking,
            "ticket": ticket_of(booking.session) if booking.session else None,
            "others": other_sessions(booking.offer, booking.session, seats=len(people), most=MOST_SHOWN),
            "take_url": reverse("workshops:move", args=[booking.token]),
            "people": len(people),
            "back": page_of_offer(booking.offer),
            "session_id": booking.session_id,
        },
    )

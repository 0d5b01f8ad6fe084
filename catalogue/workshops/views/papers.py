"""What one takes away: the calendar file and the slip to print."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from .. import calendar_file, slip
from ..models import Booking
from ..slip import code_of
from ..stage import Stage, stage_of
from .screens import with_booking


@require_safe
@with_booking
def calendar(request: HttpRequest, booking: Booking) -> HttpResponse:
    if stage_of(booking) != Stage.CONFIRMED:
        return redirect("workshops:booking", token=booking.token)
    response = HttpResponse(calendar_file.calendar_of(booking), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="atelier.ics"'
    return response


@require_safe
@with_booking
def print_slip(request: HttpRequest, booking: Booking) -> HttpResponse:
    if stage_of(booking) != Stage.CONFIRMED:
        return redirect("workshops:booking", token=booking.token)
    response = HttpResponse(slip.slip_of(booking), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="ma-place.pdf"'
    return response


@require_safe
@with_booking
def code(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The private address as a square to point a phone at: from a helper's screen to the person's own phone."""
    return HttpResponse(code_of(booking, border=2), content_type="image/svg+xml")

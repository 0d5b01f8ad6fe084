"""Stop the reminders, or have them again: two taps from the page of a booking. What is changed or cancelled is still told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from core import opting_out
from core.models.receiving import OptOutWay
from core.phones import is_mobile

from ..models import Booking
from .screens import show, with_booking


def gets_reminders(booking: Booking) -> bool:
    """Tell whether the booking's own number may be sent text messages at all."""
    return bool(booking.own_phone) and is_mobile(booking.own_phone)


@require_http_methods(["GET", "HEAD", "POST"])
@with_booking
def choose(request: HttpRequest, booking: Booking) -> HttpResponse:
    if booking.is_draft or not gets_reminders(booking):
        return redirect("workshops:booking", token=booking.token)
    if request.method == "POST":
        if request.POST.get("again"):
            opting_out.opt_in(booking.own_phone)
        else:
            opting_out.opt_out(booking.own_phone, OptOutWay.PAGE)
        return redirect("workshops:reminders", token=booking.token)
    return show(request, "reminders.html", {"booking": booking, "is_stopped": opting_out.has_opted_out(booking.own_phone)})

"""Stop the reminders of a booking, or have them again: two taps from its page. What is changed or cancelled is still told.

Of this booking only: whoever books may type another's number, and must not silence what that person is told.
"""

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
    phone, about = booking.own_phone, booking.about
    if request.method == "POST":
        if request.POST.get("again"):
            opting_out.opt_in(phone, about=about)
        else:
            opting_out.opt_out(phone, OptOutWay.PAGE, about=about)
        return redirect("workshops:reminders", token=booking.token)
    context = {
        "booking": booking,
        "is_stopped": opting_out.has_opted_out(phone, about),
        "for_all": opting_out.has_opted_out(phone),  # by STOP, or said to the team: the page of one booking does not undo it
    }
    return show(request, "reminders.html", context)

"""From the person's own private link: let the helper know, or not, whether one came. The seat is kept all the same."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ...models import Booking
from ...views.screens import with_booking


@require_POST
@with_booking
def share(request: HttpRequest, booking: Booking) -> HttpResponse:
    if booking.helper_id:
        Booking.objects.filter(pk=booking.pk).update(shares_attendance=request.POST.get("share") == "1")
    return redirect("workshops:booking", token=booking.token)

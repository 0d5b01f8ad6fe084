"""Unusual bookings, for a person to look at."""

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.models import User
from core.phones import mask_phone

from ..models import Booking, BookingChannel, BookingPattern, PatternKind
from ..reserving import HOLD_MINUTES
from ..visibility import seen_by
from ..watching import patterns as watching
from .call_desk import header
from .serving_callers import MOST_FOUND, found_row

SHOWN = 100


@require_safe
def unusual(request: HttpRequest) -> HttpResponse:
    """What nobody looked at yet, the latest first."""
    if not request.user.has_perm("workshops.view_bookingpattern"):
        raise PermissionDenied
    rows = [
        {
            "url": reverse("unusual_bookings:one", args=[pattern.pk]),
            "what": capfirst(pattern.get_kind_display()),
            "who": who_of(pattern),
            "count": pattern.count,
            "when": _span(pattern),
        }
        for pattern in BookingPattern.objects.filter(looked_at=None)[:SHOWN]
    ]
    return render(request, "workshops/admin/unusual.html", {**header(_("Unusual bookings")), "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """The bookings it is about, among those one sees. Nothing is refused to anybody because of it."""
    user = cast("User", request.user)
    if not user.has_perm("workshops.view_bookingpattern"):
        raise PermissionDenied
    pattern = get_object_or_404(BookingPattern, pk=pk)
    may_change = user.has_perm("workshops.change_bookingpattern")
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        watching.mark_looked(pattern, user)
        messages.success(request, _("Thank you: it is off the list."))
        return redirect("unusual_bookings:list")
    bookings = seen_by(user, Booking.objects.submitted().filter(purged_at=None, channel=BookingChannel.WEB).with_people())
    if pattern.kind == PatternKind.PHONE:
        bookings = bookings.filter(phone=pattern.who, session__starts_at__gt=timezone.now())
    else:
        bookings = bookings.filter(created_at__gte=pattern.first_at - timedelta(minutes=HOLD_MINUTES), created_at__lte=pattern.last_at)
    sees_people = user.has_perm("workshops.view_booking")
    can = user.has_perm("workshops.change_booking")
    context = {
        **header(capfirst(pattern.get_kind_display()), [(reverse("unusual_bookings:list"), _("Unusual bookings"))]),
        "pattern": pattern,
        "is_address": pattern.kind == PatternKind.ADDRESS,
        "who": who_of(pattern),
        "when": _span(pattern),
        "rows": [found_row(booking, may_change=can) for booking in bookings.order_by("-pk")[:MOST_FOUND]] if sees_people else [],
        "may_change": may_change and pattern.looked_at is None,
    }
    return render(request, "workshops/admin/unusual_one.html", context)


def who_of(pattern: BookingPattern) -> str:
    """Return the number with all but its last digits hidden; of an address, nothing is known."""
    return mask_phone(pattern.who) if pattern.kind == PatternKind.PHONE else "—"


def _span(pattern: BookingPattern) -> str:
    first, last = timezone.localtime(pattern.first_at), timezone.localtime(pattern.last_at)
    return f"{date_format(first, 'j F, H:i')} – {date_format(last, 'H:i' if first.date() == last.date() else 'j F, H:i')}"

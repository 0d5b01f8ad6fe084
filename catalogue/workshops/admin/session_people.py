"""The people of a session, on its page in the admin."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from catalogue.agenda.models import Seat, SeatState, Session, SessionState
from catalogue.agenda.session_panels import register
from core.models import User
from core.phones import show_phone

from ..models import Booking, WorkshopPage
from ..stage import seat_of, seats_of
from ..visibility import seen_by
from .bookings import INSPECT, name_of, stage_words

ORDER: list[str] = [SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING, SeatState.CANCELLED]


def people(session: Session, request: HttpRequest) -> tuple[str, dict] | None:
    """Return who comes, who waits and who cancelled; None for other offers, and for those who may not see people."""
    if not request.user.has_perm("workshops.view_booking") or not WorkshopPage.objects.filter(pk=session.offer_id).exists():
        return None
    bookings = seen_by(cast("User", request.user), Booking.objects.submitted().with_people().filter(session=session))
    rows = [
        {
            "booking": booking,
            "url": reverse(INSPECT, args=[booking.pk]),
            "name": name_of(booking),
            "phone": show_phone(booking.contact_phone),
            "state": stage_words(booking),
            "why_over": " · ".join(dict.fromkeys(seat.over_reason for seat in seats_of(booking) if seat.over_reason)),
            "order": ORDER.index(seat.state) if (seat := seat_of(booking)) and seat.state in ORDER else len(ORDER),
        }
        for booking in bookings
    ]
    going_on = Seat.objects.filter(session=session, follows__isnull=False, state=SeatState.CONFIRMED)
    first = going_on.values_list("follows__session", flat=True).first()
    may_add = session.state != SessionState.CANCELLED and request.user.has_perm("workshops.add_booking")
    context = {
        "rows": sorted(rows, key=lambda row: (row["order"], row["booking"].submitted_at, row["booking"].pk)),
        "goes_on_from": reverse("session:inspect", args=[first]) if first else "",
        "add_url": reverse("bookings_admin:add", args=[session.pk]) if may_add else "",
    }
    return "workshops/admin/session_people.html", context


register("people", people, order=10)

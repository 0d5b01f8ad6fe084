"""The registrations of a session, shown on its page by the agenda."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse

from catalogue.agenda import session_panels
from catalogue.agenda.models import SeatState, Session

from ..models import CoursePage, Registration


def registrations_of(session: Session, request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """Return the panel for those who may see registrations, on the sessions of a course."""
    if not request.user.has_perm("training.view_registration") or session.offer.specific_class is not CoursePage:
        return None
    found = (
        Registration.objects.sent()
        .visible_to(request.user)
        .filter(session=session)
        .annotate(
            confirmed=Count("trainees", filter=Q(trainees__seat__state=SeatState.CONFIRMED)),
            waiting=Count("trainees", filter=Q(trainees__seat__state__in=[SeatState.WAITING, SeatState.OFFERED])),
        )
        .order_by("sent_at", "pk")
    )
    may = request.user.has_perm("training.change_registration") and session.offer.live and not session.why_closed()
    register_url = reverse("training:start", args=[session.pk]) if may else ""
    return "training/admin/session_panel.html", {"registrations": list(found), "register_url": register_url}


session_panels.register("training", registrations_of, order=50)

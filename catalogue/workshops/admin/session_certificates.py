"""Who came to which meeting of a parcours, on its page in the admin, and the certificates of everyone at once."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalogue.agenda.models import Session
from catalogue.agenda.session_panels import register
from core.local_time import at_place
from core.models import User

from ..certificates import NoSuchLetters, certificates_of, who_came
from ..models import WorkshopPage
from ..visibility import may_serve


def _may_see(request: HttpRequest, session: Session) -> bool:
    user = cast("User", request.user)
    return user.is_superuser or (user.has_perm("workshops.view_booking") and may_serve(user, session))


def attended(session: Session, request: HttpRequest) -> tuple[str, dict] | None:
    """Return who came to which meeting; None for one meeting, other offers, and for those who may not see people."""
    if session.meetings.count() < 2 or not _may_see(request, session) or not WorkshopPage.objects.filter(pk=session.offer_id).exists():
        return None
    came = who_came(session)
    meetings = [meeting.starts_at for meeting in session.meetings.all()]
    rows = [(one, [starts in {start for start, _end in one.meetings} for starts in meetings]) for one in came]
    ready = session.ends_at <= timezone.now() and any(one.earned for one in came)
    context = {
        "session": session,
        "days": [at_place(starts, session.time_zone) for starts in meetings],
        "rows": rows,
        "wanted": came[0].wanted if came else 0,
        "url": reverse("bookings_admin:certificates", args=[session.pk]) if ready else "",
    }
    return "workshops/admin/session_certificates.html", context


@require_safe
def certificates(request: HttpRequest, session_id: int) -> HttpResponse:
    """The certificates of everyone who came to enough meetings, a page each; whose name cannot be printed is named."""
    session = get_object_or_404(Session.objects.select_related("offer__workshoppage", "place"), pk=session_id)
    if not _may_see(request, session):
        raise PermissionDenied
    earned = [one for one in who_came(session) if one.earned] if session.ends_at <= timezone.now() else []
    back = redirect("session:inspect", session.pk)
    if not earned:
        messages.info(request, _("Nobody has a certificate yet: it comes after the last meeting, for those marked present."))
        return back
    try:
        pdf = certificates_of(session, earned)
    except NoSuchLetters as refused:
        told = _("These names are in letters we cannot print: %(names)s. Correct them in Latin letters.")
        messages.error(request, told % {"names": ", ".join(refused.names)})
        return back
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="attestations.pdf"'
    return response


register("certificates", attended, order=20)

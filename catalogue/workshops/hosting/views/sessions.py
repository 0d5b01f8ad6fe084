"""A whole session: who hosts it, its sheet on paper, and its cancellation with those who are still to be told."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.agenda import sessions
from catalogue.agenda.errors import SessionClosed
from catalogue.agenda.models import Seat, SeatState, Session, SessionState

from .. import sheet
from ..cancelled import told_of
from ..day import sitting_of
from ..forms import CancelSessionForm
from ..shift import host_of
from .screens import about, gone, show, with_session


@require_POST
@with_session
def take(request: HttpRequest, session: Session) -> HttpResponse:
    """ "I host this one": then what people need prepared is shown to this person alone."""
    sessions.give_to(session.pk, host_of(request))
    messages.success(request, _("You host this session."))
    return redirect("hosting:day")


@require_safe
@with_session
def print_sheet(request: HttpRequest, session: Session) -> HttpResponse:
    """The sheet of a meeting as a PDF: names, what to prepare, a column to sign."""
    sitting = sitting_of(host_of(request), session)
    if sitting is None:
        return gone(request)
    response = HttpResponse(sheet.sheet_of(sitting), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="feuille.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_session
def cancel(request: HttpRequest, session: Session) -> HttpResponse:
    """Cancel a session; everyone is told by the means they gave, and who has none is called."""
    if session.state == SessionState.CANCELLED:
        return redirect("hosting:cancelled", session_id=session.pk)
    form = CancelSessionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sessions.cancel_session(session.pk, form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error("reason", " ".join(error.messages))
        except SessionClosed:
            form.add_error(None, _("This session is over: it cannot be cancelled."))
        else:
            return redirect("hosting:cancelled", session_id=session.pk)
    seats = Seat.objects.filter(session=session)
    context = about(session) | {
        "form": form,
        "people": seats.filter(state__in=[SeatState.CONFIRMED, SeatState.OFFERED]).count(),
        "waiting": seats.waiting().count(),
    }
    return show(request, "cancel_session.html", context)


@require_safe
@with_session
def cancelled(request: HttpRequest, session: Session) -> HttpResponse:
    """Who is told, by what means, and who is still to be called."""
    if session.state != SessionState.CANCELLED:
        return redirect("hosting:day")
    return show(request, "cancelled.html", about(session) | {"told": told_of(session)})

"""The calls to make: a press to dial, then how it ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalogue.agenda.languages import language_name
from catalogue.agenda.seats.locking import LARGEST_ID
from core.phones import show_phone

from ...calls import following
from ...calls.work_list import calls_for
from ..shift import host_of, on_shift
from .screens import show

MOST_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@on_shift
def calls(request: HttpRequest) -> HttpResponse:
    found = calls_for(host_of(request))
    if request.method == "POST":
        call = found.filter(pk=_number(request.POST.get("call", ""))).first()
        outcome = request.POST.get("outcome", "")
        if call is None:
            messages.warning(request, _("Somebody else made this call."))
        elif outcome == "no_answer":
            following.no_answer(call)
            messages.success(request, _("Noted. The call stays on the list."))
        elif outcome in following.OUTCOMES_OF_A_CALL:
            following.close(call, host_of(request), outcome)
            messages.success(request, _("Noted. Thank you."))
        return redirect("hosting:calls")
    rows = [
        {
            "call": call,
            "name": str(call.booking.participant or "—"),
            "phone": show_phone(call.booking.contact_phone),
            "language": language_name(call.booking.language),
            "session": call.booking.session,
        }
        for call in found[:MOST_SHOWN]
    ]
    return show(request, "calls.html", {"rows": rows, "more": max(found.count() - MOST_SHOWN, 0)})


def _number(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0
    return number if number <= LARGEST_ID else 0

"""Ask to be called back: one screen, then when we call. Nothing personal in an address; the same answer for every number."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Session
from core.helpline import helpline_for
from core.throttle import too_many

from .. import calls
from ..calls.forms import CallMeForm
from ..calls.promise import promise
from ..models import SuitsWhen
from ..reserving import offered_to_visitors
from ..words import offer_in
from .screens import show

# A whole class asks from one library; a loop over numbers has nobody called.
ASKED_FROM_ONE_ADDRESS = 60


@require_http_methods(["GET", "HEAD", "POST"])
def call_me(request: HttpRequest) -> HttpResponse:
    """``?session=`` says what it is about, when visitors may see that session."""
    helpline = helpline_for(request)
    posted = request.POST if request.method == "POST" else None
    session = _about((posted or request.GET).get("session", ""))
    form = CallMeForm(posted, helpline=helpline)
    status = 200
    if form.is_bound and form.is_valid():
        if too_many("call-me", request, most=ASKED_FROM_ONE_ADDRESS, seconds=3600):
            form.add_error(None, _("Many calls are asked for from here. Try again in an hour, or call us."))
            status = 429
        else:
            facts = form.cleaned_data
            calls.ask(session=session, **facts)
            return redirect("workshops:call_promised", suits=facts["suits"])
    context = {"form": form, "session": session, "offer": offer_in(session.offer) if session else None}
    return show(request, "calls/call_me.html", context, status=status)


@require_safe
def promised(request: HttpRequest, suits: str) -> HttpResponse:
    """Say when we call. It depends on what suits and on the clock alone."""
    if suits not in SuitsWhen.values:
        raise Http404
    return show(request, "calls/promised.html", {"promise": promise(suits, helpline_for(request))})


def _about(typed: str) -> Session | None:
    try:
        session = offered_to_visitors(int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0)
    except SeatError:
        return None
    return Session.objects.select_related("offer", "place").get(pk=session.pk)

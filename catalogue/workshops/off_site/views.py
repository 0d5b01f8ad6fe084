"""Ask for a workshop in one's own premises, see what became of it, take it back. GET changes nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.agenda.models import SessionState
from core.throttle import too_many
from core.tokens import looks_like_token, new_token

from ..models import RequestState, SessionRequest
from ..tickets import ticket_of
from ..views.screens import lost, show
from . import asking
from .forms import RequestForm

ASKED_FROM_ONE_ADDRESS = 20  # in an hour


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    initial = {"key": new_token(), "workshop": request.GET.get("workshop", "")}
    form = RequestForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        if too_many("session requests", request, most=ASKED_FROM_ONE_ADDRESS, seconds=3600):
            form.add_error(None, _("A lot was sent from here. Try again in an hour, or call us."))
            return show(request, "off_site/ask.html", {"form": form}, status=429)
        key = form.cleaned_data["key"]
        asked = asking.ask(key=key if looks_like_token(key) else new_token(), language=get_language() or "fr", **form.facts)
        return redirect(asked.get_absolute_url())
    return show(request, "off_site/ask.html", {"form": form})


@never_cache
@require_safe
def request_page(request: HttpRequest, token: str) -> HttpResponse:
    asked = asking.request_with(token)
    if asked is None:
        return lost(request)
    session = asked.session if asked.state == RequestState.PLANNED else None
    context = {
        "asked": asked,
        "ticket": ticket_of(session) if session else None,
        "is_called_off": asked.state == RequestState.PLANNED and (session is None or session.state == SessionState.CANCELLED),
        "may_withdraw": _may_withdraw(asked),
    }
    return show(request, "off_site/request.html", context)


@never_cache
@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    asked = asking.request_with(token)
    if asked is None:
        return lost(request)
    if _may_withdraw(asked):
        asking.withdraw(asked)
    return redirect(asked.get_absolute_url())


def _may_withdraw(asked: SessionRequest) -> bool:
    """Once planned it is settled by phone: people may be seated already."""
    return asked.state == RequestState.RECEIVED

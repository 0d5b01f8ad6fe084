"""Who you are, asked once; the link is sent, or sent again: the same answer always, known or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.throttle import too_many
from core.tokens import new_token

from .. import links
from ..forms import SendAgainForm, SignUpForm
from .opening import key_in, lost, show

# A training day of social workers asks from one address; a loop has nobody written to.
ASKED_FROM_ONE_ADDRESS = 60


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    form = SignUpForm(request.POST if request.method == "POST" else None, initial={"key": new_token()})
    if form.is_bound and form.is_valid():
        if _too_many(request):
            form.add_error(None, _("Many links are asked for from here. Try again in an hour, or call us."))
            return show(request, "welcome.html", {"form": form}, status=429)
        facts = form.cleaned_data
        links.sign_up(
            structure=facts["structure"],
            name=facts["name"],
            phone=facts["phone"],
            email=facts["email"],
            language=get_language() or "fr",
            key=key_in(facts["key"]),
        )
        return redirect("workshops:helping:link_sent")
    return show(request, "welcome.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    form = SendAgainForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if _too_many(request):
            form.add_error(None, _("Many links are asked for from here. Try again in an hour, or call us."))
            return show(request, "again.html", {"form": form}, status=429)
        links.ask_again(**form.cleaned_data["contact"])
        return redirect("workshops:helping:link_sent")
    return show(request, "again.html", {"form": form})


@require_POST
def renew(request: HttpRequest, token: str) -> HttpResponse:
    """From a link that is over, or one that somebody else has seen: another goes to the professional's own address only."""
    helper = links.helper_with(token)
    if helper is None:
        return lost(request)
    if helper.works() and request.POST.get("replace"):
        links.new_link(helper)
    else:
        links.send(helper)
    return redirect("workshops:helping:link_sent")


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    return show(request, "link_sent.html", {})


def _too_many(request: HttpRequest) -> bool:
    return too_many("helpers' links asked for", request, most=ASKED_FROM_ONE_ADDRESS, seconds=3600)

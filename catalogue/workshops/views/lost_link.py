"""Ask for a lost link by phone number: the same answer always, known or not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.throttle import too_many

from ..forms import LostLinkForm
from ..lost_links import ask
from .screens import show

# A whole centre asks from one address; a loop over numbers has nobody texted.
ASKED_FROM_ONE_ADDRESS = 30


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        if too_many("lost-links", request, most=ASKED_FROM_ONE_ADDRESS, seconds=3600):
            form.add_error("phone", _("Many searches come from here. Try again in an hour, or call us."))
            return show(request, "find.html", {"form": form}, status=429)
        ask(form.cleaned_data["phone"])
        return redirect("workshops:asked")
    return show(request, "find.html", {"form": form})


@require_http_methods(["GET", "HEAD"])
def asked(request: HttpRequest) -> HttpResponse:
    return show(request, "asked.html", {})

"""The first screen of the private link: the free seats of the week, by place and day, around where the helper works."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue.places.near import near_from

from .. import links
from ..forms import AboutYouForm
from ..telling import link_until
from ..week import week_of
from .opening import show, tabs_of, with_helper


@require_safe
@with_helper
def space(request: HttpRequest, helper) -> HttpResponse:
    week = week_of(helper, request.GET)
    return show(
        request,
        "space.html",
        {
            "helper": helper,
            "tabs": tabs_of(helper, "space"),
            "week": week,
            "near": week.near,
            "count_words": ngettext("%(count)s free seat", "%(count)s free seats", week.seats) % {"count": week.seats},
            "asked_in_vain": bool(week.near.error),
        },
    )


@require_POST
@with_helper
def keep_near(request: HttpRequest, helper) -> HttpResponse:
    """Look around this place from now on."""
    answer = near_from(request.POST)
    if answer.near is not None:
        helper.near_lat, helper.near_lon, helper.near_label = answer.near.lat, answer.near.lon, answer.near.label[:120]
        helper.save(update_fields=["near_lat", "near_lon", "near_label"])
        return redirect("workshops:helping:space", token=helper.token)
    return redirect(reverse("workshops:helping:space", args=[helper.token]) + "?" + urlencode({"near": request.POST.get("near", "")[:100]}))


@require_http_methods(["GET", "HEAD", "POST"])
@with_helper
def about(request: HttpRequest, helper) -> HttpResponse:
    form = AboutYouForm(request.POST if request.method == "POST" else None, initial={"structure": helper.structure, "name": helper.name})
    if form.is_bound and form.is_valid():
        helper.structure, helper.name = form.cleaned_data["structure"], form.cleaned_data["name"]
        helper.save(update_fields=["structure", "name"])
        return redirect(reverse("workshops:helping:about", args=[helper.token]) + "?fait=1")
    context = {
        "helper": helper,
        "tabs": tabs_of(helper, "about"),
        "form": form,
        "is_saved": request.GET.get("fait") == "1" and not form.is_bound,
        "until": link_until(helper),
    }
    return show(request, "about.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_helper
def stop(request: HttpRequest, helper) -> HttpResponse:
    """Erase who the helper is; asked once, by a screen of its own."""
    if request.method == "POST":
        links.erase(helper)
        return show(request, "stopped.html", {"heading": _("It is erased.")})
    return show(request, "stop.html", {"helper": helper, "tabs": tabs_of(helper, "about")})

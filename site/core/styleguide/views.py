"""Every component in every state, on one page."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core import pictures
from core.languages import links_for_view

from . import samples


def page(request: HttpRequest) -> HttpResponse:
    names = pictures.names()
    return render(
        request,
        "styleguide/page.html",
        {
            "language_links": links_for_view(request),
            "colours": ["paper", "card", "ink", "ink-soft", "brand", "brand-deep", "brand-tint", "sun", "sun-tint", "coral", "error", "ok"],
            "sessions": samples.sessions(),
            "places": samples.places(),
            "empty_form": samples.SampleForm(),
            "wrong_form": samples.bound_form(),
            "near_empty": samples.Near(),
            "near_wrong": samples.Near(typed="Atlantide", error=_("We do not know this town. Write a postcode, for example 16000.")),
            "near_choices": samples.Near(
                typed="Saint-Denis", choices=[samples.Choice("93066", "Saint-Denis (93)"), samples.Choice("97411", "Saint-Denis (974)")]
            ),
            "ticket": samples.ticket(),
            "steps": [
                {"label": _("When"), "state": "done"},
                {"label": _("Who"), "state": "now"},
                {"label": _("Check"), "state": "next"},
            ],
            "crumbs": [{"title": _("Home"), "url": "#"}, {"title": _("Workshops"), "url": "#"}, {"title": samples.LONG, "url": ""}],
            "actions": [
                {"label": _("See the workshops"), "url": "#", "kind": ""},
                {"label": _("Places near me"), "url": "#", "kind": "quiet"},
            ],
            "figure": {"value": "13 millions", "label": _("people are ill at ease with digital tools"), "source": "Insee", "date": "2019"},
            "tags": [_("Free"), _("To begin with"), "العربية"],
            "pages": Paginator(range(50), 10).page(3),
            "scenes": [name for name in names if pictures.shape(name) == "scene"],
            "pictograms": [name for name in names if not pictures.shape(name)],
            "illustrations": [name for name in names if pictures.shape(name) == "wide"],
        },
    )

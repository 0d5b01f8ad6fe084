"""The stock of a place, kept by the structure from its private link: levels in one press, prices and papers on one screen.

Who waits for what stays with signed-in hosts: here is only how many.
"""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core.languages import links_for_view

from ...models import Level, PlaceLink, StockItem, StockKind
from ...stock import levels
from ...stock.errors import NotSold
from ...stock.forms import ItemForm
from ...stock.shelf import rows_of
from ...stock.words import PICTURES, SLUGS, kind_in_words
from ..links import link_with
from .space import gone

page = require_http_methods(["GET", "HEAD", "POST"])
KINDS = {slug: kind for kind, slug in SLUGS.items()}
DESCRIBED = ("level", "count", "price_from", "buyers", "proofs", "referral_way")


@page
def shelf(request: HttpRequest, token: str) -> HttpResponse:
    """What is left of each kind; the button says what was noted when it comes back."""
    link = link_with(token)
    if link is None:
        return gone(request)
    if request.method == "POST":
        if "same" in request.POST:
            levels.confirm_all(link.place_id)
        else:
            slug, _colon, level = request.POST.get("say", "").partition(":")
            if slug in KINDS and level in Level.values:
                levels.set_level(link.place_id, KINDS[slug], level)
        return redirect(f"{request.path}?fait=1")
    rows, others = rows_of(link.place)
    return _show(request, "stock", link, rows=rows, others=others, is_saved="fait" in request.GET)


@page
def item(request: HttpRequest, token: str, slug: str) -> HttpResponse:
    """Price, number, who may buy, papers; or the place sells it no more."""
    link, kind = link_with(token), KINDS.get(slug)
    if link is None or kind is None:
        return gone(request)
    kept = StockItem.objects.filter(place=link.place, kind=kind).first()
    if request.method == "POST" and "stop" in request.POST:
        with suppress(NotSold):  # a second press
            levels.stop_selling(link.place_id, kind)
        return redirect("joining:stock", token)
    asked = kept or StockItem(place=link.place, kind=kind)
    form = ItemForm(request.POST if request.method == "POST" else None, initial={name: getattr(asked, name) for name in DESCRIBED})
    if request.method == "POST" and form.is_valid():
        levels.describe(link.place_id, kind, levels.Description(**form.cleaned_data))
        return redirect("joining:stock", token)
    return _show(
        request, "stock_item", link, form=form, title=kind_in_words(kind), picture=PICTURES[StockKind(kind)], is_sold=kept is not None
    )


def _show(request: HttpRequest, template: str, link: PlaceLink, **context: Any) -> HttpResponse:
    context |= {
        "language_links": links_for_view(request),
        "link": link,
        "place": link.place,
        "space_url": link.get_absolute_url(),
        "steps": [],
    }
    return render(request, f"places/joining/{template}.html", context)

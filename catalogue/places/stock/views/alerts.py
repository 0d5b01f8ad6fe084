"""Ask to be told when a kind is back; see one's turn, and stop. The asker learns nothing of a number's past."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from core.local_time import at_place
from core.throttle import too_many
from core.tokens import looks_like_token

from ...cards import cards_for
from ...models import AlertState, Place, StockAlert, StockItem
from .. import waiting_line
from ..appointments import appointments_at
from ..errors import NotSold
from ..forms import AlertForm
from ..shelves import sort_of
from ..shown import line_of
from ..words import kind_of, what_in_words
from .screens import place_or_404, show

ASKED_FROM_ONE_ADDRESS = 30  # an hour: a whole centre asks behind one address


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, place_id: str, slug: str) -> HttpResponse:
    place, kind = place_or_404(place_id), kind_of(slug)
    item = StockItem.objects.filter(place=place, kind=kind).first()
    if item is None:
        return show(request, "not_sold.html", _about(place, kind), status=404)
    form = AlertForm(request.POST if request.method == "POST" else None)
    if form.is_bound and too_many("stock alerts", request, most=ASKED_FROM_ONE_ADDRESS, seconds=3600):
        return show(request, "slow_down.html", _about(place, kind), status=429)
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("first_name", "phone", "email")}
        try:
            waiting_line.ask(place, kind, language=get_language() or "fr", **told)
        except NotSold:
            return show(request, "not_sold.html", _about(place, kind), status=409)
        return redirect("stock:noted")
    return show(request, "ask.html", {"form": form, "line": line_of(item, place.time_zone), **_about(place, kind)})


@require_http_methods(["GET", "HEAD"])
def noted(request: HttpRequest) -> HttpResponse:
    return show(request, "noted.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, token: str) -> HttpResponse:
    """One's own page: an appointment while it is one's turn, and the way to stop. Only POST changes anything."""
    found = StockAlert.objects.select_related("place").filter(token=token).first() if looks_like_token(token) else None
    if found is None:
        return show(request, "alert_lost.html", {}, status=404)
    if request.method == "POST":
        if found.is_alive:
            waiting_line.stop(found)
        return redirect("stock:alert", token=token)
    place, item = found.place, StockItem.objects.filter(place=found.place, kind=found.kind).first()
    is_offered = found.state == AlertState.OFFERED
    context = {
        "alert": found,
        "is_offered": is_offered,
        "until": at_place(found.offered_until, place.time_zone) if found.offered_until else None,
        "appointments": appointments_at(place) if is_offered else [],
        "line": line_of(item, place.time_zone) if item else None,
        "again_url": reverse("stock:ask", args=[place.pk, _slug(found)]) if item and not found.is_alive else "",
        **_about(place, found.kind),
    }
    return show(request, "alert.html", context)


def _about(place: Place, kind: str) -> dict:
    return {
        "place": place,
        "card": cards_for([place])[0],
        "what": what_in_words(kind),
        "list_url": reverse(f"stock:{sort_of(kind) or 'equipment'}"),
    }


def _slug(alert: StockAlert) -> str:
    from ..words import SLUGS

    slug = SLUGS.get(alert.kind)
    if slug is None:
        raise Http404("No such kind.")
    return slug

"""A helper sends somebody to buy: which place, who sends, then a page to print."""

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_http_methods

from core.local_time import at_place
from core.phones import show_phone
from core.throttle import too_many
from core.tokens import looks_like_token, new_token

from ...cards import cards_for
from ...listing import MOST, PER_PAGE, near_pairs
from ...models import Place, StockItem, StockReferral
from ...models.stock import StockKind
from ...near import near_from
from ...nearest import MAX_KM, Nearby, nearest_ids
from .. import referrals
from ..forms import ReferralForm
from ..shown import stock_cards
from ..words import SLUGS, kind_of, papers_in_words, price_in_words, what_in_words
from .screens import place_or_404, show

WRITTEN_FROM_ONE_ADDRESS = 60  # an hour: a whole team writes behind one address
_SELLING = ("sells:equipment", "sells:connection")


@require_http_methods(["GET", "HEAD"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which place: those that sell something, nearest first."""
    answer = near_from(request.GET)
    cards = []
    if answer.near is not None:
        found: dict[int, float] = {}
        for facet in _SELLING:
            for km, pk in nearest_ids(answer.near.lat, answer.near.lon, facets=[facet], limit=MOST, first_km=MAX_KM):
                found[pk] = km
        nearest = sorted(found.items(), key=lambda pair: (pair[1], pair[0]))[:PER_PAGE]
        places = Place.objects.in_bulk([pk for pk, _km in nearest])
        cards = stock_cards([Nearby(places[pk], km) for pk, km in nearest if pk in places], StockKind.values)
    return show(request, "refer_choose.html", {"near": answer, "cards": cards, "near_pairs": near_pairs(answer)})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, place_id: str) -> HttpResponse:
    place = place_or_404(place_id)
    items = list(StockItem.objects.filter(place=place))
    kinds = [(kind, str(label)) for kind, label in StockKind.choices if any(item.kind == kind for item in items)]
    if not kinds:
        return redirect("stock:refer")
    context = {"place": place, "card": cards_for([place])[0]}
    if request.method == "POST" and too_many("stock referrals", request, most=WRITTEN_FROM_ONE_ADDRESS, seconds=3600):
        return show(request, "slow_down.html", {**context, "list_url": reverse("stock:equipment")}, status=429)
    first = kind_of(request.GET.get("kind", "")) or (kinds[0][0] if len(kinds) == 1 else "")
    form = ReferralForm(request.POST if request.method == "POST" else None, kinds=kinds, initial={"key": new_token(), "kind": first})
    if form.is_bound and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("structure", "helper_name", "helper_phone", "initials")}
        key = form.cleaned_data["key"]
        made = referrals.write(place, form.cleaned_data["kind"], key=key if looks_like_token(key) else new_token(), **told)
        return redirect("stock:referral", token=made.token)
    return show(request, "refer.html", {"form": form, **context})


@require_http_methods(["GET", "HEAD"])
def paper(request: HttpRequest, token: str) -> HttpResponse:
    """The page to print: reached by its token only; once used or over, it says so and no name is left on it."""
    found = StockReferral.objects.select_related("place").filter(token=token).first() if looks_like_token(token) else None
    if found is None:
        return show(request, "referral_lost.html", {}, status=404)
    place = found.place
    item = StockItem.objects.filter(place=place, kind=found.kind).first()
    context = {
        "referral": found,
        "is_valid": found.seen_at is None and found.expires_at > timezone.now(),
        "place": place,
        "card": cards_for([place])[0],
        "what": what_in_words(found.kind),
        "price": price_in_words(item) if item else "",
        "papers": papers_in_words(item) if item else [],
        "until": at_place(found.expires_at, place.time_zone),
        "made": at_place(found.created_at, place.time_zone),
        "helper_phone": show_phone(found.helper_phone),
        "qr": qr_of(found),
        "again_url": reverse("stock:refer_to", args=[place.pk]) + f"?kind={SLUGS.get(found.kind, '')}",
    }
    return show(request, "referral.html", context)


def qr_of(referral: StockReferral) -> SafeString:
    """Return the square that a host's phone reads, as inline SVG without style: it leads to the hosts' page of this number."""
    address = settings.SITE_URL + reverse("stock:seen", args=[referral.number])
    return mark_safe(segno.make(address, error="m").svg_inline(border=2, scale=4, svgclass="qr", lineclass=None, omitsize=True))

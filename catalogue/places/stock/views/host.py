"""The hosts' screens, on a phone: a level in one press, a sale in two, the paper of somebody who was sent.

Signed-in hosts and coordinators of the place only. GET changes nothing.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from core.local_time import at_place, local_day
from core.moments import day_in_words
from core.phones import show_phone
from core.tokens import looks_like_token, new_token

from ...models import Level, Place, Sale, StockAlert, StockItem
from .. import levels, referrals, sales, waiting_line
from ..access import keeps_all, places_kept_by
from ..errors import NotEnough, NotSold, TooLate
from ..forms import ItemForm, SaleForm
from ..shelf import last_sale, rows_of, todays_sales
from ..words import PICTURES, kind_in_words, kind_of, what_in_words
from .pressing import as_kept, press
from .screens import show

MOST_PLACES = 60
# For so long the sale just made can be taken back from the top of the screen.
JUST_NOW = timedelta(minutes=10)


def for_hosts(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Sign in first; who keeps no stock at all reads whom to ask."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('wagtailadmin_login')}?{urlencode({'next': request.get_full_path()})}")
        if not keeps_all(request.user) and not places_kept_by(request.user).exists():
            return show(request, "host_nowhere.html", {}, status=403)
        return view(request, *args, **kwargs)

    return guarded


def at_own_place(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the place, when it is one of the person's."""

    @wraps(view)
    @for_hosts
    def found(request: HttpRequest, place_id: str, *args, **kwargs) -> HttpResponse:
        place = places_kept_by(request.user).filter(pk=int(place_id)).first()
        if place is None:
            return show(request, "host_nowhere.html", {}, status=403)
        return view(request, place, *args, **kwargs)

    return found


@require_http_methods(["GET", "HEAD"])
@for_hosts
def mine(request: HttpRequest) -> HttpResponse:
    places = places_kept_by(request.user).order_by("name", "pk")
    if keeps_all(request.user):
        places = places.filter(stock__isnull=False).distinct() | places.filter(roles__user=request.user).distinct()
    typed = request.GET.get("q", "")
    shown = list((places.matching(typed) if typed else places)[: MOST_PLACES + 1])
    if len(shown) == 1 and not typed:
        return redirect("stock:shelf", place_id=shown[0].pk)
    return show(request, "host_mine.html", {"places": shown[:MOST_PLACES], "are_more": len(shown) > MOST_PLACES, "typed": typed})


@require_http_methods(["GET", "HEAD", "POST"])
@at_own_place
def shelf(request: HttpRequest, place: Place) -> HttpResponse:
    """What is left of each kind. One press on a level says it; one press says that nothing changed."""
    if request.method == "POST":
        told = press(place, request.POST)
        if told:
            messages.success(request, told)
        return redirect("stock:shelf", place_id=place.pk)
    rows, others = rows_of(place)
    sold = todays_sales(place)
    just_sold = sold[0] if sold and timezone.now() - sold[0].at < JUST_NOW else None
    calls = waiting_line.to_call(place)
    context = {
        "place": place,
        "rows": rows,
        "others": others,
        "just_sold": just_sold,
        "sold_before": sold[1:] if just_sold else sold,
        "calls": [(call, show_phone(call.phone), what_in_words(call.kind)) for call in calls],
        "has_many": keeps_all(request.user) or places_kept_by(request.user).count() > 1,
    }
    return show(request, "host_shelf.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_own_place
def item(request: HttpRequest, place: Place, slug: str) -> HttpResponse:
    """Price, number, who may buy, papers; or the place sells it no more."""
    kind = kind_of(slug)
    kept = StockItem.objects.filter(place=place, kind=kind).first()
    if request.method == "POST" and "stop" in request.POST:
        with suppress(NotSold):  # a second press
            levels.stop_selling(place.pk, kind)
        messages.success(request, _("Noted: no longer sold here."))
        return redirect("stock:shelf", place_id=place.pk)
    if request.method == "POST":
        form = ItemForm(request.POST)
        if form.is_valid():
            levels.describe(place.pk, kind, levels.Description(**form.cleaned_data))
            messages.success(request, _("Noted."))
            return redirect("stock:shelf", place_id=place.pk)
    else:
        form = ItemForm(initial=as_kept(place, kind, kept))
    context = {
        "place": place,
        "form": form,
        "slug": slug,
        "title": kind_in_words(kind),
        "picture": PICTURES[kind],
        "is_sold": kept is not None,
    }
    return show(request, "host_item.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_own_place
def sale(request: HttpRequest, place: Place, slug: str) -> HttpResponse:
    """A sale: the screen is filled in, the second press records it, once."""
    kind = kind_of(slug)
    kept = StockItem.objects.filter(place=place, kind=kind).first()
    if kept is None:
        messages.warning(request, _("Say first how much there is."))
        return redirect("stock:shelf", place_id=place.pk)
    form = SaleForm(request.POST if request.method == "POST" else None, item=kept, initial=_first_sale(kept))
    if form.is_bound and form.is_valid():
        made = _record(form, place, kind)
        if made is not None:
            messages.success(request, _("Sale recorded."))
            return redirect("stock:shelf", place_id=place.pk)
    context = {"place": place, "form": form, "item": kept, "slug": slug, "title": kind_in_words(kind), "picture": PICTURES[kind]}
    return show(request, "host_sale.html", context)


def _first_sale(kept: StockItem) -> dict:
    before = last_sale(kept)
    return {
        "key": new_token(),
        "unit_price": before.unit_price if before else kept.price_from,
        "programme": before.programme_id if before else None,
        "left": kept.level if kept.level != Level.NONE else "",
    }


def _record(form: SaleForm, place: Place, kind: str) -> Sale | None:
    """Record the sale, or put the sentence that says why not beside the field."""
    told = form.cleaned_data
    try:
        return sales.sell(
            place,
            kind,
            quantity=told["quantity"],
            unit_price=told["unit_price"],
            programme=told.get("programme"),
            left=told.get("left", ""),
            key=told["key"] if looks_like_token(told["key"]) else new_token(),
        )
    except NotSold:
        form.add_error(None, _("This place no longer sells it. Say first how much there is."))
    except NotEnough as error:
        form.add_error("quantity", _too_many(error.left))
    return None


def _too_many(left: int | None) -> str:
    if not left:
        return _("The shelf says that none is left. Correct it first, then record the sale.")
    return ngettext(
        "The shelf says that %(left)d is left. Write less, or correct the number first.",
        "The shelf says that %(left)d are left. Write less, or correct the number first.",
        left,
    ) % {"left": left}


@require_POST
@at_own_place
def take_back(request: HttpRequest, place: Place, sale_id: str) -> HttpResponse:
    made = Sale.objects.filter(place=place, pk=int(sale_id)).first()
    if made is None:
        raise Http404("No such sale.")
    try:
        sales.take_back(made)
        messages.success(request, _("The sale is taken back."))
    except TooLate:
        messages.warning(request, _("This sale is not of today: it can no longer be taken back here. Tell your coordinator."))
    return redirect("stock:shelf", place_id=place.pk)


@require_POST
@at_own_place
def called(request: HttpRequest, place: Place, alert_id: str) -> HttpResponse:
    StockAlert.objects.filter(place=place, pk=int(alert_id), called_at=None).update(called_at=timezone.now())
    messages.success(request, _("Noted: this person was called."))
    return redirect("stock:shelf", place_id=place.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_hosts
def check(request: HttpRequest, number: str = "") -> HttpResponse:
    """The paper of somebody who was sent: scanned or typed, looked at, then marked as seen, once."""
    typed = request.POST.get("number") or number or request.GET.get("number", "")
    places = places_kept_by(request.user)
    context: dict = {
        "typed": typed.replace("\x00", "")[:60],
        "referral": None,
        "problem": "",
        "is_seen": False,
        "helper_phone": "",
        "what": "",
        "until": None,
    }
    if typed:
        try:
            if request.method == "POST" and "seen" in request.POST:
                found = referrals.mark_seen(referrals.number_in(typed), places)
                context["is_seen"] = True
            else:
                found = referrals.find(referrals.number_in(typed), places)
        except referrals.ReferralError as error:
            context["problem"] = problem_of(error)
        else:
            context |= {
                "referral": found,
                "helper_phone": show_phone(found.helper_phone),
                "what": what_in_words(found.kind),
                "until": at_place(found.expires_at, found.place.time_zone),
            }
    elif "number" in request.GET:
        context["problem"] = _("Write the eight letters and digits under the square.")
    return show(request, "host_check.html", context)


def problem_of(error: referrals.ReferralError) -> str:
    """Return why a paper cannot be marked as seen, and what to do."""
    if isinstance(error, referrals.AlreadySeen):
        return _("This referral was already used, on %(day)s. Call the helper if something is wrong.") % {
            "day": day_in_words(local_day(error.at))
        }
    if isinstance(error, referrals.OutOfDate):
        return _("This referral is no longer valid since %(day)s. The helper can print another one.") % {
            "day": day_in_words(local_day(error.at))
        }
    if isinstance(error, referrals.ForAnotherPlace):
        return _("This referral is for another place: %(place)s. Send the person there, or call the helper.") % {"place": error.place}
    return _("We do not know this number. Check the eight letters and digits under the square.")

"""The report of sales: totals on a screen, and as a spreadsheet."""

from datetime import date
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.models import User
from core.months import period
from core.spreadsheets import download

from ..models import Place
from ..stock.totals import Totals, rows_of, totals_of
from ..stock.words import euros
from .access import places_seen_by

MAY_SEE = "places.view_sale_totals"


def sale_figures(request: HttpRequest) -> HttpResponse:
    """Totals at the places one sees, by month, kind and programme; ``?format=csv`` or ``xlsx`` downloads them."""
    if not request.user.has_perm(MAY_SEE):
        raise PermissionDenied
    first, last = period(request.GET.get("from", ""), request.GET.get("to", ""))
    places = places_seen_by(cast("User", request.user))
    chosen = _chosen(places, request.GET.get("place", ""))
    totals = totals_of(places.filter(pk=chosen.pk) if chosen else places, first, last)
    if request.GET.get("format") in ("csv", "xlsx"):
        return _download(totals, request.GET["format"], first, last)
    tables = [(_("By month"), totals.by_month), (_("By kind"), totals.by_kind), (_("By programme"), totals.by_programme)]
    context = {
        "tables": [(title, [(total, euros(total.amount)) for total in lines]) for title, lines in tables],
        "whole": totals.whole,
        "whole_amount": euros(totals.whole.amount),
        "requests": totals.requests,
        "first": first,
        "last": last,
        "places": places.filter(pk__in=_selling()).order_by("city", "name"),
        "chosen": chosen,
        "header_title": _("Figures of sales"),
        "header_icon": "table",
        "breadcrumbs_items": [{"url": "", "label": _("Figures of sales")}],
    }
    return render(request, "places/admin/stock_figures.html", context)


def _selling():
    from ..models import Sale

    return Sale.objects.order_by().values("place")


def _chosen(places, typed: str) -> Place | None:
    return places.filter(pk=int(typed)).first() if typed.isascii() and typed.isdigit() and len(typed) < 19 else None


def _download(totals: Totals, kind: str, first: date, last: date) -> HttpResponse:
    return download(f"ventes-{first:%Y-%m}-{last:%Y-%m}", kind, {_("Sales"): rows_of(totals)})

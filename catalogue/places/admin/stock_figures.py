"""The report of sales: totals on a screen, and as a spreadsheet."""

import csv
from datetime import date, timedelta
from io import BytesIO
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from core.models import User
from core.spreadsheets import is_formula

from ..models import Place
from ..stock.totals import Totals, rows_of, totals_of
from ..stock.words import euros
from .access import places_seen_by

MAY_SEE = "places.view_sale_totals"
MONTHS = 12


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


def period(first: str, last: str) -> tuple[date, date]:
    """Return the first and last days of whole months between two "2026-11" texts; the last twelve when they say nothing useful."""
    today = timezone.localdate()
    end = _month(last) or today.replace(day=1)
    begin = _month(first) or _months_later(end, 1 - MONTHS)
    begin, end = min(begin, end), max(begin, end)
    return begin, _months_later(end, 1) - timedelta(days=1)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _months_later(month: date, number: int) -> date:
    rank = month.year * 12 + month.month - 1 + number
    return date(min(max(rank // 12, 1), 9999), rank % 12 + 1, 1)


def _download(totals: Totals, kind: str, first: date, last: date) -> HttpResponse:
    name = f"ventes-{first:%Y-%m}-{last:%Y-%m}.{kind}"
    rows = [[_safe(value) for value in row] for row in rows_of(totals)]
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if kind == "csv":
        response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
        response.write("\ufeff")  # spreadsheets then read the accents
        csv.writer(response, delimiter=";").writerows(rows)
        return response
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Sales"))
    for row in rows:
        sheet.append(row)
    file = BytesIO()
    book.save(file)
    return HttpResponse(file.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", headers=headers)


def _safe(value):
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value

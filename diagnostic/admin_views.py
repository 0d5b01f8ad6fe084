"""The diagnostic's figures, for those who may see figures."""

import csv
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from . import figures

MONTHS = 12


def diagnostic_figures(request: HttpRequest) -> HttpResponse:
    """Tables by month, département, class, next step and helper; the same as CSV with ``?format=csv``."""
    if not request.user.has_perm("diagnostic.view_dailycount"):
        raise PermissionDenied
    first, last = period(request.GET.get("from", ""), request.GET.get("to", ""))
    found = figures.tables(first, last)
    if request.GET.get("format") == "csv":
        return _csv(found, first, last)
    context = {
        "tables": found,
        "first": first,
        "last": last,
        "header_title": gettext("Diagnostic figures"),
        "header_icon": "table",
        "breadcrumbs_items": [{"url": "", "label": gettext("Diagnostic figures")}],
    }
    return render(request, "diagnostic/admin/figures.html", context)


def period(first: str, last: str) -> tuple[date, date]:
    """Return whole months between two "2026-11" texts; the last twelve when they say nothing useful."""
    today = timezone.localdate()
    end = _month(last) or today.replace(day=1)
    begin = _month(first) or _months_before(end, MONTHS - 1)
    begin, end = min(begin, end), max(begin, end)
    return begin, _months_before(end, -1) - timedelta(days=1)


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _months_before(month: date, number: int) -> date:
    rank = month.year * 12 + month.month - 1 - number
    return date(min(max(rank // 12, 1), 9999), rank % 12 + 1, 1)


def _csv(found: list[figures.Table], first: date, last: date) -> HttpResponse:
    name = f"diagnostic-{first:%Y-%m}-{last:%Y-%m}.csv"
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'})
    response.write("\ufeff")  # spreadsheets then read the accents
    csv.writer(response, delimiter=";").writerows(figures.csv_rows(found))
    return response

"""What leaves as a spreadsheet: in words, and a text that a stranger typed never runs as a formula there."""

import csv
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import HttpResponse
from django.template.defaultfilters import yesno
from django.utils import timezone
from django.utils.text import capfirst
from openpyxl import Workbook

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet would run a cell's text; a number such as -1.5 is none."""
    return text.lstrip(" \u00a0").startswith(_FORMULA) and not _is_number(text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


Rows = Iterable[Iterable[Any]]


def download(name: str, kind: str, sheets: Mapping[str, Rows]) -> HttpResponse:
    """Return rows as a file to keep, ``kind`` "csv" (all the sheets one after the other) or "xlsx"; a text never runs as a formula."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    if kind == "csv":
        response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
        response.write("\ufeff")  # spreadsheets then read the accents
        writer = csv.writer(response, delimiter=";")
        for rows in sheets.values():
            writer.writerows([as_text(value) for value in row] for row in rows)
        return response
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([as_text(value) for value in row])
    file = BytesIO()
    book.save(file)
    return HttpResponse(file.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", headers=headers)


def as_text(value: Any) -> Any:
    """Return a cell's value, an apostrophe before what looks like a formula."""
    return f"'{value}" if isinstance(value, str) and is_formula(value) else value


def _in_words(item: Model, field: str, value: Any) -> Any:
    if isinstance(value, bool):
        return yesno(value)
    if isinstance(value, datetime):  # a moment as stored is in UTC: the one who reads a sheet thinks in hours of here
        local = timezone.localtime(value) if value.utcoffset() == timedelta(0) else value
        return local.replace(tzinfo=None, microsecond=0)
    try:
        has_choices = bool(getattr(item._meta.get_field(field), "choices", None))
    except FieldDoesNotExist:
        return value
    return str(getattr(item, f"get_{field}_display")()) if has_choices else value


class NoFormulas:
    """For an admin list with an export, before Wagtail's own class: an apostrophe makes a text of what looks like a formula.

    And words instead of codes: what a choice says, yes or no, the hour of the clock on the wall.
    """

    def get_heading(self, queryset: Any, field: str) -> str:
        return capfirst(super().get_heading(queryset, field))  # type: ignore[misc]

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        row = super().to_row_dict(item)  # type: ignore[misc]
        return {field: _in_words(item, field, value) for field, value in row.items()}

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return as_text(super().preprocess_field_value(field, value, export_format))  # type: ignore[misc]

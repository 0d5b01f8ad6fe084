"""What the page of a place says of its stock."""

from django.http import HttpRequest
from django.urls import reverse

from ..models import Place, StockItem
from ..sections import register_section
from .shown import lines_of


def stock_section(place: Place, request: HttpRequest) -> tuple[str, dict] | None:
    """Return every kind the place sells; None when it sells nothing. One query."""
    lines = lines_of(StockItem.objects.filter(place=place), place.time_zone)
    if not lines:
        return None
    return "places/stock/section.html", {"lines": lines, "refer_url": reverse("stock:refer_to", args=[place.pk])}


register_section("stock", stock_section, order=10)

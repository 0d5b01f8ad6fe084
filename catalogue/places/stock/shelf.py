"""What hosts see of their own shelf: levels, today's sales, how many people wait."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import Count
from django.utils import timezone

from core.local_time import at_place, local_day

from ..models import AlertState, Place, Sale, StockAlert, StockItem, StockKind
from . import words
from .age import age_in_words, days_old, is_stale


@dataclass(frozen=True)
class Row:
    """``waiting``: how many people asked to be told; ``level`` is "" for a kind the place does not sell."""

    slug: str
    title: str
    picture: str
    level: str = ""
    count: int | None = None
    price: str = ""
    age: str = ""
    is_stale: bool = False
    waiting: int = 0


@dataclass(frozen=True)
class SoldToday:
    pk: int
    title: str
    quantity: int
    total: str
    at: datetime


def rows_of(place: Place, now: datetime | None = None) -> tuple[list[Row], list[Row]]:
    """Return the kinds the place sells, then the others; two queries."""
    kept = {item.kind: item for item in StockItem.objects.filter(place=place)}
    lines = StockAlert.objects.filter(place=place, state=AlertState.WAITING).order_by().values_list("kind").annotate(n=Count("pk"))
    waiting = dict(lines)
    rows = [_row(kind, kept.get(kind), place, waiting.get(kind, 0), now) for kind in StockKind]
    return [row for row in rows if row.level], [row for row in rows if not row.level]


def _row(kind: StockKind, item: StockItem | None, place: Place, waiting: int, now: datetime | None) -> Row:
    row = Row(slug=words.SLUGS[kind], title=str(kind.label), picture=words.PICTURES[kind])
    if item is None:
        return row
    days = days_old(item.updated_at, place.time_zone, now)
    return replace(
        row,
        level=item.level,
        count=item.count,
        price=words.price_in_words(item),
        age=age_in_words(days),
        is_stale=is_stale(days),
        waiting=waiting,
    )


def todays_sales(place: Place, now: datetime | None = None) -> list[SoldToday]:
    """Return today's sales at the place, the latest first; one query."""
    today = local_day(now or timezone.now(), place.time_zone)
    made = Sale.objects.filter(place=place, local_day=today, cancelled_at=None)
    return [
        SoldToday(
            sale.pk,
            words.kind_in_words(sale.kind),
            sale.quantity,
            words.euros(Decimal(sale.total)),
            at_place(sale.sold_at, place.time_zone),
        )
        for sale in made
    ]


def last_sale(item: StockItem) -> Sale | None:
    """Return the latest sale of this kind at this place: the next one is likely the same."""
    return Sale.objects.filter(place=item.place_id, kind=item.kind, cancelled_at=None).first()

"""Totals of sales by month, kind and programme, and how many alerts and referrals: figures without anybody in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Count, DecimalField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import AlertState, Place, Sale, StockAlert, StockReferral
from .words import kind_in_words

_EUROS = DecimalField(max_digits=14, decimal_places=2)


@dataclass(frozen=True)
class Total:
    """``label`` in words; ``quantity`` things, ``amount`` euros."""

    label: str
    quantity: int = 0
    amount: Decimal = Decimal(0)


@dataclass(frozen=True)
class Cell:
    month: date
    kind: str
    programme: str
    quantity: int
    amount: Decimal


@dataclass(frozen=True)
class Totals:
    cells: list[Cell]
    by_month: list[Total]
    by_kind: list[Total]
    by_programme: list[Total]
    whole: Total
    requests: list[tuple[str, int]] = field(default_factory=list)


def totals_of(places: QuerySet[Place], first: date, last: date) -> Totals:
    """Return the totals at some places between two days, both included, sales taken back left out; three queries."""
    cells = list(_cells(places, first, last))
    by_month = _sum(cells, lambda cell: date_format(cell.month, "F Y"))
    by_kind = _sum(cells, lambda cell: kind_in_words(cell.kind))
    by_programme = _sum(cells, lambda cell: cell.programme or _("none named"))
    whole = Total(_("All"), sum(cell.quantity for cell in cells), sum((cell.amount for cell in cells), Decimal(0)))
    return Totals(cells, by_month, by_kind, by_programme, whole, _requests(places, first, last))


def _cells(places: QuerySet[Place], first: date, last: date) -> Iterator[Cell]:
    sold = Sale.objects.filter(cancelled_at=None, local_day__gte=first, local_day__lte=last, place__in=places.order_by().values("pk"))
    amount = Sum(ExpressionWrapper(F("quantity") * F("unit_price"), output_field=_EUROS))
    rows = sold.order_by().annotate(month=TruncMonth("local_day")).values("month", "kind", "programme__name")
    for row in rows.annotate(things=Sum("quantity"), euros=amount).order_by("month", "kind", "programme__name"):
        yield Cell(row["month"], row["kind"], row["programme__name"] or "", row["things"], Decimal(row["euros"]).quantize(Decimal("0.01")))


def _sum(cells: list[Cell], label_of) -> list[Total]:
    found: dict[str, Total] = {}
    for cell in cells:
        label = label_of(cell)
        before = found.get(label, Total(label))
        found[label] = Total(label, before.quantity + cell.quantity, before.amount + cell.amount)
    return list(found.values())


def _requests(places: QuerySet[Place], first: date, last: date) -> list[tuple[str, int]]:
    here = places.order_by().values("pk")
    alerts = StockAlert.objects.filter(place__in=here, created_at__date__gte=first, created_at__date__lte=last)
    asked = alerts.aggregate(
        asked=Count("pk"), told=Count("pk", filter=Q(offered_at__isnull=False)), waiting=Count("pk", filter=Q(state=AlertState.WAITING))
    )
    referrals = StockReferral.objects.filter(place__in=here, created_at__date__gte=first, created_at__date__lte=last)
    sent = referrals.aggregate(printed=Count("pk"), seen=Count("pk", filter=Q(seen_at__isnull=False)))
    return [
        (_("People who asked to be told"), asked["asked"]),
        (_("of whom told"), asked["told"]),
        (_("of whom still waiting"), asked["waiting"]),
        (_("Referrals printed"), sent["printed"]),
        (_("of which seen at the place"), sent["seen"]),
    ]


def rows_of(totals: Totals) -> Iterator[list]:
    """Yield the rows of a spreadsheet: one for each month, kind and programme, under a row of headings."""
    yield [_("Month"), _("What"), _("Programme"), _("How many"), _("Euros")]
    for cell in totals.cells:
        yield [cell.month.strftime("%Y-%m"), kind_in_words(cell.kind), cell.programme, cell.quantity, cell.amount]

"""Record what left the shelf, once, and take it back within the day. Nobody is written down."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from core.local_time import local_day

from ..models import Level, Place, Sale, SaleProgramme, StockItem
from ..models.stock import level_of
from . import waiting_line
from .errors import NotEnough, TooLate
from .levels import follow
from .locking import locked_item


def sell(
    place: Place,
    kind: str,
    *,
    quantity: int,
    unit_price: Decimal,
    key: str,
    programme: SaleProgramme | None = None,
    left: str = "",
    now: datetime | None = None,
) -> Sale:
    """Record a sale and lower the stock; the same ``key`` gives back the sale already made.

    Counted stock goes down by the quantity. Otherwise ``left`` is the level the host sees after it ("" keeps the present one).
    NotSold when the place does not sell this kind; NotEnough when none is left, or fewer than the quantity.
    """
    moment = now or timezone.now()
    try:
        return _record(place, kind, quantity, unit_price, key, programme, left, moment)
    except IntegrityError:  # one key for two kinds at the same moment: no form of ours does it
        return Sale.objects.get(key=key)


def _record(
    place: Place, kind: str, quantity: int, unit_price: Decimal, key: str, programme: SaleProgramme | None, left: str, moment: datetime
) -> Sale:
    with locked_item(place.pk, kind) as item:
        made = Sale.objects.filter(key=key).first()
        if made is not None:
            return made
        before = item.level
        _lower(item, quantity, left)
        item.updated_at = moment
        item.save(update_fields=["count", "level", "updated_at"])
        if item.level != before:
            follow(place.pk)
        return Sale.objects.create(
            place=place,
            kind=kind,
            quantity=quantity,
            unit_price=unit_price,
            programme=programme,
            key=key,
            sold_at=moment,
            local_day=local_day(moment, place.time_zone),
            level_before=before,
            level_after=item.level,
        )


def take_back(sale: Sale, now: datetime | None = None) -> Sale:
    """Undo a sale of today: the stock goes up again. TooLate on another day; a sale taken back twice is taken back once.

    An uncounted stock goes back to its level, unless somebody changed it since.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        item = StockItem.objects.select_for_update(of=("self",), no_key=True).filter(place=sale.place_id, kind=sale.kind).first()
        sale = Sale.objects.select_for_update(of=("self",), no_key=True).select_related("place").get(pk=sale.pk)
        if sale.cancelled_at is not None:
            return sale
        if sale.local_day != local_day(moment, sale.place.time_zone):
            raise TooLate
        sale.cancelled_at = moment
        sale.save(update_fields=["cancelled_at"])
        if item is not None:
            _raise(item, sale, moment)
    return sale


def _lower(item: StockItem, quantity: int, left: str) -> None:
    if item.level == Level.NONE or (item.count is not None and quantity > item.count):
        raise NotEnough(item.count if item.level != Level.NONE else 0)
    if item.count is not None:
        item.count -= quantity
        item.level = level_of(item.count)
    elif left in Level.values:
        item.level = left


def _raise(item: StockItem, sale: Sale, moment: datetime) -> None:
    if item.count is not None:
        item.count += sale.quantity
        item.level = level_of(item.count)
    elif item.level == sale.level_after:
        item.level = sale.level_before
    item.updated_at = moment
    item.save(update_fields=["count", "level", "updated_at"])
    follow(item.place_id)
    waiting_line.tell_next(item, moment)

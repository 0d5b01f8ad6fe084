"""Say how much of a kind is left at a place. Every change is made under the lock of the stock's row (``locking.py``).

After a change the facets follow, and those who asked to be told are told, in the same transaction.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from ..facets import sync_facets
from ..models import Buyers, Level, Place, ReferralWay, StockItem
from ..models.stock import level_of
from . import waiting_line
from .locking import locked_item


@dataclass(frozen=True)
class Description:
    """What a host says of a kind. With a ``count`` the level follows from it."""

    level: str = Level.PLENTY
    count: int | None = None
    price_from: Decimal | None = None
    buyers: str = Buyers.LOW_INCOME
    proofs: Sequence[str] = field(default_factory=tuple)
    referral_way: str = ReferralWay.NONE


def set_level(place_id: int, kind: str, level: str, now: datetime | None = None) -> StockItem:
    """Say the level of a kind, in one tap; a place that did not sell it now does. A number that no longer fits is forgotten."""
    with transaction.atomic():
        StockItem.objects.get_or_create(place_id=place_id, kind=kind, defaults={"level": level})
        with locked_item(place_id, kind) as item:
            if item.count is not None and level_of(item.count) != level:
                item.count = 0 if level == Level.NONE else None
            item.level = level
            _keep(item, now)
    return item


def describe(place_id: int, kind: str, said: Description, now: datetime | None = None) -> StockItem:
    """Say everything about a kind: level or number, price, who may buy, with which papers, how to be sent."""
    with transaction.atomic():
        StockItem.objects.get_or_create(place_id=place_id, kind=kind, defaults={"level": Level.NONE})
        with locked_item(place_id, kind) as item:
            item.count = said.count
            item.level = level_of(said.count) if said.count is not None else said.level
            item.price_from, item.buyers = said.price_from, said.buyers
            item.proofs, item.referral_way = list(said.proofs), said.referral_way
            _keep(item, now)
    return item


def confirm_all(place_id: int, now: datetime | None = None) -> int:
    """Say that everything is as it was: only the dates change. Returns how many kinds."""
    return StockItem.objects.filter(place=place_id).update(updated_at=now or timezone.now())


def stop_selling(place_id: int, kind: str) -> None:
    """The place no longer sells a kind; those who waited for it are told where else to look. NotSold when it did not."""
    with locked_item(place_id, kind) as item:
        waiting_line.close(item)
        item.delete()
        follow(place_id)


def _keep(item: StockItem, now: datetime | None) -> None:
    item.updated_at = now or timezone.now()
    item.save()
    follow(item.place_id)
    waiting_line.tell_next(item, now)


def follow(place_id: int) -> None:
    """Bring the facets of a place in step with its stock."""
    sync_facets(Place.objects.filter(pk=place_id))

"""The one lock: the row of a kind at a place.

PostgreSQL: ``SELECT … FOR NO KEY UPDATE``; SQLite: a transaction begins IMMEDIATE (settings), so there is one writer at a time.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from ..models import StockItem
from .errors import NotSold


@contextmanager
def locked_item(place_id: int, kind: str) -> Iterator[StockItem]:
    """Open a transaction and give the stock's row as it is under its lock; NotSold when the place does not sell this kind."""
    with transaction.atomic():
        item = StockItem.objects.select_for_update(of=("self",), no_key=True).filter(place=place_id, kind=kind).first()
        if item is None:
            raise NotSold(kind)
        yield item

"""Which kinds stand on the shelves of places, as facets that a search by distance filters by.

``sells:laptop``: there is some now; ``sells:equipment`` and ``sells:connection``: any kind of that sort.
``sold:laptop``: sold there, none left now. Kept in step by ``facets.sync_facets``, which every change of a stock ends with.
"""

from collections.abc import Iterable

from ..models.stock import CONNECTION, EQUIPMENT, Level, StockItem


def facets_on_shelves(place_ids: Iterable[int]) -> dict[int, set[str]]:
    """Return the stock facets of places by primary key, those without stock left out; one query."""
    found: dict[int, set[str]] = {}
    rows = StockItem.objects.filter(place__in=list(place_ids)).order_by().values_list("place_id", "kind", "level")
    for place_id, kind, level in rows:
        found.setdefault(place_id, set()).update(_facets(kind, level))
    return found


def _facets(kind: str, level: str) -> set[str]:
    sort = sort_of(kind)
    word = "sold" if level == Level.NONE else "sells"
    return {f"{word}:{kind}", f"{word}:{sort}"} if sort else {f"{word}:{kind}"}


def sort_of(kind: str) -> str:
    """Return "equipment" or "connection"; "" for a kind that is no more."""
    return "equipment" if kind in EQUIPMENT else "connection" if kind in CONNECTION else ""

"""What visitors see of a stock: one line a kind, in plain words, with its age."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from ..cards import PlaceCard, cards_for
from ..models import Level, Place, ReferralWay, StockItem
from ..models.stock import StockKind
from ..nearest import Nearby
from . import words
from .age import age_in_words, days_old, is_stale

_ORDER = list(StockKind.values)


@dataclass(frozen=True)
class Line:
    """``is_stale``: only a call can confirm it. ``ask_url`` is where to ask to be told, when none is left."""

    kind: str
    title: str
    picture: str
    level: str
    level_words: str
    price: str
    buyers: str
    papers: list[str]
    referral: str
    age: str
    is_stale: bool
    ask_url: str = ""

    @property
    def is_left(self) -> bool:
        return self.level != Level.NONE


@dataclass(frozen=True)
class StockCard:
    card: PlaceCard
    lines: list[Line] = field(default_factory=list)
    refer_url: str = ""


def line_of(item: StockItem, time_zone: str, now: datetime | None = None) -> Line:
    days = days_old(item.updated_at, time_zone, now)
    gone = item.level == Level.NONE
    return Line(
        kind=item.kind,
        title=words.kind_in_words(item.kind),
        picture=words.PICTURES.get(StockKind(item.kind), "equip"),
        level=item.level,
        level_words=words.level_in_words(item),
        price=words.price_in_words(item),
        buyers=words.buyers_in_words(item),
        papers=words.papers_in_words(item),
        referral=words.referral_in_words(item) if item.referral_way != ReferralWay.NONE else "",
        age=age_in_words(days),
        is_stale=is_stale(days),
        ask_url=reverse("stock:ask", args=[item.place_id, words.SLUGS[StockKind(item.kind)]]) if gone else "",
    )


def lines_of(items: Iterable[StockItem], time_zone: str, now: datetime | None = None) -> list[Line]:
    """Return a line for each kind, in the order of the kinds."""
    known = [item for item in items if item.kind in _ORDER]
    return [line_of(item, time_zone, now) for item in sorted(known, key=lambda item: _ORDER.index(item.kind))]


def stock_cards(found: Iterable[Nearby | Place], kinds: Iterable[str]) -> list[StockCard]:
    """Return the places in the order given, each with its lines of these kinds, what is left first; two queries."""
    found = list(found)
    places = [item.place if isinstance(item, Nearby) else item for item in found]
    stock: dict[int, list[StockItem]] = {place.pk: [] for place in places}
    for item in StockItem.objects.filter(place__in=list(stock), kind__in=list(kinds)):
        stock[item.place_id].append(item)
    return [
        StockCard(card, _left_first(lines_of(stock[place.pk], place.time_zone)), _refer_url(place, stock[place.pk]))
        for place, card in zip(places, cards_for(found), strict=True)
    ]


def _left_first(lines: list[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: not line.is_left)


def _refer_url(place: Place, items: list[StockItem]) -> str:
    return reverse("stock:refer_to", args=[place.pk]) if any(item.referral_way == ReferralWay.PRINTED for item in items) else ""

"""Where stock is near: the pages "S’équiper" and "Se connecter". Never a dead end: the nearest anyway, and how far it is."""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from core.moments import distance

from ..listing import FAR_KM, MOST, PER_PAGE, near_pairs
from ..models import Place
from ..models.stock import CONNECTION, EQUIPMENT, StockKind
from ..near import NearAnswer, near_from
from ..nearest import MAX_KM, Nearby, nearest, nearest_ids
from .shown import StockCard, stock_cards
from .words import PICTURES, SLUGS, kind_in_words, kind_of, what_in_words

SORTS: dict[str, tuple[StockKind, ...]] = {"equipment": EQUIPMENT, "connection": CONNECTION}
CLOSER = 2


@dataclass(frozen=True)
class Choice:
    """A kind one may look for; "" is any of them."""

    slug: str
    label: str
    picture: str
    is_on: bool


@dataclass
class Found:
    """``told`` is a sentence above the list; ``closer`` are places nearer than the first of the list, where none is left now."""

    near: NearAnswer
    kind: str
    choices: list[Choice]
    near_pairs: list[tuple[str, str]]
    keep: list[tuple[str, str]]
    cards: list[StockCard] = field(default_factory=list)
    closer: list[StockCard] = field(default_factory=list)
    pages: Page | None = None
    told: str = ""
    is_start: bool = False
    is_vain: bool = False


def find_stock(sort: str, data: QueryDict) -> Found:
    """Read the address and find, nearest first; a fixed number of queries, whatever the number of places."""
    kind = kind_of(data.get("kind") or "")
    kind = kind if kind in SORTS[sort] else ""
    answer = near_from(data)
    found = Found(
        near=answer,
        kind=kind,
        choices=[
            Choice("", _("Show all"), "", not kind),
            *(Choice(SLUGS[each], kind_in_words(each), PICTURES[each], each == kind) for each in SORTS[sort]),
        ],
        near_pairs=near_pairs(answer),
        keep=[("kind", SLUGS[StockKind(kind)])] if kind else [],
    )
    if answer.near is None:
        _fill_start(found, sort, data)
    else:
        _fill_near(found, sort, data)
    return found


def _kinds(found: Found, sort: str) -> tuple[str, ...]:
    return (found.kind,) if found.kind else SORTS[sort]


def _fill_start(found: Found, sort: str, data: QueryDict) -> None:
    """Without a point: the places that have some, town by town."""
    found.is_start = True
    places = Place.objects.listed().filter(facets__facet=f"sells:{found.kind or sort}").order_by("city", "name", "pk")
    found.pages = Paginator(places, PER_PAGE).get_page(data.get("page"))
    found.cards = stock_cards(found.pages, _kinds(found, sort))


def _fill_near(found: Found, sort: str, data: QueryDict) -> None:
    near = found.near.near
    if near is None:
        return
    wanted = found.kind or sort
    ids = nearest_ids(near.lat, near.lon, facets=[f"sells:{wanted}"], limit=MOST, first_km=MAX_KM)
    what = what_in_words(found.kind) if found.kind else _("what you look for")
    if not ids:
        ids = nearest_ids(near.lat, near.lon, facets=[f"sold:{wanted}"], limit=PER_PAGE, first_km=MAX_KM)
        found.is_vain = True
        found.told = _("None is left for now within 300 km. These places sell it: ask to be told when there is some again.")
    if not ids:
        ids = nearest_ids(near.lat, near.lon, limit=3)
        found.told = _("No place within 300 km sells it. Call these places, or us: we will look with you.")
    elif not found.is_vain and ids[0][0] > FAR_KM:
        found.told = _("Less than %(km)d km from you, we know of no place that has %(what)s. The nearest is %(distance)s.") % {
            "km": FAR_KM,
            "what": what,
            "distance": distance(ids[0][0]),
        }
    found.pages = Paginator(ids, PER_PAGE).get_page(data.get("page"))
    shown = list(found.pages)
    places = Place.objects.in_bulk([pk for _km, pk in shown])
    found.cards = stock_cards([Nearby(places[pk], km) for km, pk in shown if pk in places], _kinds(found, sort))
    if not found.is_vain and ids:
        found.closer = _closer(found, sort, ids[0][0])


def _closer(found: Found, sort: str, km: float) -> list[StockCard]:
    """Return places nearer than ``km`` kilometres that sell the kind and have none left."""
    near = found.near.near
    if near is None or km <= 0:
        return []
    around = nearest(near.lat, near.lon, facets=[f"sold:{found.kind or sort}"], limit=CLOSER, max_km=km)
    here = {each.card.pk for each in found.cards}
    return stock_cards([each for each in around if each.place.pk not in here], _kinds(found, sort))

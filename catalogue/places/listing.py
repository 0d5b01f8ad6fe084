"""The list of places: what a visitor asks in the address, and the places that answer, by distance."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.moments import distance

from . import vocabulary
from .cards import PlaceCard, cards_for
from .models import Place, PlaceKind
from .near import NearAnswer, near_from
from .nearest import MAX_KM, loaded, nearest_ids

PER_PAGE = 10
MOST = 100  # what a list by distance goes through, in pages
FAR_KM = 30
NEEDS = tuple(f"service:{term.code}" for term in vocabulary.FAMILIES["service"])


@dataclass(frozen=True)
class Chip:
    """A box to tick, in plain words."""

    value: str
    label: str
    is_on: bool


@dataclass
class Listing:
    """``near`` is what was asked; ``told`` a sentence above the list (far away, nothing that fits); ``cards`` the present page's."""

    near: NearAnswer
    needs: list[Chip]
    kinds: list[Chip]
    free_only: bool
    keep: list[tuple[str, str]]
    near_pairs: list[tuple[str, str]]
    cards: list[PlaceCard] = field(default_factory=list)
    pages: Page | None = None
    told: str = ""
    is_start: bool = False
    is_relaxed: bool = False

    @property
    def has_filters(self) -> bool:
        return bool(self.keep)


def listing_for(data: QueryDict) -> Listing:
    """Read the address and find; a fixed number of queries, whatever the number of places."""
    facets = [need for need in NEEDS if need.partition(":")[2] in data.getlist("need")]
    kinds = [kind for kind in PlaceKind.values if kind in data.getlist("kind")]
    free_only = data.get("free") == "1"
    answer = near_from(data)
    listing = Listing(
        near=answer,
        needs=[Chip(need.partition(":")[2], vocabulary.label(need), need in facets) for need in NEEDS],
        kinds=[Chip(kind, vocabulary.label(f"kind:{kind}"), kind in kinds) for kind in PlaceKind.values],
        free_only=free_only,
        keep=[("need", need.partition(":")[2]) for need in facets]
        + [("kind", kind) for kind in kinds]
        + ([("free", "1")] if free_only else []),
        near_pairs=near_pairs(answer),
    )
    wanted = [*facets, "fee:free"] if free_only else facets
    if answer.near is None:
        _fill_start(listing, wanted, kinds, data)
    else:
        _fill_near(listing, wanted, kinds, data)
    return listing


def near_pairs(answer: NearAnswer) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of an address that say where, to carry along in links and filters."""
    if answer.near is None:
        return []
    if answer.near.source == "position":
        return [("lat", f"{answer.near.lat:.2f}"), ("lon", f"{answer.near.lon:.2f}")]
    return [("near", answer.typed), ("commune", answer.near.commune_code)]


def _fill_near(listing: Listing, facets: list[str], kinds: list[str], data: Mapping[str, str]) -> None:
    near = listing.near.near
    if near is None:
        return
    found = nearest_ids(near.lat, near.lon, facets=facets, kinds=kinds, limit=MOST, first_km=MAX_KM, few_rounds=True)
    if not found and (facets or kinds):
        found = nearest_ids(near.lat, near.lon, limit=PER_PAGE)
        listing.is_relaxed = bool(found)
        listing.told = _("No place offers exactly this within 300 km. Here are the nearest places: call them, they know who can help.")
    elif found and found[0][0] > FAR_KM:
        listing.told = _("There is no place less than %(km)d km away. The nearest is %(distance)s.") % {
            "km": FAR_KM,
            "distance": distance(found[0][0]),
        }
    listing.pages = _page(found, data)
    cards = cards_for(loaded(listing.pages))
    suffix = "?" + urlencode(listing.near_pairs)
    listing.cards = [replace(card, url=card.url + suffix) for card in cards]


def _fill_start(listing: Listing, facets: list[str], kinds: list[str], data: Mapping[str, str]) -> None:
    """Without a point: our reception points (or what the filters keep), by city."""
    listing.is_start = True
    places = Place.objects.listed().of_kinds(*(kinds or [PlaceKind.RECEPTION_POINT]))
    for facet in facets:
        places = places.filter(facets__facet=facet)
    listing.pages = _page(places.in_language(get_language() or "fr").order_by("city", "name", "pk"), data)
    listing.cards = cards_for(list(listing.pages))


def _page(items, data: Mapping[str, str]) -> Page:
    return Paginator(items, PER_PAGE).get_page(data.get("page"))

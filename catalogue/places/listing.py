"""The list of places: what a visitor asks in the address, and the places that answer, by distance."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from core.moments import distance

from .cards import PlaceCard, cards_for
from .models import Place, PlaceKind
from .near import NearAnswer, near_from
from .nearest import loaded, nearest_ids
from .searching import filters as filters_of
from .searching.filters import Filters
from .searching.finding import FEW, MOST, RADII_KM, Found, find

__all__ = ["FAR_KM", "MOST", "PER_PAGE", "Listing", "listing_for", "near_pairs"]

PER_PAGE = 10
FAR_KM = RADII_KM[0]


@dataclass
class Listing:
    """``near`` is what was asked; ``told`` a sentence above the list (far away, few, nothing that fits); ``cards`` the present page's.

    ``unsure_from`` is the key of the first card whose hours only a call can tell. ``further`` leads to a larger circle, "" when there
    is nothing more. ``is_named``: the cards bear the name that was typed.
    """

    near: NearAnswer
    filters: Filters
    near_pairs: list[tuple[str, str]]
    cards: list[PlaceCard] = field(default_factory=list)
    pages: Page | None = None
    told: str = ""
    is_start: bool = False
    is_relaxed: bool = False
    is_named: bool = False
    unsure_from: int | None = None
    further: str = ""
    further_km: int = 0

    @property
    def keep(self) -> list[tuple[str, str]]:
        return self.filters.pairs

    @property
    def form_near(self) -> NearAnswer:
        """What the form shows: several places of one name are a list below, not a choice in it."""
        return replace(self.near, choices=[]) if self.is_named else self.near

    @property
    def is_in_vain(self) -> bool:
        """Whether more help is due: nothing fits, or it is far."""
        return not self.cards or self.is_relaxed or bool(self.told)


def listing_for(data: QueryDict) -> Listing:
    """Read the address and find; a fixed number of queries, whatever the number of places."""
    answer = near_from(data)
    listing = Listing(near=answer, filters=filters_of.read(data), near_pairs=answer.pairs)
    if answer.near is not None:
        _fill_near(listing, data)
    elif answer.named:
        _fill_named(listing, data)
    elif not answer.choices:
        _fill_start(listing, data)
    return listing


def near_pairs(answer: NearAnswer) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of an address that say where, to carry along in links and filters."""
    return answer.pairs


def _fill_near(listing: Listing, data: Mapping[str, str]) -> None:
    near, filters = listing.near.near, listing.filters
    if near is None:
        return
    radius = int(data.get("km") or 0) if data.get("km") in {str(km) for km in RADII_KM} else RADII_KM[0]
    found = find(near, filters, radius)
    shown = found.places
    if not shown and filters.count:
        shown = nearest_ids(near.lat, near.lon, limit=PER_PAGE, first_km=RADII_KM[-1], few_rounds=True)
        listing.is_relaxed = bool(shown)
        listing.told = _("No place offers exactly this within 300 km. Here are the nearest places: call them, they know who can help.")
    elif shown:
        listing.told = _few(found, radius)
    if found.more:
        listing.further_km = next((km for km in RADII_KM if km > found.radius), 0)
        if listing.further_km:
            listing.further = "?" + urlencode([*listing.near_pairs, *filters.pairs, ("km", str(listing.further_km))])
    listing.pages = _page(shown, data)
    suffix = "?" + urlencode(listing.near_pairs)
    here = set(listing.near.named) if near.source == "place" else set()
    listing.cards = [
        replace(card, url=card.url + suffix, km=None if card.pk in here else card.km) for card in cards_for(loaded(listing.pages))
    ]
    listing.unsure_from = next((card.pk for card in listing.cards if card.pk in found.unsure), None)


def _few(found: Found, asked: int) -> str:
    """Say that little is near, and how far the list goes; nothing when there is enough, or when it was asked to go further."""
    sure = [pair for pair in found.places if pair[1] not in found.unsure]
    if not sure:
        return _("No place says that it is open then. Here are those that do not give their hours: call them.")
    if sure[0][0] > FAR_KM:
        return _("There is no place less than %(km)d km away. The nearest is %(distance)s.") % {
            "km": FAR_KM,
            "distance": distance(sure[0][0]),
        }
    if asked == RADII_KM[0] and found.close < FEW and found.radius > asked and len(sure) > found.close:
        sentence = ngettext(
            "There is one place less than %(km)d km away. We looked further for you, up to %(far)d km.",
            "There are %(count)d places less than %(km)d km away. We looked further for you, up to %(far)d km.",
            found.close,
        )
        return sentence % {"count": found.close, "km": FAR_KM, "far": found.radius}
    return ""


def _fill_named(listing: Listing, data: Mapping[str, str]) -> None:
    """Several places bear the name that was typed: they are shown, and each leads to what is around it."""
    listing.is_named = True
    listing.pages = _page(listing.near.named, data)
    places = Place.objects.in_language(get_language() or "fr").in_bulk(list(listing.pages))
    listing.cards = cards_for([places[pk] for pk in listing.pages if pk in places])


def _fill_start(listing: Listing, data: Mapping[str, str]) -> None:
    """Without a point: our reception points (or what the filters keep), by city."""
    listing.is_start = True
    places = Place.objects.listed().of_kinds(*(listing.filters.kinds or [PlaceKind.RECEPTION_POINT]))
    for facet in listing.filters.facets:
        places = places.filter(facets__facet=facet)
    listing.pages = _page(places.in_language(get_language() or "fr").order_by("city", "name", "pk"), data)
    listing.cards = cards_for(list(listing.pages))


def _page(items, data: Mapping[str, str]) -> Page:
    return Paginator(items, PER_PAGE).get_page(data.get("page"))

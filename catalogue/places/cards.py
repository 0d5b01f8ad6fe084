"""What a list shows of a place: plain values, ready for components/place_card.html."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from core.phones import parse_phone, show_phone

from . import vocabulary
from .how_to_book import HowToBook, how_to_book
from .models import Place, PlaceText
from .nearest import Nearby
from .opening import Opening, opening_of
from .querysets import is_loaded_in

__all__ = ["Opening", "PlaceCard", "cards_for", "place_url"]


@dataclass(frozen=True)
class PlaceCard:
    """``km`` is None when no point was asked; ``is_free`` is True only when the place says so."""

    pk: int
    title: str
    url: str
    kind: str
    kind_label: str
    address_lines: list[str]
    km: float | None
    opening: Opening
    services: list[str] = field(default_factory=list)
    is_free: bool = False
    phone: str = ""
    tel: str = ""
    lat: float | None = None
    lon: float | None = None
    summary: str = ""
    booking: HowToBook | None = None


def place_url(place: Place) -> str:
    """Return the place's address in the active language."""
    return reverse("places:place", args=[place.pk, place.slug])


def cards_for(places: Iterable[Nearby | Place], language: str | None = None) -> list[PlaceCard]:
    """Return cards in the order given, in a language (the active one by default); one query, whatever the number, and none when
    the places were loaded ``in_language``.
    """
    pairs = [(item.place, item.km) if isinstance(item, Nearby) else (item, None) for item in places]
    language = language or get_language() or "fr"
    summaries: dict[int, str] = {}
    if language != "fr":
        loaded = {place.pk: getattr(place, "text", None) for place, _km in pairs if is_loaded_in(place, language)}
        summaries = {pk: text.summary for pk, text in loaded.items() if text}
        others = [place.pk for place, _km in pairs if place.pk not in loaded]
        if others:
            summaries |= PlaceText.objects.filter(place__in=others, language=language).values_list("place_id", "summary")
    with translation.override(language):
        return [_card(place, km, summaries.get(place.pk, place.summary if language == "fr" else "")) for place, km in pairs]


def _card(place: Place, km: float | None, summary: str) -> PlaceCard:
    tel = parse_phone(place.phone) or ""
    return PlaceCard(
        pk=place.pk,
        title=place.name,
        url=place_url(place),
        kind=place.kind,
        kind_label=vocabulary.label(f"kind:{place.kind}"),
        address_lines=address_lines(place),
        km=km,
        opening=opening_of(place.opening_hours, place.time_zone, departement=place.departement),
        services=vocabulary.short_labels(place.services),
        is_free=place.fees == ["Gratuit"],
        phone=show_phone(tel) or place.phone,
        tel=tel or place.phone.replace(" ", ""),
        lat=place.lat,
        lon=place.lon,
        summary=summary,
        booking=how_to_book(place),
    )


def address_lines(place: Place) -> list[str]:
    """Return the lines of the address, as on an envelope."""
    lines = [place.address, place.address_extra, f"{place.postcode} {place.city}".strip()]
    return [line for line in lines if line]

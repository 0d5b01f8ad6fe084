"""Everything a place's page says, in the active language."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from urllib.parse import quote

from django.utils import timezone
from django.utils.translation import get_language

from core.languages import NamedLanguage, named

from . import vocabulary
from .cards import PlaceCard, cards_for
from .closing import with_reasons
from .distance import is_point, km_between
from .joining.hours import APPOINTMENT, Closure, closures_in, said_in_words
from .models import ClosedDay, Place
from .near import NearAnswer
from .nearest import loaded, nearest_ids
from .opening import is_expression, mentions_holidays, zone_of
from .week import DayHours, holidays_to_call_about, varies_in_school_holidays, week_in_words

OTHERS = 3

# One of our drawings beside each service.
_DRAWINGS = {
    "service:procedures": "theme-procedures",
    "service:everyday": "theme-smartphone",
    "service:access": "theme-computer",
    "service:equipment": "equip",
    "service:employment": "theme-job",
    "service:safety": "theme-safety",
    "service:parenting": "theme-family",
    "service:creation": "video-call",
    "service:understanding": "theme-internet",
}


@dataclass(frozen=True)
class Words:
    """``language`` is that of the text, for ``lang``: French where nobody has translated it yet."""

    text: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True)
class Service:
    """``drawing`` is the name of one of our drawings, "neutral" for a service that is not of the vocabulary."""

    label: str
    drawing: str

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Sheet:
    """``holidays``: days to come on which the hours say open without knowing; ``next_week`` only when it differs from ``week``."""

    place: Place
    card: PlaceCard
    summary: Words
    description: Words
    how_to_come: Words
    papers: Words
    week: list[DayHours]
    hours_in_prose: str
    warns_of_holidays: bool
    is_travelling: bool
    services: list[Service] = field(default_factory=list)
    modes: list[str] = field(default_factory=list)
    fees: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    care: list[str] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    languages: list[NamedLanguage] = field(default_factory=list)
    closures: list[Closure] = field(default_factory=list)  # those that run now, or begin soon
    is_by_appointment: bool = False
    holidays: list[date] = field(default_factory=list)
    next_week: list[DayHours] = field(default_factory=list)
    changes_in_school_holidays: bool = False
    now: datetime = field(default_factory=timezone.now)  # at the place

    @property
    def today(self) -> DayHours | None:
        return next((day for day in self.week if day.is_today), None)

    @property
    def geo_url(self) -> str:
        """Return the address that opens the map application of a phone, with the name of the place on its pin; "" without a point."""
        if not is_point(self.place.lat, self.place.lon):
            return ""
        point = f"{self.place.lat:.5f},{self.place.lon:.5f}"
        return f"geo:{point}?q={point}({quote(self.place.name[:60], safe='')})"

    @property
    def map_url(self) -> str:
        if not is_point(self.place.lat, self.place.lon):
            return ""
        return f"https://www.openstreetmap.org/?mlat={self.place.lat:.5f}&mlon={self.place.lon:.5f}#map=17/{self.place.lat:.5f}/{self.place.lon:.5f}"


def sheet_of(place: Place, answer: NearAnswer | None = None, closed: Iterable[ClosedDay] = ()) -> Sheet:
    """Return the sheet of a place loaded ``in_language``, with its distance when the visitor's point is known; no query.

    ``closed``: the closures the team wrote, for their reasons.
    """
    language = get_language() or "fr"
    text = getattr(place, "text", None)
    near = answer.near if answer else None
    card = cards_for([place], language)[0]
    if near is not None and place.lat is not None and place.lon is not None:
        card = replace(card, km=km_between(near.lat, near.lon, place.lat, place.lon))

    def words(name: str) -> Words:
        translated = getattr(text, name, "")
        return Words(translated, language) if translated else Words(getattr(place, name), "fr")

    now = timezone.now().astimezone(zone_of(place.time_zone))
    hours, departement = place.opening_hours, place.departement
    said = said_in_words(hours)
    week = [] if said else week_in_words(hours, place.time_zone, now, departement)
    return Sheet(
        place=place,
        card=card,
        summary=words("summary"),
        description=words("description"),
        how_to_come=words("how_to_come"),
        papers=words("papers_asked"),
        week=week,
        hours_in_prose=said or ("" if week or is_expression(hours) else hours),
        warns_of_holidays=bool(week) and not mentions_holidays(hours),
        is_travelling="Itinérant" in place.mobility,
        services=_services(place.services),
        modes=vocabulary.labels("mode", place.modes),
        fees=vocabulary.labels("fee", place.fees),
        entries=vocabulary.labels("entry", place.access_modes),
        audiences=vocabulary.labels("audience", place.audiences),
        care=vocabulary.labels("care", place.special_care),
        programmes=vocabulary.labels("programme", place.national_programmes),
        languages=_languages(place.languages),
        closures=with_reasons(closures_in(hours, now.date()), closed),
        is_by_appointment=bool(week) and APPOINTMENT in hours,
        holidays=holidays_to_call_about(hours, place.time_zone, departement, now) if week else [],
        next_week=_next_week(week, week_in_words(hours, place.time_zone, now, departement, after=1) if week else []),
        changes_in_school_holidays=bool(week) and varies_in_school_holidays(hours),
        now=now,
    )


def others_near(place: Place) -> list[PlaceCard]:
    """Return the nearest other places, those open now first among the near ones; a fixed number of queries."""
    if place.lat is None or place.lon is None:
        return []
    around = nearest_ids(place.lat, place.lon, limit=9, max_km=100, few_rounds=True)
    cards = cards_for(loaded(pair for pair in around if pair[1] != place.pk))
    picked = sorted(cards, key=lambda card: (card.opening.is_open is not True, card.km))[:OTHERS]
    return sorted(picked, key=lambda card: card.km or 0)


def _next_week(week: list[DayHours], following: list[DayHours]) -> list[DayHours]:
    return following if [day.text for day in week] != [day.text for day in following] else []


def _services(values: list[str]) -> list[Service]:
    drawings = {vocabulary.label(facet): drawing for facet, drawing in _DRAWINGS.items()}
    return [Service(label, drawings.get(label, "neutral")) for label in vocabulary.labels("service", values)]


def _languages(codes: list[str]) -> list[NamedLanguage]:
    """Those of the vocabulary in its order, then any other that a source gave."""
    known = [code for code in vocabulary.LANGUAGES if code in codes]
    return [named(code) for code in known + [code for code in codes if isinstance(code, str) and code not in known]]

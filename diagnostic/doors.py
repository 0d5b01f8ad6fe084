"""Ask the catalogue for the doors that may open, as the plain values routing takes. A fixed number of bounded queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import cos, radians

from django.db.models import Case, ExpressionWrapper, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalogue.agenda.models import OfferPage, Session
from catalogue.agenda.search import Criteria, matching_sessions
from catalogue.places.distance import box, km_between
from catalogue.places.models import Commune, Place, PlaceFacet
from catalogue.places.near import town_hall_of
from catalogue.training.models import CoursePage
from catalogue.workshops.models import WorkshopPage

from . import routing
from .engine import Class, Outcome
from .routing import FAR_KM, NEAR_KM, Needs, Rule
from .routing.doors import (
    ADVANCED,
    AIDANTS_CONNECT,
    BEGINNER,
    COURSE,
    GROUP,
    INDIVIDUAL,
    INTERMEDIATE,
    PARTNER,
    RECEPTION_POINT,
    RELAY,
    SERVICE_ACCESS,
    SERVICE_EQUIPMENT,
    SERVICE_PROCEDURES,
)
from .state import Spot

MOST_SESSIONS = 60  # of each kind asked for
MOST_PLACES = 90  # rows, a place may have several
OURS = (f"kind:{RECEPTION_POINT}", f"kind:{RELAY}")
PARTNERS = (f"kind:{PARTNER}",)
WANTED = {Rule.EQUIPMENT: (SERVICE_EQUIPMENT, SERVICE_ACCESS), Rule.PROCEDURE: (SERVICE_PROCEDURES,)}
NOWHERE = 1e9  # further than any distance: remote sessions come last
LEVEL_OF = {
    Class.FIRST_STEPS: BEGINNER,
    Class.BEGINNER: BEGINNER,
    Class.CONSOLIDATING: INTERMEDIATE,
    Class.AUTONOMOUS: ADVANCED,
}


@dataclass
class Found:
    """``doors`` for routing; the rows behind them for the cards (sessions carry ``km`` and ``free``)."""

    doors: routing.Doors
    sessions: dict[int, Session] = field(default_factory=dict)
    km_of_place: dict[int, float] = field(default_factory=dict)


def find_doors(outcome: Outcome, needs: Needs, spot: Spot | None, helpline: tuple[str, str] | None = None) -> Found:
    """Return the sessions and places that may suit, near the spot or at a distance."""
    rule = routing.rule_for(outcome, needs)
    sessions = _sessions(rule, outcome, needs, spot)
    places, km_of_place = _places(rule, spot)
    doors = routing.Doors(sessions=tuple(_session_options(sessions)), places=tuple(places), town_hall=_town_hall(spot), helpline=helpline)
    return Found(doors, {session.pk: session for _format, session in sessions}, km_of_place)


# Sessions ------------------------------------------------------------------------------------


def _sessions(rule: Rule, outcome: Outcome, needs: Needs, spot: Spot | None) -> list[tuple[str, Session]]:
    """With its format, of each the best: groups that teach what is wanted, other groups of the level, and one-to-one slots."""
    if rule is Rule.TRAINING:
        wanted = [(COURSE, _best(CoursePage.objects.all(), needs, None, everywhere=True))]
    else:
        groups = WorkshopPage.objects.filter(format=GROUP)
        alone = WorkshopPage.objects.filter(format=INDIVIDUAL)
        level = LEVEL_OF[outcome.klass]
        skills = (*outcome.can_learn, *needs.wish_skills)
        wanted = [
            (GROUP, _best(groups, needs, spot, skills=skills, level=level) if skills else groups.none()),
            (GROUP, _best(groups.filter(level=level), needs, spot)),
            (INDIVIDUAL, _best(alone, needs, spot)),
        ]
    found: dict[tuple[int, int | None], tuple[str, Session]] = {}  # one door an offer and place: the other hours are on its page
    for door_format, rows in wanted:
        for session in rows:
            session.km = _km_to(spot, session.place)
            found.setdefault((session.offer_id, session.place_id), (door_format, session))
    return list(found.values())


def _best(
    offers: QuerySet, needs: Needs, spot: Spot | None, *, skills: Sequence[str] = (), level: str = "", everywhere: bool = False
) -> QuerySet:
    """Sessions one may book or wait for, near the spot or remote (only remote without a spot), in routing's own order:
    the level, a free seat, the visitor's language, distance, date. So the few that are fetched hold the one routing takes.
    """
    now = timezone.now()
    sessions = matching_sessions(Criteria(offers=offers, skills=tuple(skills)), now).open_for_booking(now)
    if not everywhere:
        sessions = sessions.filter(_near_or_remote(spot))
    return (
        sessions.with_free(now)
        .annotate(
            full=_rank(Q(free__gt=0)),
            foreign=_rank(Q(language=needs.language), Q(language__in=needs.languages)),
            level_off=_rank(Q(offer__level=level)) if level else Value(0),
            flat=Coalesce(_flat(spot, "place__"), Value(NOWHERE)) if spot else Value(NOWHERE),
        )
        .select_related("place", "offer", "reserved_to")
        .order_by("level_off", "full", "foreign", "flat", "starts_at", "pk")[:MOST_SESSIONS]
    )


def _rank(*wanted: Q) -> Case:
    """0 for rows that match the first condition, 1 for the second, and so on."""
    return Case(*[When(condition, then=Value(rank)) for rank, condition in enumerate(wanted)], default=Value(len(wanted)))


def _flat(spot: Spot, prefix: str = ""):
    """The square of a flat distance, in degrees of latitude: good enough to order what stands in one box."""
    north_south, east_west = F(f"{prefix}lat") - Value(spot.lat), F(f"{prefix}lon") - Value(spot.lon)
    squares = north_south * north_south + east_west * east_west * Value(cos(radians(spot.lat)) ** 2)
    return ExpressionWrapper(squares, output_field=FloatField())


def _near_or_remote(spot: Spot | None) -> Q:
    where = Q(place__isnull=True)
    if spot is not None:
        south, north, spans = box(spot.lat, spot.lon, NEAR_KM)
        for west, east in spans:
            where |= Q(place__lat__gte=south, place__lat__lte=north, place__lon__gte=west, place__lon__lte=east)
    return where


def _session_options(sessions: Sequence[tuple[str, Session]]) -> list[routing.SessionOption]:
    links = OfferPage.skills.through.objects.filter(offerpage__in={session.offer_id for _format, session in sessions})
    skills: dict[int, set[str]] = defaultdict(set)
    for offer_id, code in links.values_list("offerpage_id", "skill_id") if sessions else ():
        skills[offer_id].add(code)
    return [
        routing.SessionOption(
            id=session.pk,
            skills=frozenset(skills[session.offer_id]),
            level=session.offer.level,
            format=door_format,
            language=session.language,
            km=session.km,
            starts=session.starts_at,
            free=session.free,
            remote=session.is_remote,
            has_waiting_list=session.has_waiting_list,
            place=session.place_id,
        )
        for door_format, session in sessions
    ]


# Places --------------------------------------------------------------------------------------


def _places(rule: Rule, spot: Spot | None) -> tuple[list[routing.PlaceOption], dict[int, float]]:
    """Ours and the relays first, then who has what is wanted, then partners; the nearest of each. Two queries."""
    if spot is None or rule is Rule.TRAINING:
        return [], {}
    km_of = _nearest_with((OURS, WANTED.get(rule, ()), PARTNERS), spot, FAR_KM if rule is Rule.EQUIPMENT else NEAR_KM)
    facets: dict[int, set[str]] = defaultdict(set)
    for place_id, facet in PlaceFacet.objects.filter(place__in=km_of).values_list("place_id", "facet") if km_of else ():
        facets[place_id].add(facet)
    return [_place_option(place_id, km, facets[place_id]) for place_id, km in km_of.items()], km_of


def _nearest_with(wanted: Sequence[Sequence[str]], spot: Spot, km: float) -> dict[int, float]:
    """Kilometres by place, of the nearest listed places with one of the facets, those of the first group first.

    One query, whatever their number: ordered by a flat distance in the database (exact enough within the box to keep the
    nearest), measured exactly after.
    """
    south, north, spans = box(spot.lat, spot.lon, km)
    inside = Q()
    for west, east in spans:
        inside |= Q(lon__gte=west, lon__lte=east)
    rows = (
        PlaceFacet.objects.filter(inside, facet__in=[facet for group in wanted for facet in group], lat__gte=south, lat__lte=north)
        .annotate(step=_rank(*[Q(facet__in=group) for group in wanted if group]), flat=_flat(spot))
        .order_by("step", "flat", "place_id")
        .values_list("place_id", "lat", "lon")[:MOST_PLACES]
    )
    measured = {place_id: km_between(spot.lat, spot.lon, lat, lon) for place_id, lat, lon in rows}
    return {place_id: far for place_id, far in measured.items() if far <= km}


def _place_option(place_id: int, km: float, facets: set[str]) -> routing.PlaceOption:
    kind = next((facet.partition(":")[2] for facet in facets if facet.startswith("kind:")), PARTNER)
    declared = kind == RECEPTION_POINT and SERVICE_EQUIPMENT in facets
    is_kept = any(facet.startswith(("sells:", "sold:")) for facet in facets)  # its stock is kept: it says what is left today
    return routing.PlaceOption(
        id=place_id,
        kind=kind,
        km=km,
        facets=frozenset(facets),
        has_aidants=AIDANTS_CONNECT in facets,
        sells_equipment="sells:equipment" in facets if is_kept else declared,
        # Our reception points that sell devices sell prepaid cards too.
        sells_sim="sells:connection" in facets if is_kept else declared,
    )


def _km_to(spot: Spot | None, place: Place | None) -> float | None:
    if spot is None or place is None or place.lat is None or place.lon is None:
        return None
    return km_between(spot.lat, spot.lon, place.lat, place.lon)


def _town_hall(spot: Spot | None) -> tuple[str, str] | None:
    if spot is None or not spot.commune:
        return None
    commune = Commune.objects.select_related("parent").filter(pk=spot.commune).first()
    return town_hall_of(commune) if commune else None

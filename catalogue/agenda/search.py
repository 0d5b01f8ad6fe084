"""Find sessions: near a point by distance then date, else by date. The same few queries whatever there is to search in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.utils import timezone

from catalogue.places.distance import km_between

from .models import Session
from .models.session_queryset import SessionQuerySet

if TYPE_CHECKING:
    from catalogue.places.near import Near

Moment = Literal["morning", "afternoon", "evening"]

# Around a point, then wider when nothing is there, in kilometres.
RADII_KM = (30, 100, 300)
MOMENTS: dict[str, tuple[time, time]] = {
    "morning": (time(0), time(12)),
    "afternoon": (time(12), time(17)),
    "evening": (time(17), time(23, 59, 59)),
}


@dataclass(frozen=True)
class Criteria:
    """What is looked for; what is left out does not matter.

    ``remote``: None takes remote sessions too (after those near the point), True only those, False none. ``weekday`` is 1
    (Monday) to 7, at the place; ``day_from`` and ``day_to`` are days at the place, both included. ``offers`` is a queryset
    of offers in any language. ``seats``: how many must be free, with ``free_only``. ``reserved_to``: the id of a structure whose own
    sessions are wanted too. ``begun``: parcours that have begun are taken too, while one may still join them.
    """

    near: Near | None = None
    day_from: date | None = None
    day_to: date | None = None
    weekday: int | None = None
    moment: Moment | None = None
    language: str = ""
    level: str = ""
    free_only: bool = False
    seats: int = 1
    skills: tuple[str, ...] = ()
    offers: models.QuerySet | None = None
    remote: bool | None = None
    reserved_to: int | None = None
    begun: bool = False


@dataclass(frozen=True)
class Found:
    """One page of sessions, each with ``km`` (None when remote or no point was given) and ``free``."""

    sessions: list[Session] = field(default_factory=list)
    total: int = 0
    widened: bool = False
    radius_km: int | None = None


def find_sessions(criteria: Criteria, limit: int = 20, offset: int = 0, *, now: datetime | None = None) -> Found:
    """Return upcoming public sessions that match, at most ``limit`` from ``offset``; two queries."""
    now = now or timezone.now()
    limit, offset = max(limit, 0), max(offset, 0)
    matching = matching_sessions(criteria, now)
    if criteria.near is None or criteria.remote is True:
        return _by_date(matching, limit, offset, now)
    return _by_distance(matching, criteria.near, criteria.remote is None, limit, offset, now)


def soonest_sessions(criteria: Criteria, limit: int, *, now: datetime | None = None) -> list[Session]:
    """Return the first sessions by date, for who shows a few and no total; one query."""
    now = now or timezone.now()
    sessions = list(_complete(matching_sessions(criteria, now), now).order_by("starts_at", "pk")[:limit])
    for session in sessions:
        session.km = None
    return sessions


def matching_sessions(criteria: Criteria, now: datetime | None = None) -> SessionQuerySet:
    """Return what matches, the point apart, as a queryset without order."""
    now = now or timezone.now()
    soon = Session.objects.joinable(now) if criteria.begun else Session.objects.upcoming(now)
    sessions = soon.filter(offer__live=True).order_by()
    sessions = sessions.filter(Q(reserved_to=None) | Q(reserved_to=criteria.reserved_to))
    exact = {"language": criteria.language, "offer__level": criteria.level}
    sessions = sessions.filter(**{name: value for name, value in exact.items() if value})
    if criteria.day_from:
        sessions = sessions.filter(local_day__gte=criteria.day_from)
    if criteria.day_to:
        sessions = sessions.filter(local_day__lte=criteria.day_to)
    if criteria.weekday:
        sessions = sessions.filter(local_day__iso_week_day=criteria.weekday)
    if criteria.moment:
        begin, end = MOMENTS[criteria.moment]
        sessions = sessions.filter(local_time__gte=begin, local_time__lt=end)
    if criteria.remote is not None:
        sessions = sessions.filter(place__isnull=criteria.remote)
    if criteria.skills:
        sessions = sessions.teaching(criteria.skills)
    if criteria.offers is not None:
        sessions = sessions.for_offers(criteria.offers)
    if criteria.free_only:
        sessions = sessions.open_for_booking(now).with_free_seats(now, criteria.seats)
    return sessions


def _by_date(matching: SessionQuerySet, limit: int, offset: int, now: datetime) -> Found:
    total = matching.count()
    page = _complete(matching, now).order_by("starts_at", "pk")[offset : offset + limit] if offset < total and limit else []
    sessions = list(page)
    for session in sessions:
        session.km = None
    return Found(sessions, total)


def _by_distance(matching: SessionQuerySet, near: Near, with_remote: bool, limit: int, offset: int, now: datetime) -> Found:
    """Count by place first: there are few places, and their distances are exact; then fetch the page's sessions only."""
    lat, lon = near.lat, near.lon
    around = matching.filter(place__isnull=False).near(lat, lon, RADII_KM[-1])
    remote = matching.filter(place__isnull=True) if with_remote else matching.none()
    both = around | remote if with_remote else around
    rows = list(both.values_list("place", "place__lat", "place__lon").annotate(n=Count("pk")))
    total_remote = sum(n for place, _lat, _lon, n in rows if place is None)
    counted = sorted((km_between(lat, lon, at_lat, at_lon), place, n) for place, at_lat, at_lon, n in rows if place is not None)
    radius = next((km for km in RADII_KM if counted and counted[0][0] <= km), RADII_KM[-1])
    counted = [row for row in counted if row[0] <= radius]

    km_of: dict[int, float] = {}
    before = seen = 0
    for km, place, n in counted:
        if seen + n <= offset:
            before += n  # wholly before this page
        elif seen < offset + limit:
            km_of[place] = km
        seen += n
    rank = Case(*[When(place=place, then=Value(number)) for number, place in enumerate(km_of)], default=Value(len(km_of)))
    wanted = Q(place__in=list(km_of))
    if with_remote and seen < offset + limit:
        wanted |= Q(place__isnull=True)
    page = _complete(matching.filter(wanted), now).annotate(rank=rank) if km_of else _complete(remote, now).annotate(rank=Value(0))
    start = offset - before
    sessions = list(page.order_by("rank", "starts_at", "pk")[start : start + limit]) if limit and offset < seen + total_remote else []
    for session in sessions:
        session.km = km_of.get(session.place_id)
    return Found(sessions, seen + total_remote, widened=radius > RADII_KM[0], radius_km=radius)


def _complete(sessions: SessionQuerySet, now: datetime) -> SessionQuerySet:
    return sessions.with_free(now).select_related("place", "offer", "reserved_to")

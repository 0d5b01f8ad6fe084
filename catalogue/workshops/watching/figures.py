"""How full sessions were, who did not come, how long one waited: by month, place and workshop, by a fixed number of aggregates.

Only sessions that are over count, and no person is read: seats and marks of presence are numbers. A rate over fewer than five
people is not told, for it would be about somebody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from catalogue.agenda.models import Attendance, OfferPage, Presence, Seat, SeatState, Session, SessionState
from catalogue.agenda.visibility import visible_to
from catalogue.places.models import Place
from core.models import User

FEWEST = 5  # people, for a rate to be told
MONTH, PLACE, WORKSHOP = "month", "place", "workshop"
# What is grouped by: the path from a session.
_PATHS: dict[str, Any] = {MONTH: lambda prefix: TruncMonth(f"{prefix}local_day"), PLACE: "place", WORKSHOP: "offer"}


@dataclass(frozen=True)
class Scope:
    """Which sessions count; None means all of those one may see. Days are those at the place, both included."""

    first: date
    last: date
    place: int | None = None
    workshop: int | None = None
    format: str = ""


@dataclass(frozen=True)
class Counts:
    """``waited`` people had a seat after standing in line, for ``waiting`` in all. ``marked``: whose presence was noted."""

    sessions: int = 0
    seats: int = 0
    taken: int = 0
    marked: int = 0
    came: int = 0
    no_show: int = 0
    waited: int = 0
    waiting: timedelta = timedelta()

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def fill(self) -> float | None:
        """Seats confirmed of seats there were, 0 to 1 (above it when seats were added on purpose)."""
        return self.taken / self.seats if self.seats else None

    @property
    def tells_presence(self) -> bool:
        return self.marked >= FEWEST

    @property
    def tells_waiting(self) -> bool:
        return self.waited >= FEWEST

    @property
    def no_show_rate(self) -> float | None:
        """Who did not come and did not say so, of those whose presence was noted; None when they are too few."""
        return self.no_show / self.marked if self.tells_presence else None

    @property
    def wait_days(self) -> float | None:
        """Mean time from joining the line to a seat, in days; None when too few waited."""
        return self.waiting / timedelta(days=1) / self.waited if self.tells_waiting else None


Key = tuple[Any, ...]


def sessions_in(scope: Scope, user: User, now: datetime | None = None) -> QuerySet[Session]:
    """Return the sessions that are over, were not cancelled, and that a user may see."""
    sessions = visible_to(user).filter(
        offer__workshoppage__isnull=False,
        state__in=[SessionState.OPEN, SessionState.DONE],
        ends_at__lt=now or timezone.now(),
        local_day__gte=scope.first,
        local_day__lte=scope.last,
    )
    exact = {"place": scope.place, "offer": scope.workshop, "offer__workshoppage__format": scope.format}
    return sessions.filter(**{name: value for name, value in exact.items() if value}).order_by()


def counts_by(dimensions: Iterable[str], sessions: QuerySet[Session]) -> dict[Key, Counts]:
    """Return counts by a tuple of the dimensions (a month's first day, a place's id or None, an offer's id); three queries."""
    names = list(dimensions)
    held = _grouped(sessions, names, "").annotate(sessions=Count("pk"), seats=Sum("capacity"))
    ids = sessions.values("pk")
    stood = Q(waiting_since__isnull=False, confirmed_at__gte=F("waiting_since"))
    length = ExpressionWrapper(F("confirmed_at") - F("waiting_since"), output_field=DurationField())
    seats = _grouped(Seat.objects.filter(session__in=ids), names, "session__").annotate(
        taken=Count("pk", filter=Q(state=SeatState.CONFIRMED)), waited=Count("pk", filter=stood), wait=Avg(length, filter=stood)
    )
    marks = _grouped(Attendance.objects.filter(meeting__session__in=ids, seat__state=SeatState.CONFIRMED), names, "meeting__session__")
    marks = marks.annotate(
        marked=Count("pk", filter=~Q(presence=Presence.UNKNOWN)),
        came=Count("pk", filter=Q(presence=Presence.PRESENT)),
        no_show=Count("pk", filter=Q(presence=Presence.NO_SHOW)),
    )
    found: dict[Key, Counts] = {}
    for row in held:
        _add(found, names, row, Counts(sessions=row["sessions"], seats=row["seats"] or 0))
    for row in seats:
        waiting = (row["wait"] or timedelta()) * row["waited"]
        _add(found, names, row, Counts(taken=row["taken"], waited=row["waited"], waiting=waiting))
    for row in marks:
        _add(found, names, row, Counts(marked=row["marked"], came=row["came"], no_show=row["no_show"]))
    return found


def total(found: dict[Key, Counts]) -> Counts:
    return sum(found.values(), Counts())


def names_of(sessions: QuerySet[Session]) -> tuple[dict[int | None, str], dict[int, str]]:
    """Return the names of the places and the titles of the workshops of these sessions, by id; two queries."""
    places = dict(Place.objects.filter(pk__in=sessions.exclude(place=None).values("place")).values_list("pk", "name"))
    workshops = dict(OfferPage.objects.filter(pk__in=sessions.values("offer")).values_list("pk", "title"))
    return places, workshops


def _grouped(rows: QuerySet, names: list[str], prefix: str) -> QuerySet:
    paths = {name: _PATHS[name] for name in names}
    keys = {f"by_{name}": path(prefix) if callable(path) else F(f"{prefix}{path}") for name, path in paths.items()}
    return rows.order_by().annotate(**keys).values(*keys)


def _add(found: dict[Key, Counts], names: list[str], row: dict[str, Any], counts: Counts) -> None:
    key = tuple(row[f"by_{name}"] for name in names)
    found[key] = found.get(key, Counts()) + counts

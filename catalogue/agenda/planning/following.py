"""Change one session and all those of its series that come after it, or stop the series there.

Only what is asked for changes: what somebody had set by hand in one of them stays. Nobody loses a seat: where more are taken than the
new capacity, the session keeps the one it has, and the team is told. Sessions with seats are never deleted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import local_time

from ..errors import CapacityTooSmall, SeatError
from ..models import Seat, SeatState, Session, SessionState
from ..models.session_queryset import SessionQuerySet
from ..schedule import Moments, set_meetings
from ..seats import cancel_session, change_capacity, lock_sessions
from ..sessions import delete_session
from .dates import Wanted, look_at, read_known
from .making import hours_of

ALIVE = (SessionState.DRAFT, SessionState.OPEN)
_UNSET: Any = object()


@dataclass(frozen=True)
class Change:
    """``fields``: names of Session and their new values, place and capacity apart. ``days``: how many days later each of them meets
    (-6 to 6). ``starts`` and ``ends``: the new hours, for sessions of one meeting.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    place: Any = _UNSET
    capacity: int | None = None
    days: int = 0
    starts: time | None = None
    ends: time | None = None

    @property
    def moves_place(self) -> bool:
        return self.place is not _UNSET

    @property
    def moves(self) -> bool:
        """Whether people must be told."""
        return self.moves_place or bool(self.days) or self.starts is not None or self.ends is not None

    def __bool__(self) -> bool:
        return self.moves or bool(self.fields) or self.capacity is not None


@dataclass(frozen=True)
class Effect:
    """What a change does to one session. ``why_not``: it stays as it is; ``note``: it changes, and yet."""

    session: Session
    moments: Moments
    told: int = 0
    taken: int = 0
    keeps_capacity: bool = False
    why_not: str = ""
    note: str = ""


def following(session: Session) -> SessionQuerySet:
    """Return this session and those of its series after it that are still to come, in order; itself alone without a series."""
    sessions = Session.objects.filter(state__in=ALIVE, starts_at__gte=session.starts_at)
    alone = sessions.filter(pk=session.pk)
    return (sessions.filter(series=session.series_id) if session.series_id else alone).order_by("starts_at", "pk")


def effects(change: Change, sessions: Iterable[Session], now: datetime | None = None) -> list[Effect]:
    """Return what a change would do to sessions, in order, loaded with their meetings and ``with_taken``; three queries more."""
    now = now or timezone.now()
    sessions = list(sessions)
    told = _who_is_told(sessions)
    ids = {session.pk for session in sessions}
    found = []
    known = None
    for session in sessions:
        wanted = _wanted(change, session)
        day = session.local_day + timedelta(days=change.days)
        if known is None:
            known = read_known(wanted, day, sessions[-1].local_day + timedelta(days=max(change.days, 0)))
        keeps = change.capacity is not None and session.taken > change.capacity
        effect = Effect(session, wanted.moments_on(day), taken=session.taken, keeps_capacity=keeps)
        if change.moves:
            planned = look_at(day, wanted, known, now, but=ids)
            if planned.why_not and not planned.may_take:
                effect = replace(effect, why_not=planned.why_not)
            else:
                effect = replace(effect, told=told.get(session.pk, 0), note=planned.why_not)
        found.append(effect)
    return found


def apply(change: Change, sessions: Iterable[Session], now: datetime | None = None) -> list[Effect]:
    """Change the sessions, all in one transaction; returns what was done, as ``effects`` tells it. People are told by the signals."""
    now = now or timezone.now()
    with transaction.atomic():
        ids = [session.pk for session in sessions]
        lock_sessions(ids)
        locked = Session.objects.filter(pk__in=ids, state__in=ALIVE).select_related("place", "offer").prefetch_related("meetings")
        done = effects(change, locked.with_taken(now).order_by("starts_at", "pk"), now)
        return [_apply_to_one(change, effect) for effect in done]


def _apply_to_one(change: Change, effect: Effect) -> Effect:
    if effect.why_not:
        return effect
    session = Session.objects.get(pk=effect.session.pk)
    fields = dict(change.fields)
    elsewhere = change.moves_place and session.place_id != (change.place.pk if change.place else None)
    if elsewhere:
        fields["place"] = change.place
    for name, value in fields.items():
        setattr(session, name, value)
    if fields:
        session.full_clean(exclude=["offer", "series", "closure"])
        session.save(update_fields=[*fields, "updated_at"])
    if change.moves:
        set_meetings(session, effect.moments, elsewhere=elsewhere)
    if change.capacity is not None and change.capacity != session.capacity:
        try:
            change_capacity(session.pk, change.capacity)
        except CapacityTooSmall as refused:
            return replace(effect, keeps_capacity=True, taken=refused.sold)
    return effect


@dataclass
class Stopped:
    """``kept``: sessions with people in them, which were left as they are."""

    deleted: int = 0
    cancelled: int = 0
    kept: list[Session] = field(default_factory=list)


def stop(sessions: Iterable[Session], reason: str = "") -> Stopped:
    """Delete the sessions nobody ever had a seat in; cancel the others with a ``reason``, or leave them as they are without one."""
    stopped = Stopped()
    with transaction.atomic():
        for session in lock_sessions(session.pk for session in sessions):
            if session.state not in ALIVE:
                continue
            if not session.seats.exists():
                delete_session(session.pk)
                stopped.deleted += 1
            elif reason:
                try:
                    cancel_session(session.pk, reason)
                    stopped.cancelled += 1
                except SeatError:
                    stopped.kept.append(session)
            else:
                stopped.kept.append(session)
    return stopped


def _wanted(change: Change, session: Session) -> Wanted:
    place = change.place if change.moves_place else session.place
    hours = hours_of(session)
    if len(hours) == 1:
        after, starts, ends = hours[0]
        hours = ((after, change.starts or starts, change.ends or ends),)
    return Wanted(
        offer=session.offer,
        place=place,
        hours=hours,
        room=change.fields.get("room", session.room),
        host_id=change.fields["host"].pk if change.fields.get("host") else session.host_id,
    )


def _who_is_told(sessions: list[Session]) -> dict[int, int]:
    """Return how many people each session has: those who come, are offered a seat, or wait; one query."""
    states = [SeatState.CONFIRMED, SeatState.OFFERED, SeatState.WAITING]
    counts: dict[int, int] = {}
    for pk in (
        Seat.objects.filter(session__in=[session.pk for session in sessions], state__in=states).order_by().values_list("session", flat=True)
    ):
        counts[pk] = counts.get(pk, 0) + 1
    return counts


def nearest_weekday(day: date, weekday: int) -> int:
    """Return how many days from a day its week's other weekday is (0 is Monday): negative for earlier in the same week."""
    return weekday - day.weekday()


def hours_at_place(session: Session) -> tuple[time, time]:
    """Return from when to when a session of one meeting is, on the place's clock."""
    starts = local_time.at_place(session.starts_at, session.time_zone).time()
    return starts, local_time.at_place(session.ends_at, session.time_zone).time()

"""Calls asked for and calls to make, in one list: the most pressing first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from core.local_time import at_place
from core.models import User

from ..call_list import calls_to_make
from ..models import Booking, Call, CallbackRequest
from ..visibility import callbacks_seen_by, seen_by
from .following import Followed

MINE, NOBODY_S, ALL = "mine", "nobody", "all"
PAGE = 50


@dataclass(frozen=True)
class Line:
    """One call. ``by`` is by the clock of the place it is about."""

    call: Followed
    by: datetime
    is_late: bool

    @property
    def is_asked(self) -> bool:
        return isinstance(self.call, CallbackRequest)


@dataclass(frozen=True)
class WorkList:
    lines: list[Line]
    total: int
    late: int
    page: int
    pages: int


def callbacks_for(user: User) -> QuerySet[CallbackRequest]:
    """Return the calls asked for that a user sees, made or not."""
    if not user.has_perm("workshops.view_callbackrequest"):
        return CallbackRequest.objects.none()
    return callbacks_seen_by(user, CallbackRequest.objects.select_related("session__place", "session__offer", "offer", "owner", "booking"))


def calls_for(user: User) -> QuerySet[Call]:
    """Return the calls to make, not made yet, for bookings a user sees."""
    if not user.has_perm("workshops.view_call"):
        return Call.objects.none()
    calls = calls_to_make().filter(booking__in=seen_by(user, Booking.objects.submitted()).values("pk"))
    return calls.select_related("owner", "booking__session__place", "booking__session__offer", "booking__offer").prefetch_related(
        "booking__participants__seat"
    )


def work_list(user: User, *, whose: str = ALL, language: str = "", page: int = 1, now: datetime | None = None) -> WorkList:
    """Return one page of the calls a user sees; the same few queries however many there are."""
    now = now or timezone.now()
    asked, to_make = callbacks_for(user).filter(done_at=None), calls_for(user)
    owner = {MINE: Q(owner=user), NOBODY_S: Q(owner=None)}.get(whose, Q())
    asked, to_make = asked.filter(owner), to_make.filter(owner)
    if language:
        asked, to_make = asked.filter(language=language), to_make.filter(booking__language=language)
    keys = [(by, 0, pk) for pk, by in asked.order_by().values_list("pk", "call_by")]
    keys += [
        (call.call_by, 1, call.pk)
        for call in to_make.order_by().only("created_at", "useless_after").select_related(None).prefetch_related(None)
    ]
    keys.sort()
    pages = max((len(keys) + PAGE - 1) // PAGE, 1)
    page = min(max(page, 1), pages)
    shown = keys[(page - 1) * PAGE : page * PAGE]
    found: dict[tuple[int, int], Followed] = {}
    found |= {(0, one.pk): one for one in asked.filter(pk__in=[pk for _by, kind, pk in shown if kind == 0])}
    found |= {(1, one.pk): one for one in to_make.filter(pk__in=[pk for _by, kind, pk in shown if kind == 1])}
    lines = [
        Line(call, at_place(by, zone_of(call)), is_late=by < now) for by, kind, pk in shown if (call := found.get((kind, pk))) is not None
    ]
    return WorkList(lines, len(keys), sum(by < now for by, _kind, _pk in keys), page, pages)


def zone_of(call: Followed) -> str:
    """Return the time zone of whom is called; calls asked for are promised by the clock of the helpline."""
    if isinstance(call, CallbackRequest) or call.booking.session is None:
        return ""
    return call.booking.session.time_zone

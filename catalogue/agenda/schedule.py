"""When a session meets. Its start, end and local day are copied from its meetings, here and nowhere else."""

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from core import local_time

from .errors import IllegalMove
from .joining_late import last_to_join
from .models import Meeting, Session
from .seats import lock_sessions
from .signals import session_moved

Moments = list[tuple[datetime, datetime]]
MOST_MEETINGS = 60


class WrongMeetings(ValueError):
    """Meetings that cannot be: none, one that ends before it starts, two at the same time."""


def in_order(meetings: Iterable[tuple[datetime, datetime]]) -> Moments:
    """Return meetings (aware start, end) sorted, or raise WrongMeetings."""
    moments = sorted(meetings)
    if not 1 <= len(moments) <= MOST_MEETINGS:
        raise WrongMeetings("number")
    if any(timezone.is_naive(start) or timezone.is_naive(end) for start, end in moments):
        raise WrongMeetings("naive")
    if any(end <= start for start, end in moments):
        raise WrongMeetings("end")
    if any(later[0] < earlier[1] for earlier, later in pairwise(moments)):
        raise WrongMeetings("overlap")
    return moments


def copy_times(session: Session, moments: Moments) -> None:
    """Set a session's own times, unsaved, from its meetings in order."""
    local = local_time.at_place(moments[0][0], session.time_zone)
    session.starts_at, session.ends_at = moments[0][0], moments[-1][1]
    session.local_day, session.local_time = local.date(), local.time().replace(tzinfo=None)
    session.joinable_until = last_to_join(session.offer, moments)


def set_meetings(session: Session, meetings: Iterable[tuple[datetime, datetime]], *, elsewhere: bool = False) -> Session:
    """Make a session meet at these (start, end) aware moments; saved, and ``session_moved`` sent when they changed.

    A meeting that stays keeps its row, so its attendance stays with it. ``elsewhere``: the caller has just written another place, so
    that people must be told even when the hours are the same.
    """
    moments = in_order(meetings)
    with transaction.atomic():
        session = lock_for_change(session)
        before = [(meeting.starts_at, meeting.ends_at) for meeting in session.meetings.all()]
        session.meetings.exclude(starts_at__in=[start for start, _end in moments]).delete()
        for start, end in moments:
            Meeting.objects.update_or_create(session=session, starts_at=start, defaults={"ends_at": end})
        copy_times(session, moments)
        session.save(update_fields=["starts_at", "ends_at", "local_day", "local_time", "joinable_until", "updated_at"])
        if before and (elsewhere or before != moments):
            session_moved.send(sender=Session, session=session, before=before, after=moments)
    return session


def lock_for_change(session: Session) -> Session:
    """Lock a session inside the caller's transaction; refused once it is cancelled or over."""
    [locked] = lock_sessions([session.pk])
    if locked.state in ("cancelled", "done"):
        raise IllegalMove(locked.state, "changed")
    return locked

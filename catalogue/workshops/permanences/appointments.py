"""An appointment takes as many consecutive slots as its reason needs: which ones, whether they are free, and until when it lasts."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionClosed, SessionFull
from catalogue.agenda.models import Seat, Session, SessionState
from catalogue.agenda.models.session_queryset import SessionQuerySet
from catalogue.agenda.seats.locking import LARGEST_ID
from core.local_time import at_place

from ..models import Booking, PermanenceReason

LONGEST = timedelta(hours=12)


def slots_in_turn(session: Session, reason: PermanenceReason | None) -> list[int]:
    """Return the ids of the slots an appointment that begins with this one goes through, free or not; no query without a reason.

    SessionFull when the day does not hold as many slots in a row, or when whoever receives there does not take this reason.
    """
    if reason is None:
        return [session.pk]
    if not _taking(Session.objects.filter(pk=session.pk), reason).exists():
        raise SessionFull(0)
    if _long_enough(session, session, reason):
        return [session.pk]
    later = Session.objects.filter(
        state=SessionState.OPEN,
        offer=session.offer_id,
        place=session.place_id,
        starts_at__gt=session.starts_at,
        starts_at__lt=session.starts_at + LONGEST,
    )
    chain = _chain(session, _with_pause([session, *_slots(later)]), reason)
    if not chain:
        raise SessionFull(0)
    return [slot.pk for slot in chain]


def beginnings(sessions: list[Session], reason: PermanenceReason | None, now: datetime | None = None) -> list[Session]:
    """Return those of some free slots where an appointment for a reason can begin: the slots after it are free too. One query.

    A slot of a rule that does not take the reason is left out.
    """
    if reason is None or not sessions:
        return sessions
    free = (
        Session.objects.open_for_booking(now)
        .with_free_seats(now)
        .filter(
            offer__in={session.offer_id for session in sessions},
            place__in={session.place_id for session in sessions},
            local_day__in={session.local_day for session in sessions},
        )
    )
    rows = {session.pk: session for session in _slots(_taking(free, reason))}
    known = _with_pause(rows.values())
    return [one for one in sessions if (own := rows.get(one.pk)) is not None and _chain(own, known, reason)]


def hold(session: Session, reason: PermanenceReason | None, *, key: str, count: int = 1, minutes: int) -> list[Seat]:
    """Hold the seats of an appointment, all its slots or none; the first slot's come back. ``count`` people share one slot only."""
    in_turn = slots_in_turn(session, reason)
    if len(in_turn) == 1:
        return seats.hold(session.pk, key=key, count=count, minutes=minutes)
    if count > 1:
        raise SessionFull(1)
    return [seats.hold_in_turn(in_turn, key=key, minutes=minutes)]


def reserve(session: Session, reason: PermanenceReason | None, *, key: str, count: int = 1, late: bool = False) -> list[Seat]:
    """Take the seats of an appointment, confirmed at once; the same rules as ``hold``."""
    in_turn = slots_in_turn(session, reason)
    if len(in_turn) == 1:
        return seats.reserve(session.pk, key=key, count=count, late=late)
    if count > 1:
        raise SessionFull(1)
    return [seats.reserve_in_turn(in_turn, key=key, late=late)]


def lock(session: Session, reason: PermanenceReason | None, old: Iterable[Seat], *, was_for: int | None = None) -> None:
    """Lock all the sessions of an appointment to take and of the seats to give back, in order, inside the caller's transaction.

    ``was_for``: the key of the reason of the appointment given back, which may go through several slots though the new one has none.
    """
    own = [seat.pk for seat in old]
    given_back = {seat.session_id for seat in old}
    if reason is not None or was_for is not None:
        given_back |= set(Seat.objects.filter(follows__in=own).order_by().values_list("session", flat=True))
    seats.lock_sessions({*slots_in_turn(session, reason), *given_back})


def reason_at(booking: Booking, session: Session) -> PermanenceReason | None:
    """Return what a booking is for, in the session it goes to: the same permanence knows the reason, another workshop has none."""
    return booking.reason if booking.reason_id and session.offer_id == booking.offer_id else None


def session_to_go_to(session_id: int) -> Session:
    """Return a session by its number, whoever sees it; SessionClosed("missing")."""
    found = Session.objects.filter(pk=session_id).first() if 0 < session_id <= LARGEST_ID else None
    if found is None:
        raise SessionClosed("missing")
    return found


def end_from(session: Session, reason: PermanenceReason) -> datetime | None:
    """Return when an appointment that begins with a slot would be over, by the clock of the place; None when that slot is enough."""
    in_turn = slots_in_turn(session, reason)
    if len(in_turn) == 1:
        return None
    return Session.objects.select_related("place").get(pk=in_turn[-1]).ends_local


def ends_of(booking: Booking) -> datetime | None:
    """Return when a booking's appointment is over, by the clock of the place, if it goes on after its first slot; one query."""
    session = booking.session
    if session is None:
        return None
    people = [person.seat_id for person in booking.participants.all() if person.seat_id]
    ends = Seat.objects.filter(follows__in=people).order_by("-session__ends_at").values_list("session__ends_at", flat=True).first()
    return at_place(ends, session.time_zone) if ends else None


def _slots(sessions: SessionQuerySet) -> list[Session]:
    return list(sessions.order_by("starts_at", "pk").select_related("permanence_slot__rule"))


def _taking(sessions: SessionQuerySet, reason: PermanenceReason) -> SessionQuerySet:
    """Leave out the slots of rules that do not take a reason; a slot without a rule, or whose rule has none ticked, takes all."""
    ticked = Q(permanence_slot__rule__reasons=None) | Q(permanence_slot__rule__reasons=reason)
    return sessions.filter(Q(permanence_slot=None) | ticked)


Known = dict[tuple, list[tuple[Session, timedelta]]]


def _with_pause(sessions: Iterable[Session]) -> Known:
    """Return slots by what makes them one desk (offer, place, room, language), each with the pause its rule leaves after it."""
    desks: Known = {}
    for session in sessions:
        pause = session.permanence_slot.rule.break_minutes if hasattr(session, "permanence_slot") else 0
        desks.setdefault(_desk(session), []).append((session, timedelta(minutes=pause)))
    return desks


def _desk(session: Session) -> tuple:
    return session.offer_id, session.place_id, session.room, session.language


def _chain(first: Session, known: Known, reason: PermanenceReason) -> list[Session]:
    """Return the slots from this one on that follow one another until the reason has its minutes; empty when they do not."""
    chain, pause = [first], timedelta(0)
    for session, after in known[_desk(first)]:
        if session.pk == first.pk:
            pause = after
        elif chain[-1].ends_at <= session.starts_at <= chain[-1].ends_at + pause and not _long_enough(first, chain[-1], reason):
            chain.append(session)
            pause = after
    return chain if _long_enough(first, chain[-1], reason) else []


def _long_enough(first: Session, last: Session, reason: PermanenceReason) -> bool:
    return last.ends_at - first.starts_at >= timedelta(minutes=reason.minutes)

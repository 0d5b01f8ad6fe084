"""Seats kept under a structure's name: taken at once, names given until the day before, the others given back to whoever waits."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from catalogue.agenda import seats
from catalogue.agenda.errors import SeatError, SessionClosed
from catalogue.agenda.models import Seat, SeatState, Session, SessionState
from core.local_time import at_place

from ..models import Booking, Helper, SeatBlock
from ..models.helping import MOST_SEATS
from . import message_texts as texts
from . import telling
from .booking_for import Person, open_to, write_down

NAMES_UNTIL = time(12)  # the day before: whoever waits still has the afternoon
REMINDED_BEFORE = timedelta(days=2)
MOST_UNNAMED = 60  # seats one helper keeps without a name, all sessions together


class TooLate(SeatError):
    """The day before has begun: names are given at once."""


class TooManyKept(SeatError):
    """The helper keeps enough seats without a name; ``most`` is how many more they may."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most


def names_until(session: Session) -> datetime:
    """Return until when names may be given: noon of the day before, by the clock of the place."""
    starts = at_place(session.starts_at, session.time_zone)
    return timezone.make_aware(datetime.combine(starts.date() - timedelta(days=1), NAMES_UNTIL), starts.tzinfo)


def keep(helper: Helper, session_id: int, count: int, *, key: str, now: datetime | None = None) -> SeatBlock:
    """Keep ``count`` seats for a structure (1 to 15). The same key gives the same block.

    SessionFull(free), SessionClosed(reason), SessionReserved, TooLate, TooManyKept.
    """
    if not 1 <= count <= MOST_SEATS:
        raise ValueError(f"Between 1 and {MOST_SEATS} seats")
    now = now or timezone.now()
    with transaction.atomic():
        seats.lock_sessions([session_id])
        # After the session, as everywhere: two presses at once never wait for each other.
        Helper.objects.select_for_update(no_key=True).filter(pk=helper.pk).values_list("pk").get()
        known = SeatBlock.objects.filter(key=key, helper=helper).first()
        if known is not None:
            return known
        session = open_to(helper, session_id)
        if reason := session.why_closed(now):
            raise SessionClosed(reason)
        if now >= names_until(session):
            raise TooLate
        free = MOST_UNNAMED - unnamed_of(helper).count()
        if count > free:
            raise TooManyKept(max(free, 0))
        seats.reserve(session_id, key=key, count=count)
        Helper.objects.filter(pk=helper.pk).update(last_used_at=now)
        return SeatBlock.objects.create(helper=helper, session=session, key=key, count=count)


def unnamed(block: SeatBlock) -> list[Seat]:
    """Return the seats kept that nobody's name is given for yet."""
    return list(_unnamed().filter(session=block.session_id, key=block.key).order_by("number"))


def unnamed_of(helper: Helper) -> QuerySet[Seat]:
    """Return the seats a helper keeps without a name, all sessions together."""
    return _unnamed().filter(key__in=helper.blocks.filter(released_at=None).values("key"))


def named(block: SeatBlock) -> list[Booking]:
    """Return the bookings of those who sit in the block's seats, or sat there before they gave theirs back."""
    people = Booking.objects.submitted().with_people()
    return list(people.filter(participants__seat__session=block.session_id, participants__seat__key=block.key).order_by("pk").distinct())


def _unnamed() -> QuerySet[Seat]:
    return Seat.objects.filter(state=SeatState.CONFIRMED, participant=None)


def give_names(block: SeatBlock, people: list[Person], *, key: str, now: datetime | None = None) -> list[Booking]:
    """Put people in the seats that are kept; returns those booked. More people than seats: the last ones are left out.

    TooLate once the seats were given back. The same key and row: once.
    """
    now = now or timezone.now()
    with transaction.atomic():
        session = seats.lock_sessions([block.session_id])[0]
        block = SeatBlock.objects.select_related("helper", "session__place", "session__offer").get(pk=block.pk)
        if block.released_at is not None or session.why_closed(now) in ("cancelled", "past"):
            raise TooLate
        known = set(Booking.objects.filter(helper=block.helper_id, key__startswith=f"{key}-").values_list("key", flat=True))
        todo = [person for person in people if f"{key}-{person.number}" not in known]
        return [
            write_down(block.helper, block.session, seat, person, key=f"{key}-{person.number}")
            for seat, person in zip(unnamed(block), todo, strict=False)
        ]


def give_back(block: SeatBlock, count: int | None = None, *, now: datetime | None = None) -> int:
    """Give back ``count`` of the seats without a name, the last first (all of them by default); they go to the line. Returns how many."""
    with transaction.atomic():
        seats.lock_sessions([block.session_id])
        free = unnamed(block)
        leaving = free if count is None else free[max(len(free) - count, 0) :]
        if leaving:
            seats.cancel([seat.pk for seat in leaving], now=now)
        if len(leaving) == len(free):
            SeatBlock.objects.filter(pk=block.pk, released_at=None).update(released_at=now or timezone.now())
    return len(leaving)


def release_unnamed(now: datetime) -> int:
    """The day before at noon: give back the seats without a name, tell the helper. Returns how many blocks. Safe to run twice."""
    released = 0
    for block in _open_blocks(now, within=timedelta(days=2)):
        if now < names_until(block.session):
            continue
        with transaction.atomic():
            left = give_back(block, now=now)
            if left and block.session.state == SessionState.OPEN and block.session.ends_at > now:
                telling.tell_block(block, texts.BLOCK_RELEASED, left, until=names_until(block.session), now=now)
            SeatBlock.objects.filter(pk=block.pk, released_at=None).update(released_at=now)
        released += 1
    return released


def remind_of_names(now: datetime) -> int:
    """Two days before the names are due: say how many seats have none. Returns how many helpers were told. Safe to run twice."""
    reminded = 0
    for block in _open_blocks(now, within=REMINDED_BEFORE + timedelta(days=2)).filter(reminded_at=None):
        due = names_until(block.session)
        if not due - REMINDED_BEFORE <= now < due or block.session.state != SessionState.OPEN:
            continue
        if block.created_at > now - timedelta(hours=12):
            continue  # they know
        with transaction.atomic():
            left = len(unnamed(block))
            if left:
                telling.tell_block(block, texts.BLOCK_REMINDER, left, until=due, now=now)
                reminded += 1
            SeatBlock.objects.filter(pk=block.pk).update(reminded_at=now)
    return reminded


def _open_blocks(now: datetime, within: timedelta) -> QuerySet[SeatBlock]:
    blocks = SeatBlock.objects.filter(released_at=None, session__starts_at__lt=now + within)
    return blocks.select_related("helper", "session__place", "session__offer").order_by("pk")

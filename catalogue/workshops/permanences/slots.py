"""Make the slots of a permanence from its weekly rule: each slot is a session of one. And when the rule changes, bring them in step."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from catalogue.agenda import seats
from catalogue.agenda.errors import SessionClosed
from catalogue.agenda.models import Seat, Session, SessionState
from catalogue.agenda.seats.whole_session import set_state
from catalogue.agenda.sessions import create_session
from catalogue.places.holidays import is_holiday
from catalogue.places.models import ClosedDay
from catalogue.places.school_holidays import school_holidays
from core.local_time import from_place

from ..models import PermanenceRule, PermanenceSlot

WEEKS_AHEAD = 6
# Kept on a slot that somebody once asked for and gave back, when its rule makes it no more. Nobody is told: nobody has it.
NO_LONGER = gettext_noop("This slot is no longer among those of the permanence.")


def moments_of(rule: PermanenceRule, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the (start, end) of a rule's slots between two days, both included, in UTC. Two queries at most, however many days."""
    first = max(first, rule.valid_from)
    last = min(last, rule.valid_until) if rule.valid_until else last
    if last < first:
        return
    day = first + timedelta(days=(rule.weekday - first.weekday()) % 7)
    closed = days_off(rule, first, last)
    while day <= last:
        off = any(begins <= day <= ends for begins, ends in closed) or (rule.skips_holidays and is_holiday(rule.place.departement, day))
        for starts, ends in () if off else hours_of(rule, day):
            yield from_place(starts, rule.place.time_zone), from_place(ends, rule.place.time_zone)
        day += timedelta(days=7)


def hours_of(rule: PermanenceRule, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the slots of one day by the clock of the place; none touches the rule's break, after which they go on at once."""
    length, pause = timedelta(minutes=rule.slot_minutes), timedelta(minutes=rule.break_minutes)
    starts, closes = datetime.combine(day, rule.starts), datetime.combine(day, rule.ends)
    while starts + length <= closes:
        if rule.pause_from and rule.pause_to:
            rests, resumes = datetime.combine(day, rule.pause_from), datetime.combine(day, rule.pause_to)
            if starts < resumes and starts + length > rests:
                starts = resumes
                continue
        yield starts, starts + length
        starts += length + pause


def days_off(rule: PermanenceRule, first: date, last: date) -> list[tuple[date, date]]:
    """Return the spans of days without slots: the place is closed, or it is the school holidays and the rule stops for them."""
    spans = list(ClosedDay.objects.filter(place=rule.place_id).on(first, last).values_list("first_day", "last_day"))
    if rule.skips_school_holidays:
        spans += [(begins, ends) for begins, ends, _name in school_holidays(rule.place.departement, first, last)]
    return spans


def generate(rule: PermanenceRule, until: date, now: datetime | None = None) -> int:
    """Make the slots that are missing from now until a day; returns how many. A slot taken away by hand does not come back."""
    now = now or timezone.now()
    if not rule.is_active:
        return 0
    wanted = [pair for pair in moments_of(rule, now.date(), until) if pair[0] > now]
    there = list(rule.slots.filter(starts_at__gt=now - timedelta(days=1)).values_list("starts_at", "session__ends_at", "session__state"))
    known = {starts for starts, _ends, _state in there}
    # Booked slots of former hours stay: nothing is made across them, for one host cannot receive two people at once.
    standing = [(starts, ends) for starts, ends, state in there if state in (SessionState.DRAFT, SessionState.OPEN)]
    made = 0
    for starts, ends in wanted:
        if starts not in known and not any(begins < ends and starts < over for begins, over in standing):
            made += _make(rule, starts, ends)
    return made


@transaction.atomic
def _make(rule: PermanenceRule, starts: datetime, ends: datetime) -> int:
    slot, created = PermanenceSlot.objects.get_or_create(rule=rule, starts_at=starts)
    if not created:  # another worker made it meanwhile
        return 0
    slot.session = create_session(
        rule.workshop, rule.place, [(starts, ends)], capacity=1, room=rule.room, language=rule.language, has_waiting_list=False
    )
    slot.save(update_fields=["session"])
    return 1


@dataclass
class Realigned:
    """What a change of a rule did to its slots to come: how many nobody had went away; those that stay because somebody has them."""

    removed: int = 0
    kept: list[Session] = field(default_factory=list)


def realign(rule: PermanenceRule, now: datetime | None = None) -> Realigned:
    """After a rule was changed, take away its slots to come that no longer fit and that nobody has. A booked one is never dropped."""
    now = now or timezone.now()
    result = Realigned()
    slots = rule.slots.filter(starts_at__gt=now).select_related("session__place", "session__offer").order_by("starts_at", "pk")
    last = slots.values_list("starts_at", flat=True).last()
    wanted = set(moments_of(rule, now.date(), last.date() + timedelta(days=1))) if last and rule.is_active else set()
    for slot in slots:
        session = slot.session
        if session is not None and session.state == SessionState.CANCELLED:
            continue  # by the team, who told those who had it: it does not come back
        if session is not None and (slot.starts_at, session.ends_at) in wanted and _is_of(session, rule):
            continue
        if session is not None and not _take_away(session):
            result.kept.append(session)
            continue
        slot.delete()
        result.removed += 1
    return result


def _is_of(session: Session, rule: PermanenceRule) -> bool:
    own = (session.place_id, session.offer_id, session.room, session.language)
    return own == (rule.place_id, rule.workshop_id, rule.room, rule.language)


def _take_away(session: Session) -> bool:
    """Delete a slot nobody ever asked for; close one that was given back. False when somebody has it, or is booking it just now."""
    try:
        with seats.locked_session(session.pk) as locked:
            asked = Seat.objects.filter(session=locked)
            if asked.alive().exists():
                return False
            if not asked.exists():
                locked.delete()
            elif locked.state in (SessionState.DRAFT, SessionState.OPEN):
                locked.cancelled_reason = NO_LONGER
                set_state(locked, SessionState.CANCELLED)
    except SessionClosed:  # deleted meanwhile
        pass
    return True


def keep_ahead(now: datetime) -> int:
    """Keep six weeks of slots ahead for every active rule; returns how many were made."""
    until = now.date() + timedelta(weeks=WEEKS_AHEAD)
    rules = PermanenceRule.objects.filter(is_active=True).select_related("place", "workshop").order_by("pk")
    return sum(generate(rule, until, now) for rule in rules)

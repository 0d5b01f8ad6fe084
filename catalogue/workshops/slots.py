"""Make the slots of a permanence from its weekly rule: each slot is a session of one."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from catalogue.agenda.models import Session
from catalogue.agenda.sessions import create_session
from catalogue.places.holidays import is_holiday
from core.local_time import from_place

from .models import PermanenceRule, PermanenceSlot

WEEKS_AHEAD = 6


def moments_of(rule: PermanenceRule, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield the (start, end) of a rule's slots between two days, both included, in UTC."""
    first = max(first, rule.valid_from)
    last = min(last, rule.valid_until) if rule.valid_until else last
    day = first + timedelta(days=(rule.weekday - first.weekday()) % 7)
    length, pause = timedelta(minutes=rule.slot_minutes), timedelta(minutes=rule.break_minutes)
    while day <= last:
        if not (rule.skips_holidays and is_holiday(rule.place.departement, day)):
            starts, closes = datetime.combine(day, rule.starts), datetime.combine(day, rule.ends)
            while starts + length <= closes:
                yield from_place(starts, rule.place.time_zone), from_place(starts + length, rule.place.time_zone)
                starts += length + pause
        day += timedelta(days=7)


def generate(rule: PermanenceRule, until: date, now: datetime | None = None) -> int:
    """Make the slots that are missing from now until a day; returns how many. A slot taken away by hand does not come back."""
    now = now or timezone.now()
    if not rule.is_active:
        return 0
    wanted = [pair for pair in moments_of(rule, now.date(), until) if pair[0] > now]
    known = set(rule.slots.filter(starts_at__in=[starts for starts, _ends in wanted]).values_list("starts_at", flat=True))
    made = 0
    for starts, ends in wanted:
        if starts not in known:
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


def realign(rule: PermanenceRule, now: datetime | None = None) -> int:
    """After a rule was changed, take away its future slots that no longer fit and that nobody ever asked for; returns how many."""
    now = now or timezone.now()
    horizon = now.date() + timedelta(weeks=WEEKS_AHEAD + 1)
    wanted = set(moments_of(rule, now.date(), horizon)) if rule.is_active else set()
    removed = 0
    for slot in rule.slots.filter(starts_at__gt=now).select_related("session__place").order_by("pk"):
        session = slot.session
        fits = session is not None and (slot.starts_at, session.ends_at) in wanted and session.place_id == rule.place_id
        if fits:
            continue
        if session is not None and not _take_away(session):
            continue  # somebody has it: the team decides
        slot.delete()
        removed += 1
    return removed


def _take_away(session: Session) -> bool:
    try:
        with transaction.atomic():
            session.delete()
    except ProtectedError:
        return False
    return True


def keep_ahead(now: datetime) -> int:
    """Keep six weeks of slots ahead for every active rule; returns how many were made."""
    until = now.date() + timedelta(weeks=WEEKS_AHEAD)
    rules = PermanenceRule.objects.filter(is_active=True).select_related("place", "workshop").order_by("pk")
    return sum(generate(rule, until, now) for rule in rules)

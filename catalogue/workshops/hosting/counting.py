"""Numbers of a session, and nobody behind them: how old, which gender, a first visit; and how people leave."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..models import Counted, CountedPress, SessionTally

# As the screen shows them, each group a question the host answers by looking round the room.
AGES = (Counted.UNDER_18, Counted.AGE_18, Counted.AGE_26, Counted.AGE_45, Counted.AGE_60, Counted.AGE_75)
GROUPS: tuple[tuple[str | Promise, tuple[Counted, ...]], ...] = (
    (pgettext_lazy("of a person", "Age"), AGES),
    (_("Gender"), (Counted.WOMAN, Counted.MAN, Counted.OTHER)),
    (_("Visit"), (Counted.FIRST, Counted.AGAIN)),
)
FACES = (Counted.PLEASED, Counted.SO_SO, Counted.DISPLEASED)
MOST = 5000  # of one thing, at one session
PRESSES_KEPT = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    what: str
    label: str | Promise
    count: int


def count(session_id: int, what: str, step: int = 1, *, press_id: uuid.UUID) -> int:
    """Add ``step`` (1 or -1) to a number, never below nothing, and return it. The same press twice is once."""
    with transaction.atomic():
        rows = SessionTally.objects.filter(session=session_id, what=what)
        if not rows.exists():
            SessionTally.objects.get_or_create(session_id=session_id, what=what)
        try:
            with transaction.atomic():
                CountedPress.objects.create(pk=press_id)
        except IntegrityError:
            pass  # counted already: the phone had not heard of it
        else:
            # The database adds, so that none is lost when two press at once.
            changed = F("count") + 1 if step > 0 else Greatest(F("count"), 1) - 1
            rows.filter(count__lt=MOST).update(count=changed)
        return rows.values_list("count", flat=True).first() or 0


def lines_of(session_id: int) -> list[tuple[str | Promise, list[Line]]]:
    """Return the groups with their numbers. One query."""
    known = dict(SessionTally.objects.filter(session=session_id).values_list("what", "count"))
    return [(title, [Line(what.value, what.label, known.get(what.value, 0)) for what in group]) for title, group in GROUPS]


def faces_of(session_id: int) -> list[Line]:
    known = dict(SessionTally.objects.filter(session=session_id, what__in=FACES).values_list("what", "count"))
    return [Line(what.value, what.label, known.get(what.value, 0)) for what in FACES]


def forget_presses(now: datetime) -> int:
    """Erase the numbers of presses that no phone will send again; returns how many."""
    return CountedPress.objects.filter(created_at__lt=now - PRESSES_KEPT).delete()[0]

"""The list of a day: each meeting at one's places, who comes, who came. A fixed number of queries, whatever the number of people."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from catalogue.agenda.models import Attendance, Meeting, OfferPage, Presence, Seat, SeatState, Session, SessionState
from core import local_time
from core.models import User
from core.moments import duration, hour

from .. import arrangements
from ..models import Booking, Participant
from .access import sees_arrangements, sessions_welcomed_by

# A list opens by itself from half an hour before its meeting to its end.
SOON = timedelta(minutes=30)
AROUND = 14  # days one may look at, before and after today


@dataclass(frozen=True)
class Person:
    """Somebody on the list. ``needs``, what to prepare in words, is empty for who is not that session's host."""

    pk: int
    seat: int
    name: str
    presence: str = Presence.UNKNOWN.value
    said: str = ""
    needs: str = ""
    why_over: str = ""


@dataclass
class Sitting:
    """One meeting of a session, in its place's own time."""

    meeting: int
    session: Session
    title: str
    starts: datetime
    ends: datetime
    number: int
    of: int
    is_open: bool
    is_today: bool
    is_cancelled: bool
    is_mine: bool
    sees_needs: bool
    people: list[Person] = field(default_factory=list)
    waiting: list[Person] = field(default_factory=list)
    kept: int = 0  # seats kept for a structure, with no name yet

    @property
    def hours(self) -> str:
        return _("%(start)s to %(end)s") % {"start": hour(self.starts), "end": hour(self.ends)}

    @cached_property
    def came(self) -> int:
        return sum(person.presence == Presence.PRESENT for person in self.people)

    @property
    def is_idle(self) -> bool:
        """An appointment that nobody has taken: a whole morning of them would hide who comes."""
        return self.session.capacity == 1 and not (self.people or self.waiting or self.kept or self.is_cancelled)

    @property
    def expected(self) -> int:
        return len(self.people) + self.kept

    @property
    def host_name(self) -> str:
        host = self.session.host
        return (host.get_full_name() or host.get_username()) if host else ""


@dataclass(frozen=True)
class Day:
    day: date
    is_today: bool
    sittings: list[Sitting]
    until: datetime  # when the list is wiped from the phone: the night that follows
    before: date | None
    after: date | None

    @property
    def busy(self) -> list[Sitting]:
        return [sitting for sitting in self.sittings if not sitting.is_idle]

    @property
    def idle(self) -> list[Sitting]:
        return [sitting for sitting in self.sittings if sitting.is_idle]

    @property
    def places(self) -> list[str]:
        return list(dict.fromkeys(sitting.session.place_name for sitting in self.sittings))


def day_of(user: User, day: date | None = None, now: datetime | None = None) -> Day:
    """Return a person's list of a day, today where the meetings take place without one. Seven queries, one less in French."""
    now = now or timezone.now()
    today = local_time.local_day(now)
    meetings = _meetings(user, day, now)
    numbers = _numbers({meeting.session_id for meeting in meetings})
    titles = _titles({meeting.session.offer_id: meeting.session.offer for meeting in meetings})
    alone = len(meetings) == 1
    sittings = [_sitting(user, meeting, numbers[meeting.session_id], titles, now, alone) for meeting in meetings]
    _seat_people(sittings)
    shown = day or today
    zones = {sitting.session.time_zone for sitting in sittings} or {local_time.REMOTE}
    return Day(
        day=shown,
        is_today=day is None or day == today,
        sittings=sittings,
        until=max(local_time.from_place(datetime.combine(shown + timedelta(days=1), time(0)), zone) for zone in zones),
        before=shown - timedelta(days=1) if shown > today - timedelta(days=AROUND) else None,
        after=shown + timedelta(days=1) if shown < today + timedelta(days=AROUND) else None,
    )


def sitting_of(user: User, session: Session, now: datetime | None = None) -> Sitting | None:
    """Return a session's meeting of today, else the next one, else the last, with its people; None when it has no meeting."""
    now = now or timezone.now()
    meetings = list(session.meetings.all())
    if not meetings:
        return None
    today = local_time.local_day(now, session.time_zone)
    wanted = next((m for m in meetings if local_time.local_day(m.starts_at, session.time_zone) >= today), meetings[-1])
    wanted.session = session
    titles = _titles({session.offer_id: session.offer})
    sitting = _sitting(user, wanted, [meeting.pk for meeting in meetings], titles, now, alone=True)
    _seat_people([sitting])
    return sitting


def _meetings(user: User, day: date | None, now: datetime) -> list[Meeting]:
    """The meetings of the day where they take place: somewhere it may be another day than here."""
    around = day or local_time.local_day(now)
    first = datetime.combine(around - timedelta(days=1), time(0), UTC)
    sessions = sessions_welcomed_by(user).exclude(state=SessionState.DRAFT).order_by()
    # The later slots of a long appointment are shown with its first one.
    sessions = sessions.exclude(pk__in=Seat.objects.filter(follows__isnull=False, state=SeatState.CONFIRMED).values("session"))
    found = (
        Meeting.objects.filter(starts_at__range=(first, first + timedelta(days=3)), session__in=sessions.values("pk"))
        .select_related("session__place", "session__offer", "session__host")
        .order_by("starts_at", "session__place__name", "pk")
    )

    def is_wanted(meeting: Meeting) -> bool:
        zone = meeting.session.time_zone
        return local_time.local_day(meeting.starts_at, zone) == (day or local_time.local_day(now, zone))

    return [meeting for meeting in found if is_wanted(meeting)]


def _numbers(sessions: set[int]) -> dict[int, list[int]]:
    numbers: dict[int, list[int]] = defaultdict(list)
    rows = Meeting.objects.filter(session__in=sessions).order_by("starts_at", "pk").values_list("session", "pk")
    for session, pk in rows:
        numbers[session].append(pk)
    return numbers


def _titles(offers: dict[int, OfferPage]) -> dict[int, str]:
    """Titles in the active language; the French one where there is no translation."""
    language = get_language() or settings.LANGUAGE_CODE
    titles = {pk: offer.title for pk, offer in offers.items()}
    if language == settings.LANGUAGE_CODE or not offers:
        return titles
    pages = OfferPage.objects.live().filter(
        translation_key__in={offer.translation_key for offer in offers.values()}, locale__language_code=language
    )
    known = dict(pages.order_by().values_list("translation_key", "title"))
    return {pk: known.get(offer.translation_key, titles[pk]) for pk, offer in offers.items()}


def _sitting(user: User, meeting: Meeting, numbers: list[int], titles: dict[int, str], now: datetime, alone: bool) -> Sitting:
    session = meeting.session
    return Sitting(
        meeting=meeting.pk,
        session=session,
        title=titles[session.offer_id],
        starts=local_time.at_place(meeting.starts_at, session.time_zone),
        ends=local_time.at_place(meeting.ends_at, session.time_zone),
        number=numbers.index(meeting.pk) + 1,
        of=len(numbers),
        is_open=alone or meeting.starts_at - SOON <= now < meeting.ends_at,
        is_today=local_time.local_day(meeting.starts_at, session.time_zone) == local_time.local_day(now, session.time_zone),
        is_cancelled=session.state == SessionState.CANCELLED,
        is_mine=session.host_id == user.pk,
        sees_needs=sees_arrangements(user, session),
    )


def _seat_people(sittings: Iterable[Sitting]) -> None:
    """Put each person on the lists of their session, and count the seats that bear no name; three queries."""
    by_session: dict[int, list[Sitting]] = defaultdict(list)
    for sitting in sittings:
        by_session[sitting.session.pk].append(sitting)
    people = (
        Participant.objects.filter(
            seat__session__in=by_session,
            seat__state__in=[SeatState.CONFIRMED, SeatState.WAITING, SeatState.OFFERED],
            booking__submitted_at__isnull=False,
        )
        .select_related("seat", "booking__reason")
        .prefetch_related("booking__reason__texts")
        .order_by("first_name", "last_name", "pk")
    )
    marks = {
        (mark.seat_id, mark.meeting_id): mark
        for mark in Attendance.objects.filter(meeting__in=[sitting.meeting for sitting in sittings]).select_related("marked_by")
    }
    for participant in people:
        assert participant.seat is not None
        for sitting in by_session[participant.seat.session_id]:
            mark = marks.get((participant.seat.pk, sitting.meeting))
            person = _person(participant, mark, sitting)
            (sitting.people if participant.seat.state == SeatState.CONFIRMED else sitting.waiting).append(person)

    nameless = Seat.objects.filter(session__in=by_session, state=SeatState.CONFIRMED, participant=None, follows=None)
    for session in nameless.order_by().values_list("session", flat=True):
        for sitting in by_session[session]:
            sitting.kept += 1


def _person(participant: Participant, mark: Attendance | None, sitting: Sitting) -> Person:
    seat, booking = participant.seat, participant.booking
    assert seat is not None
    return Person(
        pk=participant.pk,
        seat=seat.pk,
        name=name_of(participant),
        presence=mark.presence if mark else Presence.UNKNOWN.value,
        said=said_by(mark, sitting.session.time_zone),
        needs=needs_of(participant, booking) if sitting.sees_needs else "",
        why_over=seat.over_reason,
    )


def needs_of(participant: Participant, booking: Booking) -> str:
    """Return what somebody comes for, what to prepare, who comes with them: "de gros caractères, vient avec 1 personne qui aide"."""
    parts = arrangements.labels(participant.arrangements)
    if booking.reason is not None:
        parts.insert(0, f"{booking.reason.name} ({duration(booking.reason.minutes)})")
    if number := booking.companions:
        with_them = ngettext("comes with %(count)s person who helps", "comes with %(count)s people who help", number)
        parts.append(with_them % {"count": number})
    return pgettext("between the things of a list", ", ").join(parts)


def name_of(participant: Participant) -> str:
    return f"{participant.first_name} {participant.last_name}".strip() or _("(name erased)")


def said_by(mark: Attendance | None, time_zone: str) -> str:
    """Return who noted it and when: "Nadia, 10 h 02"."""
    if mark is None or mark.marked_at is None or mark.presence == Presence.UNKNOWN:
        return ""
    at = hour(local_time.at_place(mark.marked_at, time_zone))
    return f"{mark.marked_by.first_name or mark.marked_by.get_username()}, {at}" if mark.marked_by else at

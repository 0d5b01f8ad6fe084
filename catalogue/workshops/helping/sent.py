"""Those a helper sent: who comes and when, and who came, where the person agreed that the helper knows."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from catalogue.agenda.models import Attendance, OfferPage, Presence, SeatState

from ..models import Booking, Helper
from ..stage import Stage, seat_of, stage_of

A_PAGE = 40
STAGES = {
    Stage.GONE: gettext_lazy("workshop taken off the list"),
    Stage.CALLED_OFF: gettext_lazy("workshop cancelled"),
    Stage.PAST: gettext_lazy("over"),
    Stage.DRAFT: gettext_lazy("not confirmed"),
    Stage.CANCELLED: pgettext_lazy("a seat", "cancelled"),
    Stage.OFFERED: gettext_lazy("a seat is free: answer"),
    Stage.LAPSED: gettext_lazy("seat offered, not taken"),
    Stage.WAITING: gettext_lazy("on the waiting list"),
    Stage.CONFIRMED: pgettext_lazy("a seat", "booked"),
}
GOING = (Stage.CONFIRMED, Stage.WAITING, Stage.OFFERED)


@dataclass(frozen=True)
class Sent:
    """One person, as the helper sees them. ``presence``: words for each meeting; None when the person did not agree."""

    booking: Booking
    name: str
    title: str
    starts: datetime | None
    place: str
    stage: Stage
    words: str
    presence: list[str] | None = field(default_factory=list)

    @property
    def is_going(self) -> bool:
        return self.stage in GOING


def of_helper(helper: Helper) -> QuerySet[Booking]:
    """Return the bookings a helper made, names erased left out; with all that ``as_sent`` reads."""
    marks = Prefetch("participants__seat__attendances", queryset=Attendance.objects.select_related("meeting").order_by("meeting", "pk"))
    bookings = Booking.objects.submitted().with_people().filter(helper=helper, purged_at=None)
    return bookings.select_related("referral__paper").prefetch_related(marks)


def coming(helper: Helper, now: datetime | None = None) -> QuerySet[Booking]:
    """Return those who come, wait or are offered a seat, the next ones first."""
    now = now or timezone.now()
    alive = (SeatState.CONFIRMED, SeatState.WAITING, SeatState.OFFERED)
    going = of_helper(helper).filter(session__ends_at__gt=now, participants__seat__state__in=alive)
    return going.distinct().order_by("session__starts_at", "session", "pk")


def past(helper: Helper, now: datetime | None = None) -> QuerySet[Booking]:
    """Return what is over, cancelled or gone, the last ones first."""
    now = now or timezone.now()
    alive = (SeatState.CONFIRMED, SeatState.WAITING, SeatState.OFFERED)
    still = Booking.objects.filter(helper=helper, session__ends_at__gt=now, participants__seat__state__in=alive)
    return of_helper(helper).filter(~Q(pk__in=still.values("pk"))).order_by("-session__starts_at", "-pk")


def as_sent(bookings: list[Booking], titles: dict | None = None, now: datetime | None = None) -> list[Sent]:
    """Return what the page says of each; one query for the titles in the active language."""
    titles = titles_of(bookings) if titles is None else titles
    return [_sent(booking, titles, now) for booking in bookings]


def _sent(booking: Booking, titles: dict, now: datetime | None) -> Sent:
    session, person = booking.session, booking.participant
    stage = stage_of(booking, now)
    words = str(STAGES[stage])
    seat = seat_of(booking)
    if stage == Stage.PAST and (seat is None or seat.state != SeatState.CONFIRMED):
        words = _("did not have a seat")
    offer = booking.offer
    return Sent(
        booking=booking,
        name=person.first_name if person else "",
        title=str(titles.get(offer.translation_key, offer.title)) if offer else "",
        starts=session.starts_local if session else None,
        place=session.place_name if session else "",
        stage=stage,
        words=words,
        presence=presence_of(booking) if booking.shares_attendance else None,
    )


def presence_of(booking: Booking) -> list[str]:
    """Return in words whether the person came, one for each meeting marked; nothing while nobody marked it."""
    seat = seat_of(booking)
    if seat is None:
        return []
    return [presence_words(mark.presence) for mark in seat.attendances.all() if mark.presence != Presence.UNKNOWN]


def presence_words(presence: str) -> str:
    return {
        Presence.PRESENT: pgettext("presence of somebody sent", "came"),
        Presence.EXCUSED: pgettext("presence of somebody sent", "excused"),
        Presence.NO_SHOW: pgettext("presence of somebody sent", "did not come"),
    }.get(Presence(presence), "")


def titles_of(bookings: list[Booking]) -> dict:
    """Return the title of each workshop in the active language by its translation key."""
    keys = {booking.offer.translation_key for booking in bookings if booking.offer}
    pages = OfferPage.objects.live().filter(translation_key__in=keys, locale__language_code=get_language())
    return dict(pages.values_list("translation_key", "title"))

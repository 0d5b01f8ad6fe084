"""Where somebody on the list may go instead: the same workshop at another time, else another one at the same places."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.agenda.availability import availability_of
from catalogue.agenda.models import Session
from core.models import User
from core.moments import day_in_words, hour
from core.templatetags.ui import first_upper

from ..models import Booking
from .access import sessions_welcomed_by

MOST = 12
WITHIN = timedelta(days=60)
NEAR_KM = 40


@dataclass(frozen=True)
class Other:
    session: Session
    same_workshop: bool

    @property
    def words(self) -> str:
        """ "Jeudi 27 novembre, 14 h · Emmaüs Connect Grenoble · 4 places"."""
        starts = self.session.starts_local
        when = _("%(day)s, %(hour)s") % {"day": first_upper(day_in_words(starts)), "hour": hour(starts)}
        free = availability_of(self.session, self.session.free).text  # annotated by with_free
        free_too = [free] if self.session.capacity > 1 else []  # a one-to-one appointment that is free says it by being there
        named = [] if self.same_workshop else [self.session.offer.title]
        return " · ".join([*named, when, self.session.place_name, *free_too])


def others_for(user: User, booking: Booking, count: int) -> list[Other]:
    """Return sessions with ``count`` free seats: the same workshop near its place first, then others at the host's places.

    Each by day. Two queries.
    """
    now = timezone.now()
    free = Session.objects.upcoming(now).filter(starts_at__lt=now + WITHIN).exclude(pk=booking.session_id)
    free = free.with_free_seats(now, count).with_free(now).select_related("offer", "place").order_by("starts_at", "pk")
    mine = sessions_welcomed_by(user).order_by().values("pk")
    same = free.filter(offer=booking.offer_id, reserved_to=None)
    place = booking.its_session.place
    if place is not None and place.lat is not None and place.lon is not None:
        around = Session.objects.near(place.lat, place.lon, NEAR_KM).order_by().values("pk")
        same = same.filter(Q(pk__in=around) | Q(place=None))
    found = [Other(session, True) for session in same[:MOST]]
    others = free.filter(pk__in=mine).exclude(offer=booking.offer_id)[: MOST - len(found)]
    return found + [Other(session, False) for session in others]

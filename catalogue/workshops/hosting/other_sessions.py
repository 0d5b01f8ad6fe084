"""Where somebody on the list may go instead: the same workshop at another time, else another one at the same places."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.agenda.models import Session
from core.models import User
from core.moments import day_in_words, hour

from ..models import Booking
from .access import sessions_welcomed_by

MOST = 12
WITHIN = timedelta(days=60)


@dataclass(frozen=True)
class Other:
    session: Session
    same_workshop: bool

    @property
    def words(self) -> str:
        """ "jeudi 27 novembre, 14 h · Emmaüs Connect Grenoble · 4 places"."""
        starts = self.session.starts_local
        when = _("%(day)s, %(hour)s") % {"day": day_in_words(starts), "hour": hour(starts)}
        parts = [when, self.session.place_name] if self.same_workshop else [self.session.offer.title, when, self.session.place_name]
        return " · ".join(parts)


def others_for(user: User, booking: Booking, count: int) -> list[Other]:
    """Return sessions with ``count`` free seats, the same workshop first and the nearest day first. Two queries."""
    now = timezone.now()
    free = Session.objects.upcoming(now).filter(starts_at__lt=now + WITHIN).exclude(pk=booking.session_id).with_free_seats(now, count)
    free = free.select_related("offer", "place").order_by("starts_at", "pk")
    same = [Other(session, True) for session in free.filter(offer=booking.offer_id, reserved_to=None)[:MOST]]
    mine = sessions_welcomed_by(user).order_by().values("pk")
    near = free.filter(pk__in=mine).exclude(offer=booking.offer_id)[: MOST - len(same)]
    return same + [Other(session, False) for session in near]

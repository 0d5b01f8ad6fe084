"""Which bookings and calls somebody of the team sees: those at their places, or at sessions they host; who serves callers, all."""

from django.db.models import Q, QuerySet

from catalogue.agenda.models import Session
from catalogue.places.models.place import Role
from core.models import User

from .models import Booking, Helper, SeatBlock

SERVE_CALLERS = "workshops.serve_callers"


def seen_by(user: User, bookings: QuerySet) -> QuerySet:
    """Narrow bookings to what a user may see."""
    if user.has_perm(SERVE_CALLERS):
        return bookings
    places = user.place_roles.values("place")
    return bookings.filter(Q(session__place__in=places) | Q(session__host=user))


def callbacks_seen_by(user: User, requests: QuerySet) -> QuerySet:
    """Narrow the calls asked for: about sessions at one's places; about nothing in particular, for who coordinates a place."""
    if user.has_perm(SERVE_CALLERS):
        return requests
    roles = user.place_roles
    seen = Q(session__place__in=roles.values("place")) | Q(session__host=user)
    if roles.filter(role=Role.COORDINATOR).exists():
        seen |= Q(session=None)
    return requests.filter(seen)


def helpers_seen_by(user: User, helpers: QuerySet) -> QuerySet:
    """Narrow those who book for others: who has somebody at one's places, and who has nobody anywhere yet."""
    if user.has_perm(SERVE_CALLERS):
        return helpers
    made, kept = Booking.objects.submitted().exclude(helper=None), SeatBlock.objects.all()
    mine = Q(pk__in=seen_by(user, made).values("helper")) | Q(pk__in=seen_by(user, kept).values("helper"))
    return helpers.filter(mine | ~(Q(pk__in=made.values("helper")) | Q(pk__in=kept.values("helper"))))


def books_elsewhere(user: User, helper: Helper) -> bool:
    """Tell whether a helper sent people that a user does not see: who changed where the link goes would see them."""
    sent = helper.bookings.submitted().filter(purged_at=None)
    return sent.exclude(pk__in=seen_by(user, sent).values("pk")).exists()


def may_serve(user: User, session: Session) -> bool:
    """Tell whether a user may give seats of a session."""
    if user.has_perm(SERVE_CALLERS) or session.host_id == user.pk:
        return True
    return user.place_roles.filter(place=session.place_id).exists()

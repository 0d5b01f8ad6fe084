"""Which bookings and calls somebody of the team sees: those at their places, or at sessions they host; who serves callers, all."""

from django.db.models import Q, QuerySet

from catalogue.agenda.models import Session
from catalogue.places.models.place import Role
from core.models import User

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


def may_serve(user: User, session: Session) -> bool:
    """Tell whether a user may give seats of a session."""
    if user.has_perm(SERVE_CALLERS) or session.host_id == user.pk:
        return True
    return user.place_roles.filter(place=session.place_id).exists()

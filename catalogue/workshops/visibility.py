"""Which bookings somebody of the team sees: those at their places, or at sessions they host; superusers, all."""

from django.db.models import Q, QuerySet

from core.models import User


def seen_by(user: User, bookings: QuerySet) -> QuerySet:
    """Narrow bookings to what a user may see."""
    if user.is_superuser:
        return bookings
    places = user.place_roles.values("place")
    return bookings.filter(Q(session__place__in=places) | Q(session__host=user))

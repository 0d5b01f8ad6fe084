"""Who sees which sessions in the admin: everyone's with one permission, else those of one's places, and those one hosts."""

from catalogue.places.models.place import Role

from .models import Session
from .models.session_queryset import SessionQuerySet

SEE_ALL = "agenda.see_every_session"


def visible_to(user, sessions: SessionQuerySet | None = None) -> SessionQuerySet:
    """Return the sessions a user may look at."""
    sessions = Session.objects.all() if sessions is None else sessions
    if not user.is_authenticated or not user.is_active:
        return sessions.none()
    return sessions if user.has_perm(SEE_ALL) else sessions.at_places_of(user)


def changeable_by(user, sessions: SessionQuerySet | None = None) -> SessionQuerySet:
    """Return the sessions a user may change: with the permission to, everyone's or those of the places one coordinates."""
    sessions = Session.objects.all() if sessions is None else sessions
    if not user.has_perm("agenda.change_session"):
        return sessions.none()
    if user.has_perm(SEE_ALL):
        return sessions
    return sessions.filter(place__in=user.place_roles.filter(role=Role.COORDINATOR).values("place"))

"""Who welcomes whom: the sessions at one's places and those one hosts; and who sees what somebody needs prepared."""

from django.db.models import QuerySet

from catalogue.agenda.models import Session
from catalogue.agenda.models.session_queryset import SessionQuerySet
from catalogue.places.models import Place, PlaceKind, Role
from core.models import User

from ..models import Booking, Participant

WELCOMES = "workshops.change_booking"


def may_welcome(user: User) -> bool:
    """Tell whether the person's group welcomes people at all; at which sessions hangs on their places."""
    return user.is_authenticated and user.has_perm(WELCOMES)


def sessions_welcomed_by(user: User) -> SessionQuerySet:
    """Return the sessions a person welcomes people at; every one for a superuser."""
    return Session.objects.all() if user.is_superuser else Session.objects.at_places_of(user)


def people_welcomed_by(user: User) -> QuerySet[Participant]:
    """Return the people of these sessions, drafts and erased names left out."""
    bookings = Booking.objects.submitted().filter(purged_at=None, session__in=sessions_welcomed_by(user).order_by().values("pk"))
    return Participant.objects.filter(booking__in=bookings.order_by().values("pk"))


def places_of(user: User) -> QuerySet[Place]:
    return Place.objects.filter(roles__user=user, archived_at=None).order_by("name", "pk").distinct()


def sees_arrangements(user: User, session: Session) -> bool:
    """What to prepare for somebody is seen by that session's host only; where none is named, by whoever welcomes at its place."""
    return session.host_id in (None, user.pk)


def places_to_invite_to(user: User) -> QuerySet[Place]:
    """Return the places a person may let somebody in to: those they coordinate; ours and the relays' for who changes every place."""
    places = Place.objects.filter(archived_at=None, kind__in=[PlaceKind.RECEPTION_POINT, PlaceKind.RELAY]).order_by("name", "pk")
    if user.has_perm("places.change_every_place"):
        return places
    return places.filter(pk__in=user.place_roles.filter(role=Role.COORDINATOR).values("place"))

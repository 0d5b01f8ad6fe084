"""Who sees and who changes which places: all of them with one permission, else those of one's roles.

Seeing hangs on any role at a place, changing on the role of coordinator. What a group may do at all is said by its model
permissions (grants.py); both are needed.
"""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from .models.place import Place, Role
from .querysets import PlaceQuerySet

SEES_ALL = "places.see_every_place"
CHANGES_ALL = "places.change_every_place"
_MAY_SEE = ("places.view_place", "places.change_place", "places.add_place", "places.delete_place")


def sees_every_place(user: Any) -> bool:
    return user.is_active and (user.is_superuser or user.has_perm(SEES_ALL) or user.has_perm(CHANGES_ALL))


def changes_every_place(user: Any) -> bool:
    return user.is_active and (user.is_superuser or user.has_perm(CHANGES_ALL))


def places_seen_by(user: Any) -> PlaceQuerySet:
    """Return the places a user may look at in the admin; none for who may look at no place at all."""
    if isinstance(user, AnonymousUser) or not any(user.has_perm(permission) for permission in _MAY_SEE):
        return Place.objects.none()
    return Place.objects.all() if sees_every_place(user) else Place.objects.filter(pk__in=user.place_roles.values("place"))


def places_coordinated_by(user: Any) -> QuerySet[Place]:
    """Return the places a user looks after: what may be done to them is asked of the model permissions."""
    if isinstance(user, AnonymousUser):
        return Place.objects.none()
    if changes_every_place(user):
        return Place.objects.all()
    return Place.objects.filter(pk__in=user.place_roles.filter(role=Role.COORDINATOR).values("place"))


def places_changed_by(user: Any) -> QuerySet[Place]:
    """Return the places a user may change."""
    return places_coordinated_by(user) if user.has_perm("places.change_place") else Place.objects.none()


def is_coordinated_by(user: Any, place: Place) -> bool:
    return changes_every_place(user) or place.pk in _roles_of(user)[1]


def is_seen_by(user: Any, place: Place) -> bool:
    return sees_every_place(user) or place.pk in _roles_of(user)[0]


def _roles_of(user: Any) -> tuple[set[int], set[int]]:
    """Return the keys of the places of any role, and of the role of coordinator; read once for each request's user."""
    if not hasattr(user, "_keys_of_places"):
        roles = list(user.place_roles.values_list("place_id", "role"))
        user._keys_of_places = ({pk for pk, _role in roles}, {pk for pk, role in roles if role == Role.COORDINATOR})
    return user._keys_of_places

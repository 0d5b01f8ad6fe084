"""Who keeps the stock of which places: hosts and coordinators theirs; whoever may keep every stock, all."""

from django.contrib.auth.models import AnonymousUser

from core.models import User

from ..models import Place
from ..querysets import PlaceQuerySet

MAY_KEEP = "places.change_stockitem"
MAY_KEEP_ALL = "places.keep_every_stock"


def keeps_all(user: User | AnonymousUser) -> bool:
    return user.is_superuser or user.has_perm(MAY_KEEP_ALL)


def places_kept_by(user: User | AnonymousUser) -> PlaceQuerySet:
    """Return the places whose stock somebody may change; none for who is not signed in."""
    places: PlaceQuerySet = Place.objects.filter(archived_at=None)
    if keeps_all(user):
        return places
    if isinstance(user, AnonymousUser) or not user.has_perm(MAY_KEEP):
        return places.none()
    return places.filter(pk__in=user.place_roles.values("place"))

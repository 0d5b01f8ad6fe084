"""Who keeps the stock of which places: hosts and coordinators theirs; whoever may keep every stock, all."""

from django.db.models import QuerySet

from core.models import User

from ..models import Place

MAY_KEEP = "places.change_stockitem"
MAY_KEEP_ALL = "places.keep_every_stock"


def keeps_all(user: User) -> bool:
    return user.is_superuser or user.has_perm(MAY_KEEP_ALL)


def places_kept_by(user: User) -> QuerySet[Place]:
    """Return the places whose stock somebody may change; none for who is not signed in."""
    places = Place.objects.filter(archived_at=None)
    if keeps_all(user):
        return places
    if not user.is_authenticated or not user.has_perm(MAY_KEEP):
        return places.none()
    return places.filter(pk__in=user.place_roles.values("place"))

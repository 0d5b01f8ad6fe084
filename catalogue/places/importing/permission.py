"""Who imports places and settles duplicates: those who may import, and see every place."""

from core.models import User


def may_import(user: User) -> bool:
    """A coordinator limited to some places may not: an import changes any."""
    return user.is_active and user.has_perms(("places.import_places", "places.see_every_place"))

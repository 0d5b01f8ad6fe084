"""Who imports places and settles duplicates: those who may import, and change every place."""

from core.models import User

from ..visibility import changes_every_place


def may_import(user: User) -> bool:
    """A coordinator limited to some places may not, even one who sees them all: an import changes any."""
    return user.has_perm("places.import_places") and changes_every_place(user)

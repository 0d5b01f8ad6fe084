"""Who sees which applications, links, changes, accesses and reports: all of them, or those of one's places and départements."""

from django.db.models import Q, QuerySet

from core.models import User

from ..models import Place, RelayApplication
from ..visibility import changes_every_place, places_coordinated_by


def sees_all(user: User) -> bool:
    """Contacts and accesses are for who looks after the places; reading every place, as editors do, is not enough."""
    return changes_every_place(user)


def places_looked_after_by(user: User) -> QuerySet[Place]:
    """Return the places a user coordinates; all of them for who may change every place."""
    return places_coordinated_by(user)


def departements_of(user: User) -> set[str]:
    """Return the départements of the places a user coordinates."""
    return {place.departement for place in places_looked_after_by(user).only("commune_id", "postcode")} - {""}


def applications_seen_by(user: User) -> QuerySet[RelayApplication]:
    """Return the applications that were sent, those a user may handle. Drafts are nobody's to read yet."""
    sent = RelayApplication.objects.sent()
    if sees_all(user):
        return sent
    return sent.filter(Q(departement__in=departements_of(user)) | Q(place__in=places_looked_after_by(user)))


def of_places_seen_by(user: User, rows: QuerySet) -> QuerySet:
    """Return the rows (links, changes, accesses, reports) of the places a user looks after."""
    return rows if sees_all(user) else rows.filter(place__in=places_looked_after_by(user))

"""Who sees and changes which places: editors see all, coordinators change theirs, hosts see theirs."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.permission_policies import ModelPermissionPolicy

from core.models import User

from ..models import Place, Role

_SEES_ALL = "places.see_every_place"


def places_seen_by(user: User) -> QuerySet[Place]:
    if user.is_superuser or user.has_perm(_SEES_ALL):
        return Place.objects.all()
    return Place.objects.filter(pk__in=user.place_roles.values("place"))


class PlacePolicy(ModelPermissionPolicy):
    """Model permissions say which actions exist for a group; roles at places say on which places."""

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        if not self.user_has_permission(user, action):
            return False
        if user.is_superuser:
            return True
        if action == "view":
            return places_seen_by(user).filter(pk=instance.pk).exists()
        return instance.roles.filter(user=user, role=Role.COORDINATOR).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)


class OwnPlacesMixin:
    """For the views of one place: the model's permission is not enough, the place must be one's own."""

    request: HttpRequest
    permission_policy: ModelPermissionPolicy
    instance_action = "view"

    def get_object(self, *args, **kwargs):
        place = super().get_object(*args, **kwargs)  # type: ignore[misc]  # the view this is mixed into has it
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, self.instance_action, place):
            raise PermissionDenied
        return place

"""The rules of visibility.py where Wagtail asks for them: a permission policy, and the views of one place."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.permission_policies import ModelPermissionPolicy

from ..models import Place
from ..visibility import is_coordinated_by, is_seen_by, places_coordinated_by, places_seen_by


class PlacePolicy(ModelPermissionPolicy):
    """Model permissions say which actions exist for a group; roles at places say on which places."""

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        if not self.user_has_permission(user, action):
            return False
        return is_seen_by(user, instance) if action == "view" else is_coordinated_by(user, instance)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet[Place]:
        held = {action for action in actions if self.user_has_permission(user, action)}
        if not held:
            return Place.objects.none()
        return places_seen_by(user) if "view" in held else places_coordinated_by(user)

    def users_with_any_permission_for_instance(self, actions, instance) -> QuerySet:
        users = self.users_with_any_permission(actions)
        allowed = [user.pk for user in users if self.user_has_any_permission_for_instance(user, actions, instance)]
        return users.filter(pk__in=allowed)


class OwnPlacesMixin:
    """For the views of one place: the model's permission is not enough, the place must be one's own."""

    request: HttpRequest
    permission_policy: ModelPermissionPolicy
    instance_action = "view"

    def get_object(self, *args, **kwargs):
        key = unquote(str(self.kwargs["pk"]))  # type: ignore[attr-defined]  # the view this is mixed into has them
        if not key.isdecimal() or len(key) > 18:
            raise Http404
        place = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, self.instance_action, place):
            raise PermissionDenied
        return place

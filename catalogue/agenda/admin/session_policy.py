"""Permissions on one session: the group's, narrowed to the user's places."""

from wagtail.permission_policies import ModelPermissionPolicy

from ..visibility import changeable_by, visible_to


class SessionPolicy(ModelPermissionPolicy):
    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        if not self.user_has_any_permission(user, actions):
            return False
        allowed = changeable_by(user) if set(actions) <= {"add", "change", "delete"} else visible_to(user)
        return allowed.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        return visible_to(user)

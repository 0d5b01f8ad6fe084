"""Permission policies for what the admin shows but does not write freely."""

from wagtail.permission_policies import ModelPermissionPolicy


class LimitedPolicy(ModelPermissionPolicy):
    """Model permissions, of which only some actions exist at all, for a superuser too."""

    allowed: frozenset[str] = frozenset({"view"})

    def user_has_permission(self, user, action) -> bool:
        return action in self.allowed and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return self.user_has_any_permission(user, actions)


class ReadOnlyPolicy(LimitedPolicy):
    """Only ever looked at: the outbox, registers, logs."""


class ChangeOnlyPolicy(LimitedPolicy):
    """Corrected in the admin, but made and ended elsewhere by the functions whose job it is."""

    allowed = frozenset({"view", "change"})

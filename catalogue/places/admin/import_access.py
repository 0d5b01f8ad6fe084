"""Who sees imports, sources and duplicates in the admin: those who may import."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.permission_policies import ModelPermissionPolicy

from ..importing.permission import may_import

LARGEST_KEY = 2**63 - 1


class ImportPolicy(ModelPermissionPolicy):
    """One right for all that has to do with imports; ``actions`` are those that exist at all."""

    def __init__(self, model: Any, *actions: str) -> None:
        super().__init__(model)
        self.actions = frozenset(actions or ("view",))

    def user_has_permission(self, user, action) -> bool:
        return action in self.actions and may_import(user)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return self.user_has_any_permission(user, actions)


def for_importers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view of the admin: the others get "permission denied"."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request.user):  # type: ignore[arg-type]  # the admin lets nobody in who did not sign in
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return checked

"""Whose permanences somebody of the team may see and change: those at the places they coordinate; everyone's with one permission."""

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from wagtail.permission_policies import ModelPermissionPolicy

from catalogue.agenda.visibility import SEE_ALL
from catalogue.places.models import Place, PlaceKind, Role
from core.models import User

from ..models import PermanenceRule


def rules_of(user: User) -> QuerySet[PermanenceRule]:
    """Return the weekly rules a user may see and change, where the group may at all."""
    if user.has_perm(SEE_ALL):
        return PermanenceRule.objects.all()
    return PermanenceRule.objects.filter(place__in=user.place_roles.filter(role=Role.COORDINATOR).values("place"))


def places_for(user: User) -> QuerySet[Place]:
    """Return the places where a user may open a permanence: ours and the relays', still there."""
    places = Place.objects.filter(kind__in=[PlaceKind.RECEPTION_POINT, PlaceKind.RELAY], archived_at=None)
    if not user.has_perm(SEE_ALL):
        places = places.filter(pk__in=user.place_roles.filter(role=Role.COORDINATOR).values("place"))
    return places


class RulePolicy(ModelPermissionPolicy):
    """The group says which actions there are; the roles at places say on which rules."""

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action) and rules_of(user).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)


def refuse_others(request: HttpRequest, instances: list[Model]) -> None:
    """Hook: before snippets are deleted, one or several ticked in the list."""
    rules = [instance.pk for instance in instances if isinstance(instance, PermanenceRule)]
    if rules and rules_of(request.user).filter(pk__in=rules).count() != len(rules):  # type: ignore[arg-type]  # signed in
        raise PermissionDenied

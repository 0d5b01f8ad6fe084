"""What is done to several places ticked in the list: asked once, done to one's own places only, written in their history."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from wagtail.log_actions import log
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from .. import upkeep
from ..joining.messages import ask_to_confirm
from ..models import Place, PlaceKind, PlaceLink
from ..querysets import PlaceQuerySet
from ..visibility import changes_every_place, places_seen_by
from .access import PlacePolicy
from .place_filters import PlaceFilter
from .place_views import LONGEST_SEARCH

MOST = 1000  # places at once: more would outlast the patience of a web server
_policy = PlacePolicy(Place)


def places_of_list(request: Any, address: str) -> PlaceQuerySet:
    """Return the places of the list at an address of the admin, narrowed as it is narrowed there."""
    asked = QueryDict(urlsplit(address).query)
    places = places_seen_by(request.user)
    if asked.get("q"):
        places = places.matching(asked["q"][:LONGEST_SEARCH])
    narrowed = PlaceFilter(asked, queryset=places, request=request)
    return narrowed.qs.order_by("pk") if narrowed.is_valid() else places.none()


class PlaceBulkAction(SnippetBulkAction):
    """Base: ``sentence`` is what will happen, ``run`` does it and returns how many places changed."""

    models = [Place]
    template_name = "places/admin/bulk_action.html"
    action_type = ""
    display_name: str | Promise = ""
    sentence: str | Promise = ""
    permission = "change"
    aria_label: str | Promise = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.aria_label = cls.display_name

    def dispatch(self, request, *args, **kwargs):
        if not _policy.user_has_permission(request.user, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def check_perm(self, place: Place) -> bool:
        return _policy.user_has_permission_for_instance(self.request.user, self.permission, place)

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        return list(places_of_list(self.request, self.next_url).values_list("pk", flat=True)[: MOST + 1])

    def get_actionable_objects(self) -> tuple[list[Place], dict[str, list[Place]]]:
        """Sort the chosen places by whether one may; those one does not even see are left out without a word."""
        asked: Sequence[Any] = self.request.GET.getlist("id")
        if "all" in asked:
            asked = self.get_all_objects_in_listing_query(None)
        keys = [int(key) for key in asked if str(key).isdecimal() and len(str(key)) < 19]
        self.is_cut = len(keys) > MOST
        seen = list(places_seen_by(self.request.user).filter(pk__in=keys[:MOST]))
        own = [place for place in seen if self.check_perm(place)]
        return own, {"items_with_no_access": [place for place in seen if place not in set(own)]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {**context, "action": self, "is_cut": self.is_cut, "most": MOST}

    def get_execution_context(self) -> dict[str, Any]:
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(cls, objects, self=None, user=None, **kwargs) -> tuple[int, int]:
        return self.run([place.pk for place in objects], user), 0

    def run(self, keys: list[int], user: Any) -> int:
        raise NotImplementedError

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext("%(count)d place changed.", "%(count)d places changed.", num_parent_objects) % {"count": num_parent_objects}


class VerifyAction(PlaceBulkAction):
    action_type, action_priority = "verify", 10
    display_name = _("Verified today")
    sentence = _("Somebody checked these entries: visitors read “verified today”, and they leave the list of entries out of date.")

    def run(self, keys: list[int], user: Any) -> int:
        return upkeep.verify(keys, timezone.localdate(), user=user)


class ShowAction(PlaceBulkAction):
    action_type, action_priority = "show", 20
    display_name = pgettext_lazy("what is done to places", "Show")
    sentence = _("Visitors find these places again.")

    def run(self, keys: list[int], user: Any) -> int:
        return upkeep.show(keys, user=user)


class HideAction(PlaceBulkAction):
    action_type, action_priority = "hide", 21
    display_name = pgettext_lazy("what is done to places", "Hide")
    sentence = _("Visitors no longer find these places. You can show them again.")

    def run(self, keys: list[int], user: Any) -> int:
        return upkeep.hide(keys, user=user)


class ArchiveAction(PlaceBulkAction):
    action_type, action_priority, classes = "archive", 40, {"serious"}
    display_name = _("Archive")
    sentence = _("These places are closed: they leave every list. Their past sessions stay readable, and you can restore them.")

    def run(self, keys: list[int], user: Any) -> int:
        return upkeep.archive(keys, user=user)


class RestoreAction(PlaceBulkAction):
    action_type, action_priority = "restore", 41
    display_name = _("Restore")
    sentence = _("These places leave the archives and are as they were before.")

    def run(self, keys: list[int], user: Any) -> int:
        return upkeep.restore(keys, user=user)


class AskAction(PlaceBulkAction):
    action_type, action_priority = "ask", 45
    display_name = _("Ask the structures to confirm")
    sentence = _("Each structure that has a private link is asked by e-mail whether its entry is right: once a day at most.")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("places.change_placelink"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def run(self, keys: list[int], user: Any) -> int:
        links = PlaceLink.objects.select_related("place").filter(place__in=keys, place__archived_at=None, revoked_at=None)
        for link in links:
            ask_to_confirm(link)
        return len(links)

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if not num_parent_objects:
            return str(_("None of these places has a private link: nobody was asked."))
        return ngettext("%(count)d structure asked.", "%(count)d structures asked.", num_parent_objects) % {"count": num_parent_objects}


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=PlaceKind.choices, widget=forms.RadioSelect)


class SetKindAction(PlaceBulkAction):
    """Which places are ours is not for a coordinator of some of them to say."""

    action_type, action_priority = "set-kind", 50
    display_name = _("Change the kind")
    sentence = _("The kind decides how visitors see the place, and in which lists.")
    form_class = KindForm

    def check_perm(self, place: Place) -> bool:
        return changes_every_place(self.request.user) and super().check_perm(place)

    def run(self, keys: list[int], user: Any) -> int:
        return upkeep.set_kind(keys, self.cleaned_form.cleaned_data["kind"], user=user)


class PlaceDeleteAction(PlaceBulkAction):
    """In the stead of Wagtail's own, which asks the permission of the model only: here it is asked of each place."""

    permission = "delete"
    action_type, action_priority, classes = "delete", 60, {"serious"}
    display_name = _("Delete")
    sentence = _("The entries are erased for good. A place with sessions or sales is never deleted: archive it instead.")

    @classmethod
    def execute_action(cls, objects, self=None, user=None, **kwargs) -> tuple[int, int]:
        count = 0
        for place in objects:
            try:
                with transaction.atomic():
                    log(instance=place, action="wagtail.delete", deleted=True, user=user)
                    place.delete()
            except ProtectedError:
                continue
            count += 1
        return count, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        return ngettext("%(count)d place deleted.", "%(count)d places deleted.", num_parent_objects) % {"count": num_parent_objects}


ACTIONS = (VerifyAction, ShowAction, HideAction, AskAction, ArchiveAction, RestoreAction, SetKindAction, PlaceDeleteAction)

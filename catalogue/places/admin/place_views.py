"""The screens of one place and the list of places: each shows and changes what is one's own."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import (
    CopyView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    InspectView,
    UsageView,
)

from core.spreadsheets import NoFormulas

from .. import flags, history
from ..joining.visibility import places_looked_after_by
from ..models import Place
from ..querysets import PlaceQuerySet
from .access import OwnPlacesMixin

LONGEST_SEARCH = 200


def flags_in_words(place: Place) -> str:
    """Return what a person should look at, in words."""
    return flags.in_words(place.flags)


def state_in_words(place: Place) -> str:
    """Return whether the public sees it."""
    if place.archived_at:
        return _("Archived")
    return _("Shown") if place.is_listed else _("Hidden")


def flags_button(place: Place) -> list[HeaderButton]:
    if not place.flags:
        return []
    label = ngettext("%(count)d thing to look at", "%(count)d things to look at", len(place.flags)) % {"count": len(place.flags)}
    return [HeaderButton(label=label, url=reverse("places_admin:flags", args=[place.pk]), icon_name="warning")]


def relay_buttons(user: Any, place: Place) -> list[HeaderButton]:
    """What ties a structure to this place, for who looks after it."""
    if not places_looked_after_by(user).filter(pk=place.pk).exists():
        return []
    buttons = []
    if user.has_perm("places.change_placelink"):
        url = reverse("joining_admin:open_link", args=[place.pk])
        buttons.append(HeaderButton(label=_("Send a private link"), url=url, icon_name="link"))
    if user.has_perm("places.change_hostinvitation"):
        url = reverse("joining_admin:invite_somebody", args=[place.pk])
        buttons.append(HeaderButton(label=_("Give access to the bookings"), url=url, icon_name="key"))
    return buttons


class PlaceIndexView(NoFormulas, IndexView):
    def search_queryset(self, queryset: PlaceQuerySet) -> PlaceQuerySet:
        return queryset.matching(self.search_query[:LONGEST_SEARCH]) if self.is_searching else queryset

    @cached_property
    def columns(self) -> list:
        """Without boxes to tick for who may do nothing to several places at once."""
        columns = super().columns
        if self.user_has_any_permission({"change", "delete"}):
            return columns
        return [column for column in columns if not isinstance(column, BulkActionsCheckboxColumn)]

    def get_edit_url(self, instance: Place) -> str | None:
        return super().get_edit_url(instance) if self._may("change", instance) else None

    def get_copy_url(self, instance: Place) -> str | None:
        return super().get_copy_url(instance) if self._may("add", instance) else None

    def get_delete_url(self, instance: Place) -> str | None:
        return super().get_delete_url(instance) if self._may("delete", instance) else None

    def _may(self, action: str, place: Place) -> bool:
        return self.permission_policy.user_has_permission_for_instance(self.request.user, action, place)

    def to_row_dict(self, item: Place) -> dict[str, Any]:
        row = super().to_row_dict(item)
        return {**row, "flags": flags_in_words(item)} if "flags" in row else row


class PlaceEditView(OwnPlacesMixin, EditView):
    instance_action = "change"

    def save_instance(self) -> Place:
        history.remember(self.form.instance)
        return super().save_instance()

    @cached_property
    def header_more_buttons(self) -> list:
        return [*super().header_more_buttons, *flags_button(self.object)]


class PlaceCopyView(OwnPlacesMixin, CopyView):
    instance_action = "add"


class PlaceDeleteView(OwnPlacesMixin, DeleteView):
    instance_action = "delete"

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("This place has sessions or sales: it cannot be deleted. Archive it."))
            return redirect(self.index_url_name)


class PlaceInspectView(OwnPlacesMixin, InspectView):
    @cached_property
    def header_more_buttons(self) -> list:
        return [*super().header_more_buttons, *flags_button(self.object), *relay_buttons(self.request.user, self.object)]


class ChangesColumn(Column):
    """What changed, a line a field: from what to what."""

    cell_template_name = "places/admin/changes_cell.html"

    def get_cell_context_data(self, instance, parent_context) -> dict[str, Any]:
        return {**super().get_cell_context_data(instance, parent_context), "changes": history.in_words(instance)}


class PlaceHistoryView(OwnPlacesMixin, HistoryView):
    instance_action = "change"

    @cached_property
    def columns(self) -> list:
        action, user, when = super().columns
        return [action, ChangesColumn("changes", label=gettext_lazy("What changed"), accessor=lambda entry: ""), user, when]


class PlaceUsageView(OwnPlacesMixin, UsageView):
    instance_action = "change"

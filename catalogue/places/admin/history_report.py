"""The history across places: who changed which field of which place, from what to what, when; imports and structures too."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.history import LogEntryUserColumn
from wagtail.admin.views.reports import ReportView
from wagtail.log_actions import registry

from core.spreadsheets import NoFormulas
from core.text import fold_words

from .. import history
from ..models import Place, PlaceLogEntry
from .access import PlacePolicy
from .place_views import LONGEST_SEARCH, ChangesColumn


def _actions() -> list[tuple[str, Any]]:
    """The actions that a place can have known, for the filter."""
    of_wagtail = ("wagtail.create", "wagtail.edit", "wagtail.delete")
    return [(action, label) for action, label in registry.get_choices() if action in of_wagtail or action.startswith("places.")]


class HistoryFilter(WagtailFilterSet):
    place = django_filters.CharFilter(label=_("Place"), method="filter_place")
    action = django_filters.ChoiceFilter(label=_("Action"), choices=_actions)
    user = django_filters.CharFilter(label=_("User name"), field_name="user__username", lookup_expr="iexact")
    timestamp = django_filters.DateFromToRangeFilter(label=_("Date"), widget=DateRangePickerWidget)

    class Meta:
        model = PlaceLogEntry
        fields: list[str] = []

    def filter_place(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        typed = fold_words(value[:LONGEST_SEARCH])
        return queryset.filter(place__in=Place.objects.matching(typed).values("pk")) if typed else queryset


def _history_url(entry: PlaceLogEntry) -> str | None:
    return None if entry.deleted else reverse("wagtailsnippets_places_place:history", args=[entry.place_id])


class PlaceHistoryReport(NoFormulas, ReportView):
    model = PlaceLogEntry
    permission_policy = PlacePolicy(Place)
    any_permission_required = ["change"]
    page_title = _("History of the places")
    verbose_name_plural = _("lines")
    header_icon = "history"
    index_url_name = "places_admin:history"
    index_results_url_name = "places_admin:history_results"
    filterset_class = HistoryFilter
    default_ordering = "-timestamp"
    is_searchable = False
    columns = [
        TitleColumn("label", label=_("Place"), get_url=_history_url),
        Column("message", label=_("Action")),
        ChangesColumn("changes", label=_("What changed"), accessor=lambda entry: ""),
        LogEntryUserColumn("user", label=_("User")),
        DateColumn("timestamp", label=_("Date"), sort_key="timestamp"),
    ]
    list_export = ["place_id", "label", "message", "changes", "user_display_name", "timestamp"]
    export_headings = {
        "place_id": _("Number"),
        "label": _("Place"),
        "message": _("Action"),
        "changes": _("What changed"),
        "user_display_name": _("User"),
        "timestamp": _("Date"),
    }

    def get_queryset(self) -> QuerySet:
        lines = PlaceLogEntry.objects.viewable_by_user(self.request.user)
        return self.order_queryset(lines.select_related("user", "user__wagtail_userprofile", "content_type"))

    def get_filename(self) -> str:
        return "historique-des-lieux"

    def to_row_dict(self, item: PlaceLogEntry) -> dict[str, Any]:
        item.changes = history.sentence(item)
        return super().to_row_dict(item)

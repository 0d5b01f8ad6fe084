"""The list of possible duplicates."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.closed_choosers import ClosedChooserViewSet
from core.spreadsheets import NoFormulas
from core.text import fold_words

from ..models import DuplicatePair
from .import_access import ImportPolicy


class DuplicateIndexView(NoFormulas, IndexView):
    def get_base_queryset(self) -> QuerySet[DuplicatePair]:
        return DuplicatePair.objects.select_related("first", "second", "settled_by").order_by(
            "-state", "-pk"
        )  # “open” comes last in the alphabet

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        for word in fold_words((self.search_query or "")[:200]).split()[:8] if self.is_searching else ():
            queryset = queryset.filter(first__folded__contains=word)
        return queryset

    def get_edit_url(self, instance: DuplicatePair) -> str:
        return reverse("places_imports:settle", args=[instance.pk])

    def get_list_more_buttons(self, instance: DuplicatePair) -> list:
        return []


def _name(pair: DuplicatePair) -> Any:
    return pair.first.name


def _who(pair: DuplicatePair) -> str:
    return (pair.settled_by.get_full_name() or pair.settled_by.get_username()) if pair.settled_by else "—"


class DuplicatePairViewSet(SnippetViewSet):
    model = DuplicatePair
    chooser_viewset_class = ClosedChooserViewSet
    icon = "copy"
    menu_label = _("Duplicates")
    permission_policy = ImportPolicy(DuplicatePair, "view")
    index_view_class = DuplicateIndexView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        TitleColumn("name", label=_("Place"), accessor=_name, get_url=lambda pair: reverse("places_imports:settle", args=[pair.pk])),
        Column("city", label=_("City"), accessor=lambda pair: pair.first.city),
        Column("sources", label=_("Sources"), accessor=lambda pair: f"{pair.first.source} / {pair.second.source}"),
        Column("metres", label=_("Metres apart"), sort_key="metres"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        Column("who", label=_("Settled by"), accessor=_who),
        DateColumn("proposed_at", label=_("Proposed"), sort_key="proposed_at"),
    ]
    list_filter = ["state"]
    search_fields = ["first__folded"]
    search_backend_name = None
    list_export = ["first", "second", "metres", "state", "proposed_at", "settled_by", "settled_at"]
    export_filename = "doublons"

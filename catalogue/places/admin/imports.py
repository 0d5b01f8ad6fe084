"""Lists of imports and of their sources."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.closed_choosers import ClosedChooserViewSet
from core.spreadsheets import NoFormulas

from ..models import Fate, ImportRun, ImportSource, RunState
from .import_access import ImportPolicy


def _count(*fates: Fate) -> Any:
    return lambda run: sum(run.fates.get(fate.value, 0) for fate in fates)


def _what(run: ImportRun) -> str:
    return str(run.source or run.source_name or run.file_name or run.url)


class RunIndexView(NoFormulas, IndexView):
    add_item_label = _("Import a file")

    def get_base_queryset(self) -> QuerySet[ImportRun]:
        return ImportRun.objects.select_related("source", "asked_by").defer("held_back", "warnings", "reasons", "repairs")

    def get_add_url(self) -> str:
        return reverse("places_imports:new")

    def get_edit_url(self, instance: ImportRun) -> str:
        return reverse("places_imports:report", args=[instance.pk])

    def get_list_more_buttons(self, instance: ImportRun) -> list:
        return []


class ImportRunViewSet(SnippetViewSet):
    model = ImportRun
    chooser_viewset_class = ClosedChooserViewSet
    icon = "download"
    menu_label = _("Imports")
    permission_policy = ImportPolicy(ImportRun, "view", "add")
    index_view_class = RunIndexView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        TitleColumn("what", label=_("Source"), accessor=_what, get_url=lambda run: reverse("places_imports:report", args=[run.pk])),
        DateColumn("created_at", label=_("Asked"), sort_key="created_at"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        BooleanColumn("is_dry_run", label=_("Trial")),
        Column("rows_total", label=_("Rows"), sort_key="rows_total"),
        Column("created", label=_("Places created"), accessor=_count(Fate.CREATED)),
        Column("updated", label=_("Places updated"), accessor=_count(Fate.UPDATED)),
        Column("archived", label=_("Places archived"), accessor=_count(Fate.ARCHIVED)),
        Column("refused", label=_("Places refused"), accessor=_count(Fate.REFUSED)),
    ]
    list_filter = ["state", "is_dry_run", "source"]
    search_fields = ["source_name", "file_name", "url"]
    search_backend_name = None
    list_export = ["pk", "source", "source_name", "file_name", "url", "created_at", "state", "is_dry_run", "version", "rows_total", "error"]
    export_filename = "imports"


def _last(source: ImportSource) -> str:
    """Return the state of the last import and its day, as the list has asked for them."""
    state, when = getattr(source, "last_state", None), getattr(source, "last_asked", None)
    if state is None or when is None:
        return "—"
    return f"{RunState(state).label}, {date_format(timezone.localtime(when), 'SHORT_DATETIME_FORMAT')}"


class SourceIndexView(NoFormulas, IndexView):
    add_item_label = _("Add a source")

    def get_base_queryset(self) -> QuerySet[ImportSource]:
        runs = ImportRun.objects.filter(source=OuterRef("pk"), is_dry_run=False).order_by("-pk")
        return ImportSource.objects.annotate(
            last_state=Subquery(runs.values("state")[:1]), last_asked=Subquery(runs.values("created_at")[:1])
        )

    def get_list_more_buttons(self, instance: ImportSource) -> list:
        buttons = super().get_list_more_buttons(instance)
        url = f"{reverse('places_imports:new')}?source={instance.pk}"
        return [Button(_("Import now"), url=url, icon_name="download", priority=5), *buttons]


class ImportSourceViewSet(SnippetViewSet):
    model = ImportSource
    chooser_viewset_class = ClosedChooserViewSet
    icon = "site"
    menu_label = _("Sources")
    permission_policy = ImportPolicy(ImportSource, "view", "add", "change", "delete")
    index_view_class = SourceIndexView
    copy_view_enabled = False
    list_display = [
        "name",
        Column("url", label=_("Address")),
        Column("get_every_display", label=_("How often"), sort_key="every"),
        BooleanColumn("is_enabled", label=_("Read by itself"), sort_key="is_enabled"),
        DateColumn("next_at", label=_("Next time"), sort_key="next_at"),
        Column("last", label=_("Last import"), accessor=_last),
    ]
    list_filter = ["is_enabled", "every"]
    search_fields = ["name", "url"]
    search_backend_name = None
    list_export = ["name", "url", "every", "is_enabled", "next_at"]
    export_filename = "sources"
    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        FieldPanel("keeps_own_names"),
        MultiFieldPanel([FieldRowPanel([FieldPanel("is_enabled"), FieldPanel("every")]), FieldPanel("next_at")], heading=_("When")),
    ]

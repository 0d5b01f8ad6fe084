"""What one may come for at a permanence: worded, translated, lengthened and put in order by the team."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.closed_choosers import ClosedChooserViewSet
from core.spreadsheets import NoFormulas

from ..models import PermanenceReason


class ReasonIndexView(NoFormulas, IndexView):
    """Exports words, not codes."""


class PermanenceReasonViewSet(SnippetViewSet):
    model = PermanenceReason
    chooser_viewset_class = ClosedChooserViewSet
    index_view_class = ReasonIndexView
    icon = "help"
    menu_label = _("Reasons to come")
    menu_order = 810
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        Column("french_name", label=_("Reason"), accessor="french_name"),
        Column("minutes", label=_("Minutes"), accessor="minutes", sort_key="minutes"),
        "code",
        BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
    ]
    list_filter = ["is_active"]
    list_export = ["code", "french_name", "minutes", "position", "is_active"]
    search_backend_name = None
    search_fields = ["code", "texts__name"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="workshops/admin/reason_help.html"),
            FieldRowPanel([FieldPanel("code"), FieldPanel("minutes"), FieldPanel("position")]),
            FieldRowPanel([FieldPanel("picture"), FieldPanel("is_active")]),
            InlinePanel(
                "texts",
                heading=_("Words"),
                label=_("language"),
                min_num=1,
                panels=[FieldPanel("language"), FieldPanel("name"), FieldPanel("example")],
            ),
        ]
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[PermanenceReason]:
        return PermanenceReason.objects.prefetch_related("texts").order_by("position", "pk")

"""The school holidays: the official calendar, corrected by the team, and what Corsica and overseas add."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.closed_choosers import ClosedChooserViewSet
from core.spreadsheets import NoFormulas

from ..models import SchoolHoliday


def where(holiday: SchoolHoliday) -> str:
    return holiday.get_zone_display() if holiday.zone else holiday.departement


class SchoolHolidayIndexView(NoFormulas, IndexView):
    """Exports words, not codes."""


class SchoolHolidayViewSet(SnippetViewSet):
    model = SchoolHoliday
    chooser_viewset_class = ClosedChooserViewSet
    index_view_class = SchoolHolidayIndexView
    icon = "calendar-alt"
    menu_label = _("School holidays")
    menu_order = 820
    add_to_settings_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    default_ordering = ["first_day", "zone", "departement", "pk"]
    list_display = [
        "name",
        Column("zone", label=_("Where"), accessor=where, sort_key="zone"),
        DateColumn("first_day", label=_("First day off"), sort_key="first_day"),
        DateColumn("last_day", label=_("Last day off"), sort_key="last_day"),
    ]
    list_filter = ["zone", "first_day"]
    list_export = ["name", "zone", "departement", "first_day", "last_day"]
    search_backend_name = None
    search_fields = ["name"]
    edit_handler = ObjectList(
        [
            HelpPanel(template="places/admin/school_holidays_help.html"),
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("zone"), FieldPanel("departement")]),
            FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        ]
    )

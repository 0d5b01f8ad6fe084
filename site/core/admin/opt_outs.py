"""Numbers that want no more reminders: listed masked, added when somebody says so on the phone, removed when they change their mind."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .. import opting_out
from ..closed_choosers import ClosedChooserViewSet
from ..forms import PhoneField
from ..models import OptOut
from ..permission_policies import LimitedPolicy
from ..phones import parse_phone


class AddAndDeletePolicy(LimitedPolicy):
    """A number is added or taken off, never turned into another."""

    allowed = frozenset({"view", "add", "delete"})


class OptOutForm(WagtailAdminModelForm):
    number = PhoneField(label=_("Phone"), help_text=_("Reminders and alerts stop at once. If a workshop is cancelled, somebody calls."))

    def save(self, commit: bool = True) -> OptOut:
        opting_out.opt_out(self.cleaned_data["number"])
        return OptOut.objects.get(number=self.cleaned_data["number"], about="")

    def validate_unique(self) -> None:
        """A number that is there already stays there: nobody is told that it was."""


class OptOutIndex(IndexView):
    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(number=parse_phone(self.search_query) or "") if self.is_searching else queryset

    def get_edit_url(self, instance: Any) -> None:
        return None


class OptOutViewSet(SnippetViewSet):
    model = OptOut
    chooser_viewset_class = ClosedChooserViewSet
    icon = "cross"
    menu_label = _("Without reminders")
    menu_name = "opt-outs"
    add_to_settings_menu = True
    menu_order = 204
    permission_policy = AddAndDeletePolicy(OptOut)
    index_view_class = OptOutIndex
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["number"]
    list_filter = ["way"]
    list_display = [
        "__str__",
        Column("about", label=_("What stops"), accessor=lambda row: _("one booking") if row.about else _("everything")),
        Column("way", label=_("How they said it"), accessor="get_way_display"),
        DateColumn("created_at", label=_("Since"), sort_key="created_at"),
    ]
    edit_handler = ObjectList([FieldPanel("number")], base_form_class=OptOutForm)

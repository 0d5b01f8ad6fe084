"""The numbers hosts count, session by session: for the figures. Nobody is behind them."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from catalogue.agenda.visibility import visible_to
from catalogue.places.models import Place
from core.closed_choosers import ClosedChooserViewSet
from core.permission_policies import ReadOnlyPolicy
from core.spreadsheets import NoFormulas

from ..models import SessionTally


class TallyFilters(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(label=_("Day"), field_name="session__local_day", widget=DateRangePickerWidget)
    place = django_filters.ModelChoiceFilter(
        label=_("Place"), field_name="session__place", queryset=Place.objects.filter(kind="reception_point").order_by("name", "pk")
    )

    class Meta:
        model = SessionTally
        fields = ["day", "place", "what"]


class TallyIndex(NoFormulas, IndexView):
    def get_base_queryset(self) -> QuerySet[SessionTally]:
        sessions = visible_to(self.request.user).order_by().values("pk")
        tallies = SessionTally.objects.filter(session__in=sessions, count__gt=0)
        return tallies.select_related("session__offer", "session__place").order_by("-session__starts_at", "session", "pk")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset

    def get_edit_url(self, instance: SessionTally) -> None:
        return None

    def to_row_dict(self, item: SessionTally) -> dict[str, Any]:
        return {**super().to_row_dict(item), "what": str(item.get_what_display())}


class TallyViewSet(SnippetViewSet):
    model = SessionTally
    chooser_viewset_class = ClosedChooserViewSet
    icon = "list-ol"
    menu_label = _("Counts of the room")
    menu_name = "room-counts"
    menu_order = 240
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(SessionTally)
    index_view_class = TallyIndex
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["session__offer__title", "session__place__name"]
    filterset_class = TallyFilters
    list_display = [
        Column(
            "day",
            label=_("When"),
            accessor=lambda one: date_format(one.session.starts_local, "D j F Y, H:i"),
            sort_key="session__starts_at",
        ),
        Column("workshop", label=_("Workshop"), accessor="session.offer.title"),
        Column("place", label=_("Place"), accessor="session.place_name"),
        Column("what", label=_("What is counted"), accessor="get_what_display", sort_key="what"),
        Column("count", label=pgettext_lazy("how many", "Number"), sort_key="count"),
    ]
    list_export = ["session.local_day", "session.offer.title", "session.place_name", "session.town", "what", "count"]
    export_headings = {
        "session.local_day": _("Day"),
        "session.offer.title": _("Workshop"),
        "session.place_name": _("Place"),
        "session.town": _("Town"),
        "what": _("What is counted"),
        "count": pgettext_lazy("how many", "Number"),
    }
    export_filename = "comptages"

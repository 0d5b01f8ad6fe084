"""Lists and forms of places, roles and communes."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet, SnippetViewSetGroup

from core.closed_choosers import ClosedChooserViewSet
from core.permission_policies import ReadOnlyPolicy
from core.spreadsheets import NoFormulas
from core.text import fold

from ..models import Commune, Place, PlaceRole
from ..naming import fold_commune
from ..visibility import places_seen_by
from .access import PlacePolicy
from .choosing import PlaceChooserViewSet
from .duplicates import DuplicatePairViewSet
from .imports import ImportRunViewSet, ImportSourceViewSet
from .panels import place_panels
from .place_filters import PlaceFilter
from .place_views import (
    PlaceCopyView,
    PlaceDeleteView,
    PlaceEditView,
    PlaceHistoryView,
    PlaceIndexView,
    PlaceInspectView,
    PlaceUsageView,
    flags_in_words,
    state_in_words,
)


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "home"
    menu_label = _("Places")
    permission_policy = PlacePolicy(Place)
    index_view_class = PlaceIndexView
    index_results_template_name = "places/admin/list_results.html"
    edit_view_class = PlaceEditView
    copy_view_class = PlaceCopyView
    delete_view_class = PlaceDeleteView
    inspect_view_class = PlaceInspectView
    history_view_class = PlaceHistoryView
    usage_view_class = PlaceUsageView
    chooser_viewset_class = PlaceChooserViewSet
    chooser_per_page = 25
    inspect_view_enabled = True
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("city", label=_("City"), sort_key="city"),
        "postcode",
        Column("state", label=_("State"), accessor=state_in_words, sort_key="is_listed"),
        Column("flags", label=_("To look at"), accessor=flags_in_words),
        DateColumn("verified_on", label=_("Verified"), sort_key="verified_on"),
    ]
    list_filter = None
    filterset_class = PlaceFilter
    search_fields = ["folded"]
    search_backend_name = None
    list_per_page = 50
    list_export = [
        "pk",
        "kind",
        "source",
        "source_id",
        "name",
        "address",
        "postcode",
        "city",
        "commune_id",
        "lat",
        "lon",
        "phone",
        "websites",
        "opening_hours",
        "services",
        "modes",
        "fees",
        "national_programmes",
        "languages",
        "is_listed",
        "archived_at",
        "verified_on",
        "source_updated_on",
        "flags",
    ]
    export_headings = {"pk": _("Number"), "commune_id": _("INSEE code"), "flags": _("To look at")}
    export_filename = "lieux"
    edit_handler = place_panels

    def get_queryset(self, request) -> QuerySet:
        return places_seen_by(request.user)


class PlaceRoleIndexView(NoFormulas, IndexView):
    """Exports words, not codes."""


class PlaceRoleViewSet(SnippetViewSet):
    model = PlaceRole
    chooser_viewset_class = ClosedChooserViewSet
    index_view_class = PlaceRoleIndexView
    icon = "user"
    menu_label = _("Roles at places")
    list_display = ["user", "place", Column("get_role_display", label=_("Role"), sort_key="role")]
    list_filter = ["role"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "place__folded"]
    search_backend_name = None
    list_export = ["user", "place", "role"]
    panels = [FieldPanel("user"), FieldPanel("place"), FieldPanel("role")]

    def get_queryset(self, request) -> QuerySet:
        return PlaceRole.objects.select_related("user", "place")


class CommuneIndexView(IndexView):
    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        if not self.is_searching:
            return queryset
        typed = fold(self.search_query)
        if typed.isdigit():
            return (queryset.filter(code__startswith=typed) | queryset.filter(postcodes__postcode__startswith=typed)).distinct()
        return queryset.filter(folded__contains=fold_commune(self.search_query))


class CommuneViewSet(SnippetViewSet):
    model = Commune
    icon = "site"
    menu_label = _("Communes")
    permission_policy = ReadOnlyPolicy(Commune)
    index_view_class = CommuneIndexView
    inspect_view_enabled = True
    list_display = ["name", "code", "departement", Column("get_kind_display", label=_("Kind")), "population", "town_hall_phone"]
    list_filter = ["kind"]
    list_export = ["code", "name", "departement", "lat", "lon", "population", "town_hall_phone"]
    search_fields = ["folded", "code"]
    search_backend_name = None


class PlacesGroup(SnippetViewSetGroup):
    items = (PlaceViewSet, PlaceRoleViewSet, CommuneViewSet, ImportRunViewSet, ImportSourceViewSet, DuplicatePairViewSet)
    menu_label = _("Places")
    menu_icon = "home"
    menu_name = "places"
    menu_order = 320

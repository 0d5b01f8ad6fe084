"""Lists and forms of places, roles and communes."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import (
    CopyView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
    UsageView,
)

from core.permission_policies import ReadOnlyPolicy
from core.spreadsheets import NoFormulas
from core.text import fold

from ..departements import NAMES
from ..importing.report import REPAIRS
from ..joining.keeping import OUT_OF_DATE
from ..joining.visibility import places_looked_after_by
from ..models import Commune, Place, PlaceKind, PlaceRole
from ..naming import fold_commune
from ..querysets import PlaceQuerySet
from .access import OwnPlacesMixin, PlacePolicy, places_seen_by
from .duplicates import DuplicatePairViewSet
from .imports import ImportRunViewSet, ImportSourceViewSet
from .panels import place_panels


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


def flags_in_words(place: Place) -> str:
    """Return what a person should look at, in words."""
    words = {**REPAIRS, OUT_OF_DATE: _("not confirmed by the structure for more than a year")}
    return " ; ".join(str(words.get(flag, flag)) for flag in place.flags)


class PlaceFilter(WagtailFilterSet):
    kind = django_filters.MultipleChoiceFilter(choices=PlaceKind.choices, label=_("Kind"))
    departement = django_filters.ChoiceFilter(
        choices=[(code, f"{code} · {name}") for code, name in NAMES.items()], field_name="commune__departement", label=_("Département")
    )
    is_listed = django_filters.BooleanFilter(label=_("Shown to the public"))
    to_look_at = django_filters.BooleanFilter(method="filter_flags", label=_("To look at"))

    class Meta:
        model = Place
        fields: list[str] = []

    def filter_flags(self, queryset: QuerySet, name: str, value: bool) -> QuerySet:
        return queryset.exclude(flags=[]) if value else queryset.filter(flags=[])


class PlaceIndexView(NoFormulas, IndexView):
    def search_queryset(self, queryset: PlaceQuerySet) -> PlaceQuerySet:
        return queryset.matching(self.search_query) if self.is_searching else queryset


class PlaceEditView(OwnPlacesMixin, EditView):
    instance_action = "change"


class PlaceCopyView(OwnPlacesMixin, CopyView):
    instance_action = "add"


class PlaceDeleteView(OwnPlacesMixin, DeleteView):
    instance_action = "delete"


class PlaceInspectView(OwnPlacesMixin, InspectView):
    @cached_property
    def header_more_buttons(self) -> list:
        return [*super().header_more_buttons, *relay_buttons(self.request.user, self.object)]


class PlaceHistoryView(OwnPlacesMixin, HistoryView):
    pass


class PlaceUsageView(OwnPlacesMixin, UsageView):
    pass


class PlaceViewSet(SnippetViewSet):
    model = Place
    icon = "home"
    menu_label = _("Places")
    permission_policy = PlacePolicy(Place)
    index_view_class = PlaceIndexView
    edit_view_class = PlaceEditView
    copy_view_class = PlaceCopyView
    delete_view_class = PlaceDeleteView
    inspect_view_class = PlaceInspectView
    history_view_class = PlaceHistoryView
    usage_view_class = PlaceUsageView
    inspect_view_enabled = True
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("city", label=_("City"), sort_key="city"),
        "postcode",
        BooleanColumn("is_listed", label=_("Shown"), sort_key="is_listed"),
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
        "verified_on",
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

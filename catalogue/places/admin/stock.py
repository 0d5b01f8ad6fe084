"""Stock, sales, programmes and referrals in the admin: everyone their own places; nobody who asked or bought is shown."""

from datetime import timedelta
from decimal import Decimal
from typing import cast

import django_filters
from django import forms
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.views.snippets import EditView, HistoryView, IndexView, SnippetViewSet, SnippetViewSetGroup, UsageView

from core.closed_choosers import ClosedChooserViewSet
from core.models import User
from core.permission_policies import LimitedPolicy, ReadOnlyPolicy
from core.spreadsheets import NoFormulas
from core.templatetags.ui import first_upper

from ..models import AlertState, Level, Place, Proof, Sale, SaleProgramme, StockAlert, StockItem, StockKind, StockReferral
from ..models.stock import level_of
from ..stock import levels
from ..stock.access import places_kept_by
from ..stock.age import STALE_DAYS, age_in_words, days_old
from ..stock.words import euros, price_in_words
from ..visibility import places_seen_by
from .access import OwnPlacesMixin


class OwnPlacesPolicy(LimitedPolicy):
    """What the group may do, on the places one keeps; nothing is deleted here (a host's screen says "no longer sold")."""

    allowed = frozenset({"view", "add", "change"})

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        if not self.user_has_permission(user, action):
            return False
        places = places_seen_by(user) if action == "view" else places_kept_by(user)
        return places.filter(pk=instance.place_id).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)


def at_places_seen_by(user: User, rows: QuerySet) -> QuerySet:
    return rows.filter(place__in=places_seen_by(user).order_by().values("pk")).select_related("place")


def _places(request: HttpRequest | None) -> QuerySet[Place]:
    """The places of the filter: those one sees, which have stock or sales."""
    if request is None:
        return Place.objects.none()
    return places_seen_by(cast("User", request.user)).filter(pk__in=StockItem.objects.order_by().values("place")).order_by("city", "name")


class StockFilters(WagtailFilterSet):
    place = django_filters.ModelChoiceFilter(label=_("Place"), queryset=_places)
    kind = django_filters.MultipleChoiceFilter(label=_("What"), choices=StockKind.choices)
    level = django_filters.MultipleChoiceFilter(label=_("How much is left"), choices=Level.choices)
    old = django_filters.BooleanFilter(label=_("To confirm by phone (over a fortnight)"), method="filter_old")

    class Meta:
        model = StockItem
        fields: list[str] = []

    def filter_old(self, rows: QuerySet, name: str, value: bool) -> QuerySet:
        limit = timezone.now() - timedelta(days=STALE_DAYS + 1)
        return rows.filter(updated_at__lt=limit) if value else rows.filter(updated_at__gte=limit)


class StockItemForm(WagtailAdminModelForm):
    """Place and kind are chosen once; then they stay."""

    instance: StockItem

    proofs = forms.MultipleChoiceField(
        label=_("With which papers"), choices=Proof.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proofs"].choices = [(proof.value, first_upper(str(proof.label))) for proof in Proof]
        if self.instance.pk:
            for name in ("place", "kind"):
                self.fields[name].disabled = True
        elif self.for_user is not None:
            self.fields["place"].queryset = places_kept_by(self.for_user).of_kinds("reception_point", "relay").order_by("city", "name")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("count") is not None:
            cleaned["level"] = level_of(cleaned["count"])
        return cleaned

    def save(self, commit: bool = True) -> StockItem:
        """By the same verb as the hosts' screens: the search follows, and those who wait are told."""
        if not commit:
            return super().save(commit=False)
        told = self.cleaned_data
        names = ("level", "count", "price_from", "buyers", "proofs", "referral_way")
        kept = levels.describe(self.instance.place_id, self.instance.kind, levels.Description(**{name: told[name] for name in names}))
        self.instance = kept
        return kept


class StockIndexView(NoFormulas, IndexView):
    def get_base_queryset(self) -> QuerySet:
        return at_places_seen_by(self.request.user, StockItem.objects.annotate(waiting=_waiting()))


def _waiting() -> Coalesce:
    line = StockAlert.objects.filter(place=OuterRef("place"), kind=OuterRef("kind"), state=AlertState.WAITING)
    counted = line.order_by().values("place").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


class StockEditView(OwnPlacesMixin, EditView):
    """Wagtail asks the permission of the model only: who reads every place, as editors do, keeps their own stock alone."""

    instance_action = "change"


class StockHistoryView(OwnPlacesMixin, HistoryView):
    instance_action = "change"


class StockUsageView(OwnPlacesMixin, UsageView):
    instance_action = "change"


class StockViewSet(SnippetViewSet):
    model = StockItem
    chooser_viewset_class = ClosedChooserViewSet
    icon = "list-ul"
    menu_label = _("Stock")
    menu_name = "stock"
    permission_policy = OwnPlacesPolicy(StockItem)
    index_view_class = StockIndexView
    edit_view_class = StockEditView
    history_view_class = StockHistoryView
    usage_view_class = StockUsageView
    copy_view_enabled = False
    list_display = [
        "place",
        Column("get_kind_display", label=_("What"), sort_key="kind"),
        Column("get_level_display", label=_("How much is left"), sort_key="level"),
        Column("count", label=_("Number left"), accessor=lambda item: "" if item.count is None else item.count, sort_key="count"),
        Column("price", label=_("Price"), accessor=price_in_words, sort_key="price_from"),
        Column(
            "age",
            label=_("Age"),
            accessor=lambda item: age_in_words(days_old(item.updated_at, item.place.time_zone)),
            sort_key="updated_at",
        ),
        Column("waiting", label=_("People waiting")),
    ]
    list_export = ["place", "place_id", "kind", "level", "count", "price_from", "buyers", "referral_way", "updated_at", "waiting"]
    export_headings = {"waiting": _("People waiting"), "place_id": _("Number of the place")}
    export_filename = "stock"
    filterset_class = StockFilters
    search_fields = ["place__folded"]
    search_backend_name = None
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("place"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("level"), FieldPanel("count"), FieldPanel("price_from")]),
            MultiFieldPanel([FieldPanel("buyers"), FieldPanel("proofs"), FieldPanel("referral_way")], heading=_("Who may buy")),
        ],
        base_form_class=StockItemForm,
    )


class SaleFilters(WagtailFilterSet):
    local_day = django_filters.DateFromToRangeFilter(label=_("Between two days"), widget=DateRangePickerWidget)
    place = django_filters.ModelChoiceFilter(label=_("Place"), queryset=_places)
    kind = django_filters.MultipleChoiceFilter(label=_("What"), choices=StockKind.choices)
    programme = django_filters.ModelChoiceFilter(label=_("Programme"), queryset=SaleProgramme.objects.all())
    kept = django_filters.BooleanFilter(label=_("Taken back"), field_name="cancelled_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = Sale
        fields: list[str] = []


class SaleIndexView(NoFormulas, IndexView):
    def get_base_queryset(self) -> QuerySet:
        return at_places_seen_by(self.request.user, Sale.objects.select_related("programme"))


def _total(sale: Sale) -> str:
    return euros(Decimal(sale.total))


class SaleViewSet(SnippetViewSet):
    model = Sale
    chooser_viewset_class = ClosedChooserViewSet
    icon = "tag"
    menu_label = _("Sales")
    menu_name = "sales"
    permission_policy = ReadOnlyPolicy(Sale)
    index_view_class = SaleIndexView
    inspect_view_enabled = False
    list_display = [
        Column("local_day", label=_("Day"), sort_key="local_day"),
        Column("place", label=_("Place"), sort_key="place__name"),
        Column("get_kind_display", label=_("What"), sort_key="kind"),
        Column("quantity", label=_("How many"), sort_key="quantity"),
        Column("unit_price", label=_("Price of one"), accessor=lambda sale: euros(sale.unit_price), sort_key="unit_price"),
        Column("total", label=_("Total"), accessor=_total),
        Column("programme", label=_("Programme"), sort_key="programme__name"),
        DateColumn("cancelled_at", label=_("Taken back"), sort_key="cancelled_at"),
    ]
    list_export = ["local_day", "place", "place_id", "kind", "quantity", "unit_price", "total", "programme", "cancelled_at"]
    export_headings = {"total": _("Total"), "place_id": _("Number of the place")}
    export_filename = "ventes"
    filterset_class = SaleFilters
    search_fields = ["place__folded"]
    search_backend_name = None
    list_per_page = 50


class SaleProgrammeViewSet(SnippetViewSet):
    model = SaleProgramme
    icon = "tag"
    menu_label = _("Programmes")
    list_display = ["name", "order", BooleanColumn("is_active", label=_("Offered to hosts"))]
    search_fields = ["name"]
    search_backend_name = None
    panels = [FieldPanel("name"), FieldRowPanel([FieldPanel("order"), FieldPanel("is_active")])]


class ReferralFilters(WagtailFilterSet):
    place = django_filters.ModelChoiceFilter(label=_("Place"), queryset=_places)
    kind = django_filters.MultipleChoiceFilter(label=_("What"), choices=StockKind.choices)
    seen = django_filters.BooleanFilter(label=_("Seen"), field_name="seen_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = StockReferral
        fields: list[str] = []


class ReferralIndexView(NoFormulas, IndexView):
    def get_base_queryset(self) -> QuerySet:
        return at_places_seen_by(self.request.user, StockReferral.objects.all())


class ReferralViewSet(SnippetViewSet):
    """The history of referrals: which structure sent to which place for what, nobody's name."""

    model = StockReferral
    chooser_viewset_class = ClosedChooserViewSet
    icon = "doc-full"
    menu_label = _("Referrals")
    menu_name = "stock-referrals"
    permission_policy = ReadOnlyPolicy(StockReferral)
    index_view_class = ReferralIndexView
    inspect_view_enabled = False
    list_display = [
        Column("number", label=_("Number")),
        Column("place", label=_("Place"), sort_key="place__name"),
        Column("get_kind_display", label=_("What"), sort_key="kind"),
        Column("structure", label=_("Structure"), sort_key="structure"),
        DateColumn("created_at", label=_("Printed"), sort_key="created_at"),
        DateColumn("expires_at", label=_("Valid until"), sort_key="expires_at"),
        DateColumn("seen_at", label=_("Seen"), sort_key="seen_at"),
    ]
    list_export = ["number", "place", "place_id", "kind", "structure", "created_at", "expires_at", "seen_at"]
    export_headings = {"place_id": _("Number of the place")}
    export_filename = "orientations"
    filterset_class = ReferralFilters
    search_fields = ["number", "structure"]
    search_backend_name = None
    list_per_page = 50


class StockGroup(SnippetViewSetGroup):
    items = (StockViewSet, SaleViewSet, ReferralViewSet, SaleProgrammeViewSet)
    menu_label = _("Stock and sales")
    menu_icon = "tag"
    menu_name = "stock-and-sales"
    menu_order = 325

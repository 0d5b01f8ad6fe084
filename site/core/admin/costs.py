"""What messages cost, by month and kind: an estimate, from the text messages sent and the price in the site's settings."""

from decimal import Decimal
from typing import Any

import django_filters
from django.db.models import DecimalField, F, QuerySet, Value
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from .. import message_kinds
from ..closed_choosers import ClosedChooserViewSet
from ..models import SentCount
from ..models.message import Channel
from ..permission_policies import ReadOnlyPolicy
from ..sent_counts import cost, months, sms_price
from ..spreadsheets import NoFormulas
from .words import kind_choices


def euros(amount: Decimal) -> str:
    return f"{number_format(amount, 2, force_grouping=True)}\u00a0€"


def _whole(number: int) -> str:
    return number_format(number, 0, force_grouping=True)


def kind_of(row: SentCount) -> str:
    return capfirst(str(message_kinds.label_of(row.kind)))


def channel_of(row: SentCount) -> str:
    return str(dict(Channel.choices).get(row.channel, row.channel))


class CostFilters(WagtailFilterSet):
    month = django_filters.DateFromToRangeFilter(label=_("Month"), widget=DateRangePickerWidget)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=kind_choices)
    channel = django_filters.ChoiceFilter(label=_("Channel"), choices=Channel.choices)

    class Meta:
        model = SentCount
        fields = ["month", "kind", "channel"]


class CostIndex(NoFormulas, IndexView):
    @cached_property
    def price(self) -> Decimal:
        return sms_price()

    def get_base_queryset(self) -> QuerySet[SentCount]:
        euros_each = Value(self.price, output_field=DecimalField(max_digits=12, decimal_places=4))
        return super().get_base_queryset().annotate(cost=F("segments") * euros_each)

    @cached_property
    def columns(self) -> list[Column]:
        return super().columns[1:]  # nothing is done to several rows: no box to tick

    def get_edit_url(self, instance: SentCount) -> None:
        return None

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        found = [
            (
                capfirst(date_format(month.month, "F Y")),
                _whole(month.messages),
                _whole(month.segments),
                euros(cost(month.segments, self.price)),
            )
            for month in months(SentCount.objects.all())
        ]
        settings_url = reverse("wagtailsettings:edit", args=["core", "sitesettings"])
        may_set = self.request.user.has_perm("core.change_sitesettings")
        return super().get_context_data(*args, **kwargs) | {
            "months": found,
            "price": number_format(self.price, 4).rstrip("0").rstrip(",."),
            "settings_url": settings_url if may_set else "",
        }

    def to_row_dict(self, item: SentCount) -> dict[str, Any]:
        words = {"kind": kind_of(item), "channel": channel_of(item), "cost": cost(item.segments, self.price)}
        return {**super().to_row_dict(item), **words}


class CostViewSet(SnippetViewSet):
    model = SentCount
    chooser_viewset_class = ClosedChooserViewSet
    icon = "history"
    menu_label = _("Cost of messages")
    menu_name = "message-costs"
    add_to_settings_menu = True
    menu_order = 206
    permission_policy = ReadOnlyPolicy(SentCount)
    index_view_class = CostIndex
    index_template_name = "core/admin/costs.html"
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    filterset_class = CostFilters
    list_export = ["month", "kind", "channel", "messages", "segments", "cost"]
    export_headings = {"cost": _("Estimated cost, in euros")}
    list_display = [
        Column("month", label=_("Month"), accessor=lambda row: capfirst(date_format(row.month, "F Y")), sort_key="month"),
        Column("kind", label=_("Kind"), accessor=kind_of, sort_key="kind"),
        Column("channel", label=_("Channel"), accessor=channel_of, sort_key="channel"),
        Column("messages", label=_("Messages"), accessor=lambda row: _whole(row.messages), sort_key="messages"),
        Column("segments", label=_("Text messages paid"), accessor=lambda row: _whole(row.segments), sort_key="segments"),
        Column("cost", label=_("Estimated cost"), accessor=lambda row: euros(row.cost)),
    ]

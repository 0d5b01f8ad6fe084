"""Whom to call: what to say, and a button once it is done."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core import local_time
from core.closed_choosers import ClosedChooserViewSet
from core.permission_policies import ReadOnlyPolicy
from core.phones import show_phone

from ..call_list import calls_to_make
from ..models import Booking, Call
from ..visibility import seen_by
from .bookings import name_of, when_of


def calls_seen_by(user) -> QuerySet[Call]:
    """Return the calls to make for bookings a user sees."""
    seen = seen_by(user, Booking.objects.submitted())
    calls = calls_to_make().filter(booking__in=seen.values("pk"))
    return calls.select_related("booking__session__place", "booking__session__offer", "booking__offer").prefetch_related(
        "booking__participants__seat"
    )


class CallIndex(IndexView):
    def get_base_queryset(self) -> QuerySet[Call]:
        return calls_seen_by(self.request.user)

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset

    def get_edit_url(self, instance: Call) -> str:
        return reverse("bookings_admin:called", args=[instance.pk])


def _to_say(call: Call) -> Any:
    return call.get_reason_display()


def language_of(call: Call) -> str:
    return dict(settings.LANGUAGES).get(call.booking.language, call.booking.language)


def useless_after(call: Call) -> str:
    """Return until when it makes sense to call, by the clock of the place."""
    if call.useless_after is None:
        return "—"
    zone = call.booking.session.time_zone if call.booking.session else local_time.REMOTE
    return date_format(local_time.at_place(call.useless_after, zone), "j F, H:i")


class CallViewSet(SnippetViewSet):
    model = Call
    chooser_viewset_class = ClosedChooserViewSet
    icon = "mobile-alt"
    menu_label = _("To call")
    menu_name = "calls"
    menu_order = 220
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(Call)
    index_view_class = CallIndex
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["booking__reference"]
    list_filter = ["reason"]
    list_display = [
        TitleColumn(
            "phone",
            label=_("Phone"),
            accessor=lambda call: show_phone(call.booking.contact_phone) or _("no number"),
            get_url=lambda call: reverse("bookings_admin:called", args=[call.pk]),
        ),
        Column("first_name", label=_("First name"), accessor=lambda call: name_of(call.booking)),
        Column("reason", label=_("What to say"), accessor=_to_say),
        Column("workshop", label=_("Workshop"), accessor=lambda call: call.booking.offer.title if call.booking.offer else "—"),
        Column("when", label=_("When"), accessor=lambda call: when_of(call.booking)),
        Column("language", label=_("Language"), accessor=language_of),
        DateColumn("created_at", label=_("Since"), sort_key="created_at"),
        Column("until", label=_("Useless after"), accessor=useless_after),
    ]

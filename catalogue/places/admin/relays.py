"""Lists of what ties structures to their places: links, changes they made, accesses to bookings, reported mistakes."""

from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet, SnippetViewSetGroup

from core.closed_choosers import ClosedChooserViewSet
from core.permission_policies import ReadOnlyPolicy
from core.spreadsheets import NoFormulas

from ..field_words import field_in_words, value_in_words
from ..joining.visibility import of_places_seen_by
from ..models import EntryChange, HostInvitation, InvitationState, Place, PlaceLink, PlaceReport
from .applications import ApplicationViewSet


def _shown(value: Any) -> Any:
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT") if isinstance(value, date) else value


class OwnRowsIndexView(NoFormulas, IndexView):
    """The rows of the places one looks after."""

    def get_base_queryset(self) -> QuerySet:
        return of_places_seen_by(self.request.user, self.model.objects.select_related("place"))


class OwnRowsInspectView(InspectView):
    template_name = "places/admin/relay.html"
    actions: tuple[tuple[str, Any, str], ...] = ()

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        visible = of_places_seen_by(self.request.user, self.model.objects.select_related("place"))
        return get_object_or_404(visible, pk=self.pk if str(self.pk).isdecimal() and len(str(self.pk)) < 19 else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = [(label, _shown(value)) for label, value in self.lines(self.object)]
        return super().get_context_data(**kwargs) | {"row": self.object, "lines": lines, "buttons": self.buttons()}

    def lines(self, row: Any) -> list[tuple[Any, Any]]:
        return []

    def allowed(self, row: Any) -> list[str]:
        """The names of the actions that make sense for this row."""
        return [name for name, _label, _icon in self.actions]

    def buttons(self) -> list[dict[str, str]]:
        """What this person may do with this row now, for the top of its page."""
        if not self.request.user.has_perm(f"places.change_{self.model._meta.model_name}"):
            return []
        possible = self.allowed(self.object)
        return [
            {"label": str(label), "url": reverse(f"joining_admin:{name}", args=[self.object.pk]), "icon": icon}
            for name, label, icon in self.actions
            if name in possible
        ]


class LinkFilters(WagtailFilterSet):
    works = django_filters.BooleanFilter(label=_("The link works"), field_name="revoked_at", lookup_expr="isnull")
    out_of_date = django_filters.BooleanFilter(label=_("Out of date"), field_name="out_of_date_at", lookup_expr="isnull", exclude=True)

    class Meta:
        model = PlaceLink
        fields: list[str] = []


class LinkInspectView(OwnRowsInspectView):
    actions = (
        ("new_link", _("Send a new link"), "link"),
        ("ask_now", _("Ask now whether it is right"), "mail"),
        ("revoke_link", _("Revoke the link"), "cross"),
    )

    def allowed(self, row: PlaceLink) -> list[str]:
        return ["new_link"] if row.revoked_at else ["new_link", "ask_now", "revoke_link"]

    def lines(self, row: PlaceLink) -> list[tuple[Any, Any]]:
        return [
            (_("Place"), row.place),
            (_("Contact"), f"{row.contact_name} · {row.contact_email}"),
            (_("Created"), row.created_at),
            (_("Confirmed by the structure"), row.confirmed_on),
            (_("Reminders sent"), row.reminders),
            (_("Out of date since"), row.out_of_date_at),
            (_("Revoked"), row.revoked_at),
        ]


def _title(name: str, label: Any, model: Any, accessor: Any = None) -> TitleColumn:
    key = f"wagtailsnippets_places_{model._meta.model_name}:inspect"
    return TitleColumn(name, label=label, accessor=accessor or name, get_url=lambda row: reverse(key, args=[row.pk]))


class LinkViewSet(SnippetViewSet):
    model = PlaceLink
    chooser_viewset_class = ClosedChooserViewSet
    icon = "link"
    menu_label = _("Links of structures")
    permission_policy = ReadOnlyPolicy(PlaceLink)
    index_view_class = OwnRowsIndexView
    inspect_view_class = LinkInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        _title("place", _("Place"), PlaceLink),
        BooleanColumn("works", label=_("Works"), accessor=lambda link: link.revoked_at is None),
        DateColumn("confirmed_on", label=_("Confirmed on"), sort_key="confirmed_on"),
        Column("reminders", label=_("Reminders"), sort_key="reminders"),
        DateColumn("out_of_date_at", label=_("Out of date since"), sort_key="out_of_date_at"),
    ]
    filterset_class = LinkFilters
    search_backend_name = None
    search_fields = ["place__folded", "contact_name"]
    list_export = ["place", "confirmed_on", "reminders", "out_of_date_at", "revoked_at"]
    export_filename = "liens-des-relais"


class ChangeFilters(WagtailFilterSet):
    seen = django_filters.BooleanFilter(label=_("Still to be looked at"), field_name="seen_at", lookup_expr="isnull")

    class Meta:
        model = EntryChange
        fields: list[str] = []


def changes_in_words(change: EntryChange) -> list[tuple[str, str]]:
    """Return (field, "before → after") for each field that changed."""
    pairs = change.values.items()
    return [(field_in_words(name), f"{value_in_words(name, before)} → {value_in_words(name, after)}") for name, (before, after) in pairs]


class ChangeIndexView(OwnRowsIndexView):
    def to_row_dict(self, item: Any) -> dict[str, Any]:
        changed = (f"{name}\N{NO-BREAK SPACE}: {words}" for name, words in changes_in_words(item))
        return super().to_row_dict(item) | {"values": " ; ".join(changed)}


class ChangeInspectView(OwnRowsInspectView):
    actions = (("seen", _("I have looked at it"), "check"),)

    def allowed(self, row: EntryChange) -> list[str]:
        return [] if row.seen_at else ["seen"]

    def lines(self, row: EntryChange) -> list[tuple[Any, Any]]:
        seen = f"{_shown(row.seen_at)} · {row.seen_by or ''}" if row.seen_at else ""
        return [(_("Place"), row.place), (_("When"), row.at), *changes_in_words(row), (_("Seen"), seen)]


class ChangeViewSet(SnippetViewSet):
    model = EntryChange
    chooser_viewset_class = ClosedChooserViewSet
    icon = "history"
    menu_label = _("Changed by the structures")
    permission_policy = ReadOnlyPolicy(EntryChange)
    index_view_class = ChangeIndexView
    inspect_view_class = ChangeInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        _title("place", _("Place"), EntryChange),
        Column("what", label=_("What"), accessor=lambda change: ", ".join(field_in_words(name) for name in change.values)),
        DateColumn("at", label=_("When"), sort_key="at"),
        DateColumn("seen_at", label=_("Seen"), sort_key="seen_at"),
    ]
    filterset_class = ChangeFilters
    search_backend_name = None
    search_fields = ["place__folded"]
    list_export = ["place", "at", "values", "seen_at"]
    export_filename = "modifications-des-relais"


class InvitationFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=_("State"), choices=InvitationState.choices)

    class Meta:
        model = HostInvitation
        fields = ["state"]


class InvitationInspectView(OwnRowsInspectView):
    actions = (
        ("invite", _("Send the invitation"), "mail"),
        ("revoke_access", _("Take the access back"), "cross"),
    )

    def allowed(self, row: HostInvitation) -> list[str]:
        if row.state == InvitationState.REVOKED:
            return []
        return ["revoke_access"] if row.state == InvitationState.ACCEPTED else ["invite", "revoke_access"]

    def lines(self, row: HostInvitation) -> list[tuple[Any, Any]]:
        agreed = f"{row.agreement_name} · {row.agreement_version} · {_shown(row.agreed_at)}" if row.agreed_at else ""
        return [
            (_("Place"), row.place),
            (_("Person"), f"{row.full_name} · {row.email}"),
            (_("State"), row.get_state_display()),
            (_("Invited by"), row.by or ""),
            (_("Works until"), row.expires_at if row.state == InvitationState.SENT else ""),
            (_("Agreement on data"), agreed),
            (_("Account"), row.user or ""),
            (_("Revoked"), row.revoked_at),
        ]


class InvitationViewSet(SnippetViewSet):
    model = HostInvitation
    chooser_viewset_class = ClosedChooserViewSet
    icon = "key"
    menu_label = _("Accesses to bookings")
    permission_policy = ReadOnlyPolicy(HostInvitation)
    index_view_class = OwnRowsIndexView
    inspect_view_class = InvitationInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        _title("full_name", _("Person"), HostInvitation),
        Column("place", label=_("Place")),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("agreed_at", label=_("Agreed on"), sort_key="agreed_at"),
    ]
    filterset_class = InvitationFilters
    search_backend_name = None
    search_fields = ["first_name", "last_name", "place__folded"]
    list_export = ["place", "full_name", "state", "agreed_at", "revoked_at"]
    export_headings = {"full_name": _("Person")}
    export_filename = "acces-aux-reservations"


class ReportFilters(WagtailFilterSet):
    settled = django_filters.BooleanFilter(label=_("Still to be settled"), field_name="handled_at", lookup_expr="isnull")

    class Meta:
        model = PlaceReport
        fields = ["kind"]


class ReportInspectView(OwnRowsInspectView):
    actions = (("settle", _("It is settled"), "check"),)

    def allowed(self, row: PlaceReport) -> list[str]:
        return [] if row.handled_at else ["settle"]

    def lines(self, row: PlaceReport) -> list[tuple[Any, Any]]:
        settled = f"{_shown(row.handled_at)} · {row.handled_by or ''}" if row.handled_at else ""
        return [
            (_("Place"), row.place),
            (_("What is wrong"), row.get_kind_display()),
            (_("In their words"), row.text),
            (_("Received"), row.created_at),
            (_("Settled"), settled),
        ]


class ReportViewSet(SnippetViewSet):
    model = PlaceReport
    chooser_viewset_class = ClosedChooserViewSet
    icon = "comment"
    menu_label = _("Reported mistakes")
    permission_policy = ReadOnlyPolicy(PlaceReport)
    index_view_class = OwnRowsIndexView
    inspect_view_class = ReportInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        _title("place", _("Place"), PlaceReport),
        Column("kind", label=_("What is wrong"), accessor="get_kind_display", sort_key="kind"),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
        DateColumn("handled_at", label=_("Settled"), sort_key="handled_at"),
    ]
    filterset_class = ReportFilters
    search_backend_name = None
    search_fields = ["place__folded", "text"]
    list_export = ["place", "kind", "text", "created_at", "handled_at"]
    export_filename = "erreurs-signalees"


class RelaysGroup(SnippetViewSetGroup):
    items = (ApplicationViewSet, LinkViewSet, ChangeViewSet, InvitationViewSet, ReportViewSet)
    menu_label = _("Relays")
    menu_icon = "link"
    menu_name = "relays"
    menu_order = 325


def place_in(request: HttpRequest, pk: int) -> Place:
    from ..joining.visibility import places_looked_after_by

    return get_object_or_404(places_looked_after_by(request.user), pk=pk)  # type: ignore[arg-type]

"""The list of applications and the page of one, with the moves that its state allows."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from core.closed_choosers import ClosedChooserViewSet
from core.permission_policies import ReadOnlyPolicy
from core.spreadsheets import NoFormulas

from ..departements import NAMES
from ..joining.answers import answers_of
from ..joining.messages import visit_in_words
from ..joining.moves import may_move
from ..joining.visibility import applications_seen_by
from ..models import ApplicationState, RelayApplication

INSPECT = "wagtailsnippets_places_relayapplication:inspect"
# What the team may do, in the order of the buttons: the state it leads to, words, icon, name of the address.
ACTIONS = (
    (ApplicationState.ACCEPTED, _("Accept"), "check", "accept"),
    (ApplicationState.VISIT, _("Plan a visit"), "calendar", "visit"),
    (ApplicationState.TO_COMPLETE, _("Ask what is missing"), "edit", "to_complete"),
    (ApplicationState.REFUSED, _("Refuse"), "cross", "refuse"),
)
CHANGE = "places.change_relayapplication"


class ApplicationFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(
        label=_("State"), choices=[choice for choice in ApplicationState.choices if choice[0] != ApplicationState.DRAFT]
    )
    departement = django_filters.ChoiceFilter(label=_("Département"), choices=[(code, f"{code} · {name}") for code, name in NAMES.items()])

    class Meta:
        model = RelayApplication
        fields = ["state", "departement"]


class ApplicationIndexView(NoFormulas, IndexView):
    """What a stranger typed never runs as a formula; contacts are not exported."""

    def get_base_queryset(self) -> QuerySet[RelayApplication]:
        return applications_seen_by(self.request.user).order_by("-sent_at", "-pk")

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.request.GET.get("ordering") else queryset


class ApplicationInspectView(InspectView):
    template_name = "places/admin/application.html"

    def get_object(self, queryset: QuerySet | None = None) -> RelayApplication:
        visible = applications_seen_by(self.request.user).select_related("commune", "place")
        return get_object_or_404(visible, pk=self.pk if str(self.pk).isdecimal() and len(str(self.pk)) < 19 else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        application = self.object
        return super().get_context_data(**kwargs) | {
            "application": application,
            "buttons": self.buttons(),
            "answers": answers_of(application),
            "visit": visit_in_words(application),
            "history": application.moves.select_related("by"),
            "place_edit_url": reverse("wagtailsnippets_places_place:edit", args=[application.place_id]) if application.place_id else "",
        }

    def buttons(self) -> list[dict[str, str]]:
        """The moves that its state allows, for the top of its page."""
        application = self.object
        if not self.request.user.has_perm(CHANGE):
            return []
        names = [(label, icon, name) for state, label, icon, name in ACTIONS if may_move(application, state)]
        if application.state not in (ApplicationState.ACCEPTED, ApplicationState.REFUSED):
            names.append((_("Send a new link"), "link", "renew"))
        return [
            {"label": str(label), "icon": icon, "url": reverse(f"joining_admin:{name}", args=[application.pk])}
            for label, icon, name in names
        ]


def departement_in_words(application: RelayApplication) -> str:
    return f"{application.departement} · {NAMES.get(application.departement, '')}" if application.departement else ""


class ApplicationViewSet(SnippetViewSet):
    """Looked at here, moved by its own actions: an application is what the structure wrote."""

    model = RelayApplication
    chooser_viewset_class = ClosedChooserViewSet
    icon = "form"
    menu_label = _("Applications")
    permission_policy = ReadOnlyPolicy(RelayApplication)
    index_view_class = ApplicationIndexView
    inspect_view_class = ApplicationInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 30
    list_display = [
        TitleColumn(
            "name_shown",
            label=_("Place"),
            sort_key="place_name",
            get_url=lambda application: reverse(INSPECT, args=[application.pk]),
        ),
        Column("city", label=_("Town"), sort_key="city"),
        Column("departement", label=_("Département"), accessor=departement_in_words, sort_key="departement"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("sent_at", label=_("Received"), sort_key="sent_at"),
        Column("visit_at", label=_("Visit"), accessor=visit_in_words, sort_key="visit_at"),
    ]
    filterset_class = ApplicationFilters
    search_backend_name = None
    search_fields = ["place_name", "organisation_name", "siret", "city", "postcode"]
    list_export = [
        "place_name",
        "organisation_name",
        "siret",
        "address",
        "postcode",
        "city",
        "departement",
        "get_state_display",
        "sent_at",
        "visit_at",
        "decided_at",
        "people",
        "devices",
    ]
    export_headings = {"get_state_display": _("state")}
    export_filename = "candidatures-relais"

    def get_queryset(self, request: HttpRequest) -> QuerySet[RelayApplication]:
        return applications_seen_by(request.user)  # type: ignore[arg-type]  # signed in: it is the admin

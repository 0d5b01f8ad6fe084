"""The list of registrations and the page of one."""

from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import EditView, IndexView, InspectView, SnippetViewSet

from catalogue.agenda.models import SeatState
from core import local_time
from core.closed_choosers import ClosedChooserViewSet
from core.models import Organisation
from core.permission_policies import ChangeOnlyPolicy
from core.spreadsheets import NoFormulas

from ..models import CoursePage, Registration


def organisations_of(request: HttpRequest | None) -> QuerySet[Organisation]:
    """The organisations of the registrations a user may see."""
    if request is None:
        return Organisation.objects.none()
    visible = Registration.objects.sent().visible_to(request.user)
    return Organisation.objects.filter(pk__in=visible.order_by().values("organisation"))


class RegistrationFilters(WagtailFilterSet):
    organisation = django_filters.ModelChoiceFilter(label=_("Organisation"), queryset=organisations_of)
    course = django_filters.ModelChoiceFilter(
        label=_("Course"),
        field_name="session__offer",
        queryset=CoursePage.objects.filter(locale__language_code="fr").order_by("title"),
    )
    day = django_filters.DateFromToRangeFilter(label=_("Day of the session"), field_name="session__local_day", widget=DateRangePickerWidget)

    class Meta:
        model = Registration
        fields = ["state", "course", "organisation", "day", "funder_kind"]


def session_words(registration: Registration) -> str:
    """Return course, day and place of a registration's session, for a column."""
    session = registration.session
    day = local_time.at_place(session.starts_at, session.time_zone).strftime("%d/%m/%Y %H:%M")
    return " · ".join([str(session.offer.title), day, session.place.name if session.place else str(_("Remote"))])


class RegistrationIndexView(NoFormulas, IndexView):
    """Contacts are exported by those who handle registrations only; what a stranger typed never runs as a formula."""

    def get_base_queryset(self) -> QuerySet:
        return (
            Registration.objects.sent()
            .visible_to(self.request.user)
            .select_related("session__offer", "session__place", "organisation")
            .annotate(alive=Count("trainees", filter=~Q(trainees__seat__state=SeatState.CANCELLED)))
            .order_by("-sent_at", "-pk")
        )

    def order_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().order_queryset(queryset) if self.is_explicitly_ordered else queryset

    @property
    def is_explicitly_ordered(self) -> bool:
        return bool(self.request.GET.get("ordering"))

    @property
    def show_export_buttons(self) -> bool:
        return self.may_export

    @property
    def may_export(self) -> bool:
        return self.request.user.has_perm("training.change_registration")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any):
        if not self.may_export:
            self.list_export: list[str] = []
            self.is_export: bool = False
        return super().dispatch(request, *args, **kwargs)


class RegistrationInspectView(InspectView):
    template_name = "training/admin/registration.html"

    def get_object(self, queryset: QuerySet | None = None) -> Registration:
        visible = Registration.objects.sent().visible_to(self.request.user).select_related("session__offer", "session__place")
        return get_object_or_404(visible, pk=self.pk if str(self.pk).isascii() and str(self.pk).isdigit() and len(str(self.pk)) < 19 else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        registration = self.object
        return super().get_context_data(**kwargs) | {
            "registration": registration,
            "session_words": session_words(registration),
            "trainees": registration.trainees.select_related("seat").order_by("seat_id"),
            "events": registration.events.select_related("by"),
            "shows_contact": self.request.user.has_perm("training.change_registration"),
        }

    @cached_property
    def header_more_buttons(self) -> list:
        buttons = super().header_more_buttons
        registration = self.object
        if self.request.user.has_perm("training.change_registration"):
            if registration.may_change_seats:
                url = reverse("training_admin:seats", args=[registration.pk])
                buttons.append(HeaderButton(label=_("Change the number of seats"), url=url, icon_name="group"))
            if registration.may_cancel:
                url = reverse("training_admin:cancel", args=[registration.pk])
                buttons.append(HeaderButton(label=_("Cancel the registration"), url=url, icon_name="cross"))
        return buttons


class RegistrationEditView(EditView):
    """Correct the words of a registration; its state and its seats change by their own actions."""

    def get_object(self, queryset: QuerySet | None = None) -> Registration:
        return get_object_or_404(Registration.objects.sent().visible_to(self.request.user), pk=super().get_object(queryset).pk)


class RegistrationViewSet(SnippetViewSet):
    model = Registration
    chooser_viewset_class = ClosedChooserViewSet
    icon = "group"
    menu_label = _("Registrations")
    menu_name = "registrations"
    add_to_admin_menu = True
    menu_order = 250
    permission_policy = ChangeOnlyPolicy(Registration)
    index_view_class = RegistrationIndexView
    inspect_view_class = RegistrationInspectView
    edit_view_class = RegistrationEditView
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 30
    list_display = [
        TitleColumn(
            "organisation_name",
            label=_("Organisation"),
            sort_key="organisation_name",
            get_url=lambda registration: reverse("wagtailsnippets_training_registration:inspect", args=[registration.pk]),
        ),
        Column("session", label=_("Session"), accessor=session_words),
        Column("alive", label=_("Seats"), accessor="alive"),
        Column("state", label=_("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("sent_at", label=pgettext_lazy("registration", "Sent"), sort_key="sent_at"),
    ]
    filterset_class = RegistrationFilters
    search_backend_name = None
    search_fields = ["organisation_name", "siret", "city", "contact_name", "session__offer__title"]
    list_export = [
        "organisation_name",
        "siret",
        "address",
        "postcode",
        "city",
        "contact_name",
        "contact_email",
        "phone_shown",
        "signatory_name",
        "signatory_email",
        "get_funder_kind_display",
        "funder_name",
        "session.offer.title",
        "session.starts_local",
        "seat_count",
        "alive",
        "get_state_display",
        "sent_at",
    ]
    export_headings = {
        "phone_shown": _("phone of the contact"),
        "get_funder_kind_display": _("who pays"),
        "session.offer.title": _("course"),
        "session.starts_local": _("session"),
        "alive": _("seats"),
        "get_state_display": _("state"),
    }
    export_filename = "inscriptions"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("organisation_name"),
                    FieldPanel("siret"),
                    FieldPanel("address"),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                    FieldPanel("organisation"),
                ],
                heading=_("Organisation"),
            ),
            MultiFieldPanel(
                [FieldPanel("contact_name"), FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")])],
                heading=_("Contact"),
            ),
            MultiFieldPanel([FieldRowPanel([FieldPanel("signatory_name"), FieldPanel("signatory_email")])], heading=_("Who signs")),
            MultiFieldPanel([FieldRowPanel([FieldPanel("funder_kind"), FieldPanel("funder_name")])], heading=_("Who pays")),
        ]
    )

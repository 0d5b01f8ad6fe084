"""Requests for workshops in the premises of a structure: read, planned or refused with a reason."""

from datetime import datetime
from typing import Any, cast

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import AdminDateInput, AdminTimeInput
from wagtail.admin.widgets.button import HeaderButton
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from catalogue.agenda.admin.choices import HostField, OfferField, RowField, hosts, places_for
from catalogue.agenda.languages import LANGUAGES
from catalogue.agenda.models import OfferPage
from catalogue.agenda.schedule import WrongMeetings
from catalogue.agenda.seats.capacity import LARGEST
from catalogue.agenda.visibility import SEE_ALL
from catalogue.places.departements import time_zone_of
from catalogue.places.joining.visibility import departements_of
from catalogue.places.models import Place
from core import local_time
from core.closed_choosers import ClosedChooserViewSet
from core.models import User
from core.permission_policies import ReadOnlyPolicy
from core.phones import show_phone
from core.spreadsheets import NoFormulas

from ..models import RequestState, SessionRequest, WhyNot, WorkshopPage
from ..models.session_request import REQUEST_MOVES
from ..off_site import answering

INSPECT = "wagtailsnippets_workshops_sessionrequest:inspect"
CHANGE = "workshops.change_sessionrequest"
_LARGEST_KEY = 2**63 - 1


def requests_seen_by(user: User) -> QuerySet[SessionRequest]:
    """Return every request for who sees every session, else those of the départements of one's places, and those one answered."""
    requests = SessionRequest.objects.select_related("workshop", "session__place", "session__offer", "organisation", "answered_by")
    if user.has_perm(SEE_ALL):
        return requests
    return requests.filter(Q(departement__in=departements_of(user)) | Q(answered_by=user))


class PlanForm(forms.Form):
    offer = OfferField(label=gettext_lazy("Workshop"), queryset=OfferPage.objects.none())
    place = RowField(
        label=gettext_lazy("Place"),
        queryset=Place.objects.none(),
        required=False,
        help_text=gettext_lazy("Empty: the premises of the structure, at the address it gave. The public directory does not show them."),
    )
    room = forms.CharField(label=gettext_lazy("Room"), required=False, max_length=80)
    day = forms.DateField(label=gettext_lazy("Day"), widget=AdminDateInput)
    starts = forms.TimeField(label=gettext_lazy("From"), widget=AdminTimeInput)
    ends = forms.TimeField(label=gettext_lazy("To"), widget=AdminTimeInput)
    capacity = forms.IntegerField(label=gettext_lazy("Capacity"), min_value=1, max_value=LARGEST)
    language = forms.ChoiceField(label=gettext_lazy("Language of delivery"), choices=LANGUAGES, initial="fr")
    host = HostField(label=pgettext_lazy("person", "Host"), queryset=hosts().none(), required=False)
    answer = forms.CharField(
        label=gettext_lazy("A word to the structure"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, asked: SessionRequest, user: User, **kwargs: Any) -> None:
        self.asked = asked
        kwargs["initial"] = {"offer": asked.workshop_id, "room": asked.room[:80], "capacity": asked.people, "language": "fr"}
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["offer"].queryset = OfferPage.objects.filter(
            pk__in=WorkshopPage.objects.filter(locale__language_code="fr").values("pk")
        ).order_by("title", "pk")
        fields["place"].queryset = places_for(user)
        fields["host"].queryset = hosts()

    def clean(self) -> dict:
        values = super().clean() or {}
        if values.get("starts") and values.get("ends") and values["ends"] <= values["starts"]:
            self.add_error("ends", _("The end must be later than the start."))
        if values.get("day") and values["day"] < timezone.localdate():
            self.add_error("day", _("Choose a day to come."))
        return values

    @property
    def meetings(self) -> list[tuple[datetime, datetime]]:
        values = self.cleaned_data
        zone = values["place"].time_zone if values["place"] else time_zone_of(self.asked.departement)
        day = values["day"]
        return [
            (
                local_time.from_place(datetime.combine(day, values["starts"]), zone),
                local_time.from_place(datetime.combine(day, values["ends"]), zone),
            )
        ]


class RefuseForm(forms.Form):
    why_not = forms.ChoiceField(label=gettext_lazy("Why"), choices=WhyNot.choices, help_text=gettext_lazy("The structure reads it."))
    answer = forms.CharField(
        label=gettext_lazy("A word to the structure"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean(self) -> dict:
        values = super().clean() or {}
        if values.get("why_not") == WhyNot.OTHER and not values.get("answer", "").strip():
            self.add_error("answer", _("Say why, in a few words: the structure reads it."))
        return values


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    asked = _asked(request, pk, RequestState.PLANNED, "agenda.add_session")
    user = cast("User", request.user)
    form = PlanForm(request.POST or None, asked=asked, user=user)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            answering.plan(
                asked.pk,
                offer=values["offer"],
                meetings=form.meetings,
                capacity=values["capacity"],
                by=user,
                place=values["place"],
                answer=values["answer"].strip(),
                **{name: values[name] for name in ("room", "language", "host")},
            )
        except answering.MoveRefused:
            return _too_late(request, pk)
        except WrongMeetings:
            form.add_error("ends", _("The end must be later than the start."))
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("The workshop is planned and reserved to the structure, which is being told."))
            return redirect(INSPECT, pk)
    return _screen(request, asked, form, title=_("Plan the workshop"), button=_("Plan and tell the structure"))


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    asked = _asked(request, pk, RequestState.REFUSED, CHANGE)
    form = RefuseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            answering.refuse(asked.pk, values["why_not"], by=cast("User", request.user), answer=values["answer"].strip())
        except answering.MoveRefused:
            return _too_late(request, pk)
        messages.success(request, _("The structure is being told."))
        return redirect(INSPECT, pk)
    return _screen(request, asked, form, title=_("Say that it is not possible"), button=_("Tell the structure"))


def _asked(request: HttpRequest, pk: int, state: RequestState, permission: str) -> SessionRequest:
    user = cast("User", request.user)
    if not (user.has_perm(CHANGE) and user.has_perm(permission)):
        raise PermissionDenied
    asked = get_object_or_404(requests_seen_by(user), pk=pk if pk <= _LARGEST_KEY else 0)
    if state not in REQUEST_MOVES[asked.state]:
        raise PermissionDenied(_("This request was answered already."))
    return asked


def _too_late(request: HttpRequest, pk: int) -> HttpResponse:
    messages.error(request, _("Somebody answered it, or the structure withdrew it, meanwhile."))
    return redirect(INSPECT, pk)


def _screen(request: HttpRequest, asked: SessionRequest, form: forms.Form, *, title: str, button: str) -> HttpResponse:
    context = {
        "title": title,
        "subtitle": str(asked),
        "button": button,
        "warning": "",
        "facts": facts_of(asked),
        "form": form,
        "back": reverse(INSPECT, args=[asked.pk]),
    }
    return render(request, "workshops/admin/session_request_action.html", context)


def facts_of(asked: SessionRequest) -> list[tuple[str, Any]]:
    workshop = asked.workshop.title if asked.workshop else _("To be chosen together")
    return [
        (_("Workshop wanted"), workshop),
        (_("Who will come"), f"{asked.audience} · {asked.people}"),
        (_("Days wished"), asked.wished_days),
        (_("Where"), f"{asked.address}, {asked.postcode} {asked.city}"),
        (_("Room"), asked.room or "—"),
        (_("Equipment there"), ", ".join(asked.equipment_in_words) or "—"),
        (_("Structure"), f"{asked.structure} {asked.siret}".strip()),
        (
            _("Contact"),
            " · ".join(part for part in (asked.contact_name, show_phone(asked.contact_phone), asked.contact_email) if part) or "—",
        ),
    ]


class RequestFilters(WagtailFilterSet):
    departement = django_filters.CharFilter(label=gettext_lazy("Département"), field_name="departement")

    class Meta:
        model = SessionRequest
        fields = ["state", "departement"]


class RequestIndex(NoFormulas, IndexView):
    """Strangers typed it all."""

    def get_base_queryset(self) -> QuerySet[SessionRequest]:
        return requests_seen_by(self.request.user)


class RequestInspect(InspectView):
    template_name = "workshops/admin/session_request.html"

    def get_object(self, queryset: QuerySet | None = None) -> SessionRequest:
        key = str(self.pk)
        return get_object_or_404(requests_seen_by(self.request.user), pk=int(key) if key.isdecimal() and len(key) < 19 else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.object
        return super().get_context_data(**kwargs) | {
            "asked": asked,
            "facts": facts_of(asked),
            "session_url": reverse("session:inspect", args=[asked.session_id]) if asked.session_id else "",
        }

    @cached_property
    def header_buttons(self) -> list:
        buttons = list(super().header_buttons)
        user = self.request.user
        if not user.has_perm(CHANGE) or self.object.purged_at:
            return buttons
        moves = REQUEST_MOVES[self.object.state]
        actions = [
            ("plan", _("Plan the workshop"), "date", RequestState.PLANNED in moves and user.has_perm("agenda.add_session")),
            ("refuse", _("Say that it is not possible"), "cross", RequestState.REFUSED in moves),
        ]
        for priority, (name, label, icon, is_shown) in enumerate(actions):
            if is_shown:
                url = reverse(f"session_requests_admin:{name}", args=[self.object.pk])
                buttons.append(HeaderButton(label=label, url=url, icon_name=icon, priority=priority))
        return buttons


class SessionRequestViewSet(SnippetViewSet):
    model = SessionRequest
    chooser_viewset_class = ClosedChooserViewSet
    icon = "mail"
    menu_label = gettext_lazy("Requests for workshops")
    menu_name = "session-requests"
    menu_order = 208
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(SessionRequest)
    index_view_class = RequestIndex
    inspect_view_class = RequestInspect
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    filterset_class = RequestFilters
    search_backend_name = None
    search_fields = ["structure", "city", "contact_name"]
    list_per_page = 50
    ordering = ["-created_at", "-pk"]
    list_display = [
        TitleColumn(
            "structure",
            label=gettext_lazy("Structure"),
            accessor="structure",
            sort_key="structure",
            get_url=lambda asked: reverse(INSPECT, args=[asked.pk]),
        ),
        Column("city", label=gettext_lazy("Town"), accessor="city", sort_key="city"),
        Column("workshop", label=gettext_lazy("Workshop"), accessor=lambda asked: asked.workshop.title if asked.workshop else "—"),
        Column("people", label=gettext_lazy("People"), accessor="people", sort_key="people"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
        DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at"),
    ]
    list_export = [
        "structure",
        "siret",
        "city",
        "departement",
        "workshop",
        "audience",
        "people",
        "get_state_display",
        "created_at",
        "answered_at",
    ]
    export_headings = {"get_state_display": gettext_lazy("State")}
    export_filename = "demandes-hors-les-murs"


def addresses() -> list:
    return [path("<int:pk>/plan/", plan, name="plan"), path("<int:pk>/refuse/", refuse, name="refuse")]

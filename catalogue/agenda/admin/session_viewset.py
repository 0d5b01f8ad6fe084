"""The list, the editor and the page of a session."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import log

from core.spreadsheets import NoFormulas

from ..errors import CapacityTooSmall, HasSeats, SeatError, SessionClosed
from ..languages import language_name
from ..models import Session, SessionState
from ..planning.following import following
from ..seats import counts_of
from ..session_panels import panels_of
from ..sessions import delete_session
from ..visibility import changeable_by, visible_to
from .calendar_view import calendar_view
from .duplicating import values_like
from .following_views import ChangeFollowing, StopSeries
from .meetings_panel import MeetingsPanel
from .series_views import MakeSeries
from .session_actions import CancelSession, OpenSession, ReinstateSession
from .session_filters import SessionFilterSet
from .session_form import SessionForm, capacity_sentence
from .session_policy import SessionPolicy


def day_in_list(session: Session) -> str:
    return date_format(session.starts_local, "D j F Y, H:i")


def seats_in_list(session: Session) -> str:
    return f"{session.taken} / {session.capacity}"


class OnlyVisible:
    """Narrow an admin view to the sessions its user may see (or change)."""

    request: HttpRequest
    kwargs: dict[str, Any]
    object: Session
    may = staticmethod(visible_to)

    def get_object(self, queryset=None):
        if known := getattr(self, "object", None):
            return known
        sessions = Session.objects.select_related("offer", "place")
        found = get_object_or_404(sessions, pk=self.kwargs["pk"])
        if not self.may(self.request.user).filter(pk=found.pk).exists():
            raise PermissionDenied
        return found


class OnlyChangeable(OnlyVisible):
    may = staticmethod(changeable_by)


class SessionIndex(NoFormulas, generic.IndexView):
    default_ordering = "starts_at"
    add_item_label = gettext_lazy("Add a session")

    @property
    def header_more_buttons(self):
        buttons = [Button(_("Calendar"), url=reverse("session:calendar"), icon_name="calendar-alt", priority=5)]
        if self.user_has_permission("add"):
            buttons.append(Button(_("Sessions that repeat"), url=reverse("session:series"), icon_name="rotate", priority=8))
        return [*buttons, *super().header_more_buttons]

    def to_row_dict(self, item: Session) -> dict[str, Any]:
        return {**super().to_row_dict(item), "language": language_name(item.language)}

    def get_base_queryset(self):
        return visible_to(self.request.user).with_taken().select_related("offer", "place", "host")

    def get_edit_url(self, instance):
        return None  # a click opens the page of the session, which tells all

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("change"):
            url = reverse("session:edit", args=[instance.pk])
            buttons.append(Button(_("Edit"), url=url, icon_name="edit", priority=10))
        return buttons


class SessionCreate(generic.CreateView):
    """``?like=<session>`` begins from a copy of one that is there."""

    success_message = gettext_lazy("The session is made.")

    def get_initial(self):
        key = self.request.GET.get("like", "")
        if not (key.isascii() and key.isdigit() and len(key) < 19):
            return super().get_initial()
        sessions = changeable_by(self.request.user, Session.objects.select_related("place"))
        return {**super().get_initial(), **values_like(get_object_or_404(sessions, pk=int(key)))}

    def get_success_url(self):
        return reverse("session:inspect", args=[self.object.pk])

    def get_success_buttons(self):
        return []


class SessionEdit(OnlyChangeable, generic.EditView):
    success_message = gettext_lazy("The session is saved.")

    def get_success_url(self):
        return reverse("session:inspect", args=[self.object.pk])

    def get_success_buttons(self):
        return []

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except CapacityTooSmall as refused:  # somebody booked since the form was checked
            form.add_error("capacity", capacity_sentence(refused.sold))
        except SeatError:
            form.add_error(None, _("This session was cancelled, ended or deleted meanwhile: it cannot be changed any more."))
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class SessionDelete(OnlyChangeable, generic.DeleteView):
    def dispatch(self, request, *args, **kwargs):
        if self.object.seats.exists():
            raise PermissionDenied(_("A session with seats is cancelled, never deleted."))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except HasSeats:
            messages.error(self.request, _("Somebody has just taken a seat: cancel the session instead of deleting it."))
        except SessionClosed:
            messages.warning(self.request, _("This session was deleted already."))
            return redirect("session:index")
        return redirect("session:inspect", self.object.pk)

    def delete_action(self):
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete")
            delete_session(self.object.pk)


class SessionInspect(OnlyVisible, generic.InspectView):
    template_name = "agenda/admin/session_inspect.html"

    def get_page_title(self):
        return pgettext("agenda", "Session")

    def get_edit_url(self):
        return super().get_edit_url() if self._changeable else None

    def get_delete_url(self):
        return super().get_delete_url() if self._changeable and not self.object.seats.exists() else None

    @property
    def _changeable(self) -> bool:
        return changeable_by(self.request.user).filter(pk=self.object.pk).exists()

    @property
    def header_buttons(self):
        """What the team does here most is in sight; the rest is in the menu."""
        if not self._changeable:
            return []
        state, pk = self.object.state, self.object.pk
        alive = state in (SessionState.DRAFT, SessionState.OPEN)
        actions = [
            ("edit", _("Edit"), "edit", True),
            ("open", _("Open to booking"), "check", state == SessionState.DRAFT),
            ("cancel", _("Cancel the session"), "cross", alive),
            (
                "reinstate",
                _("It takes place after all"),
                "undo",
                state == SessionState.CANCELLED and self.object.starts_at > timezone.now(),
            ),
        ]
        shown = [(name, label, icon) for name, label, icon, when in actions if when]
        return [
            HeaderButton(label, url=reverse(f"session:{name}", args=[pk]), icon_name=icon, priority=priority)
            for priority, (name, label, icon) in enumerate(shown)
        ]

    @property
    def header_more_buttons(self):
        if not self._changeable:
            return []
        pk, delete_url = self.object.pk, self.get_delete_url()
        like = f"?like={pk}"
        actions = [
            (_("Duplicate"), reverse("session:add") + like, "copy", True),
            (_("Repeat"), reverse("session:series") + like, "rotate", True),
            (_("Change this one and those after it"), reverse("session:following", args=[pk]), "edit", self._in_a_series),
            (_("Stop the series here"), reverse("session:stop", args=[pk]), "cross", self._in_a_series),
            (_("Delete"), delete_url, "bin", bool(delete_url)),
        ]
        shown = [(label, url, icon) for label, url, icon, when in actions if when]
        return [Button(label, url=url, icon_name=icon, priority=10 * rank) for rank, (label, url, icon) in enumerate(shown, start=1)]

    @property
    def _in_a_series(self) -> bool:
        return self.object.series_id is not None and self.object.state in (SessionState.DRAFT, SessionState.OPEN)

    def get_context_data(self, **kwargs):
        session = self.object
        return super().get_context_data(
            session=session,
            counts=counts_of(session),
            meetings=session.meetings.all(),
            panels=panels_of(session, self.request),
            series=session.series,
            following_count=following(session).count() if self._in_a_series else 0,
            **kwargs,
        )


class SessionHistory(OnlyVisible, history.HistoryView):
    pass


class SessionUsage(OnlyVisible, usage.UsageView):
    pass


class SessionViewSet(ModelViewSet):
    model = Session
    name = "session"
    icon = "date"
    menu_label = pgettext_lazy("agenda", "Sessions")
    menu_order = 200
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    list_per_page = 50
    index_view_class = SessionIndex
    add_view_class = SessionCreate
    edit_view_class = SessionEdit
    delete_view_class = SessionDelete
    inspect_view_class = SessionInspect
    history_view_class = SessionHistory
    usage_view_class = SessionUsage
    filterset_class = SessionFilterSet
    search_fields = ["offer__title", "place__name", "place__city", "room"]
    search_backend_name = None
    ordering = ["starts_at", "pk"]
    list_display = [
        TitleColumn(
            "starts_at",
            label=gettext_lazy("When"),
            accessor=day_in_list,
            sort_key="starts_at",
            get_url=lambda session: reverse("session:inspect", args=[session.pk]),
        ),
        Column("offer", label=gettext_lazy("Offer"), accessor="offer.title", sort_key="offer__title"),
        Column("place", label=gettext_lazy("Place"), accessor=lambda session: session.place or _("Remote"), sort_key="place__name"),
        Column("language", label=gettext_lazy("Language"), accessor=lambda session: language_name(session.language)),
        Column("taken", label=gettext_lazy("Seats taken"), accessor=seats_in_list, sort_key="taken"),
        Column("waiting", label=gettext_lazy("Waiting"), accessor="waiting", sort_key="waiting"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display", sort_key="state"),
    ]
    list_export = [
        "pk",
        "local_day",
        "local_time",
        "offer.title",
        "place_name",
        "town",
        "room",
        "language",
        "capacity",
        "taken",
        "waiting",
        "get_state_display",
        "programme",
        "funder",
    ]
    export_headings = {
        "pk": pgettext_lazy("agenda", "Session"),
        "local_day": gettext_lazy("Day"),
        "local_time": gettext_lazy("Hour"),
        "offer.title": gettext_lazy("Offer"),
        "place_name": gettext_lazy("Place"),
        "town": gettext_lazy("Town"),
        "taken": gettext_lazy("Seats taken"),
        "waiting": gettext_lazy("Waiting"),
        "get_state_display": gettext_lazy("State"),
    }
    export_filename = "sessions"
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldPanel("offer"),
                    FieldRowPanel([FieldPanel("place"), FieldPanel("room")]),
                    FieldPanel("remote_url"),
                    FieldRowPanel([FieldPanel("language"), FieldPanel("host")]),
                ],
                heading=gettext_lazy("What and where"),
            ),
            MeetingsPanel(heading=gettext_lazy("When")),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("capacity"), FieldPanel("has_waiting_list")]),
                    FieldRowPanel([FieldPanel("booking_opens_at"), FieldPanel("booking_closes_at")]),
                    FieldPanel("opened"),
                    FieldPanel("reserved_to"),
                ],
                heading=gettext_lazy("Booking"),
                help_text=gettext_lazy("Days and hours are those of the place."),
            ),
            MultiFieldPanel([FieldRowPanel([FieldPanel("programme"), FieldPanel("funder")])], heading=gettext_lazy("For our partners")),
        ],
        base_form_class=SessionForm,
    )

    @property
    def permission_policy(self):
        return SessionPolicy(self.model)

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("cancel/<int:pk>/", CancelSession.as_view(), name="cancel"),
            path("open/<int:pk>/", OpenSession.as_view(), name="open"),
            path("reinstate/<int:pk>/", ReinstateSession.as_view(), name="reinstate"),
            path("series/", MakeSeries.as_view(), name="series"),
            path("following/<int:pk>/", ChangeFollowing.as_view(), name="following"),
            path("stop/<int:pk>/", StopSeries.as_view(), name="stop"),
            path("calendar/", calendar_view, name="calendar"),
        ]

"""Close a place for some days, and open it again: what it does to sessions and people is told before it is done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.permission_policies import ModelPermissionPolicy

from catalogue.places.models import ClosedDay, Place

from ..planning.closing import Touched, close, may_take_place_after_all, people_in, reopen, touched_by
from ..reach import Reach, reach_of
from ..seats import who_may_come_back
from ..visibility import SEE_ALL
from .choices import RowField, places_for
from .shown_form import with_value

_LARGEST_KEY = 2**63 - 1


def closures_seen_by(user) -> QuerySet[ClosedDay]:
    closures = ClosedDay.objects.select_related("place", "closed_by")
    return closures if user.has_perm(SEE_ALL) else closures.filter(place__in=user.place_roles.values("place"))


class CloseForm(forms.Form):
    place = RowField(label=gettext_lazy("Place"), queryset=Place.objects.none())
    first_day = forms.DateField(label=gettext_lazy("First day closed"), widget=AdminDateInput)
    last_day = forms.DateField(
        label=gettext_lazy("Last day closed"), required=False, widget=AdminDateInput, help_text=gettext_lazy("Empty: one day only.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=120,
        help_text=gettext_lazy("In a few words, in French: visitors read it. For example “Travaux dans la salle”."),
    )
    shown_for = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places_for(user)  # type: ignore[attr-defined]

    def clean(self) -> dict:
        values = super().clean() or {}
        if values.get("first_day") and "last_day" not in self.errors:
            values["last_day"] = values.get("last_day") or values["first_day"]
            if values["last_day"] < timezone.localdate():
                self.add_error("last_day", _("Choose a day to come."))
            elif values.get("place"):
                closure = ClosedDay(
                    place=values["place"], **{name: values.get(name) or "x" for name in ("first_day", "last_day", "reason")}
                )
                try:
                    closure.clean()
                except ValidationError as error:
                    self.add_error(None, error)
        return values

    @property
    def touched(self) -> Touched:
        values = self.cleaned_data
        return touched_by(values["place"], values["first_day"], values["last_day"])

    @property
    def digest(self) -> str:
        values = self.cleaned_data
        return f"{values['place'].pk}:{values['first_day']}:{values['last_day']}"


class ClosePlace(WagtailAdminTemplateMixin, FormView):
    """Two steps: what it will do, then to do it."""

    template_name = "agenda/admin/close_place.html"
    page_title = gettext_lazy("Close a place")
    header_icon = "lock"
    form_class = CloseForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("places.add_closedday"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("closures:index"), "label": _("Exceptional closures")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_initial(self) -> dict[str, Any]:
        place = self.request.GET.get("place", "")
        return {"place": place} if place.isascii() and place.isdigit() else {}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"shown": False, "back_url": reverse("closures:index"), **kwargs})

    def form_valid(self, form):
        if "close" in self.request.POST and form.cleaned_data["shown_for"] == form.digest:
            return self._close(form)
        return self._show(form)

    def _show(self, form: CloseForm) -> HttpResponse:
        touched = form.touched
        people = people_in(touched.sessions)
        form.data = with_value(self.request.POST, "shown_for", form.digest)
        return self.render_to_response(
            self.get_context_data(form=form, shown=True, touched=touched, people=len(people), reach=reach_of(people))
        )

    def _close(self, form: CloseForm) -> HttpResponse:
        values = form.cleaned_data
        people = people_in(form.touched.sessions)  # before: what is cancelled has nobody in it any more
        reach = reach_of(people)
        try:
            closed = close(values["place"], values["first_day"], values["last_day"], values["reason"], by=self.request.user)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
            return self._show(form)
        messages.success(self.request, _closed_sentence(len(closed.touched.cancelled), closed.people))
        if reach.to_call:
            messages.warning(self.request, calls_sentence(reach))
        return redirect("closures:inspect", closed.closed_day.pk)


def _closed_sentence(sessions: int, people: int) -> str:
    sentence = _("The place is closed.")
    if sessions:
        sentence += " " + ngettext("%(count)s session cancelled.", "%(count)s sessions cancelled.", sessions) % {"count": sessions}
    if people:
        sentence += " " + ngettext("%(count)s person is being told.", "%(count)s people are being told.", people) % {"count": people}
    return sentence


def calls_sentence(reach: Reach) -> str:
    sentence = ngettext(
        "%(count)s must be called: no text reaches them. They are in the list of calls.",
        "%(count)s must be called: no text reaches them. They are in the list of calls.",
        reach.to_call,
    )
    return sentence % {"count": reach.to_call}


class ReopenPlace(WagtailAdminTemplateMixin, FormView):
    """What was cancelled stays so, unless it is ticked here."""

    template_name = "agenda/admin/reopen_place.html"
    page_title = gettext_lazy("Open the place again")
    header_icon = "lock-open"
    form_class = forms.Form

    def dispatch(self, request, *args, **kwargs):
        pk = kwargs["pk"] if kwargs["pk"] <= _LARGEST_KEY else 0
        self.closure = get_object_or_404(closures_seen_by(request.user), pk=pk)
        mine = places_for(request.user).filter(pk=self.closure.place_id).exists()
        if not (mine and request.user.has_perm("places.change_closedday")):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("closures:index"), "label": _("Exceptional closures")},
            {"url": reverse("closures:inspect", args=[self.closure.pk]), "label": str(self.closure)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        rows = []
        for session in may_take_place_after_all(self.closure):
            coming = who_may_come_back(session)
            rows.append({"session": session, "had": len(coming.had_a_seat), "waited": len(coming.waited)})
        back_url = reverse("closures:inspect", args=[self.closure.pk])
        return super().get_context_data(closure=self.closure, rows=rows, back_url=back_url, **kwargs)

    def form_valid(self, form):
        ticked = [int(key) for key in self.request.POST.getlist("sessions") if key.isascii() and key.isdigit() and len(key) < 19]
        done = reopen(self.closure, ticked, by=self.request.user)
        sentence = _("The place is open again on these days.")
        if count := len(done.reinstated):
            more = ngettext(
                "%(count)s session takes place after all: its people are being asked.",
                "%(count)s sessions take place after all: their people are being asked.",
                count,
            )
            sentence += " " + more % {"count": count}
        messages.success(self.request, sentence)
        for session in done.refused:
            messages.warning(self.request, _("%(session)s could not be reinstated: its booking is over.") % {"session": session})
        return redirect("closures:inspect", self.closure.pk)


class ClosurePolicy(ModelPermissionPolicy):
    """The group says which actions there are; the roles at places say on which closures."""

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        return self.user_has_permission(user, action) and closures_seen_by(user).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)


class ClosureIndex(generic.IndexView):
    add_item_label = gettext_lazy("Close a place")
    default_ordering = "-first_day"

    def get_base_queryset(self) -> QuerySet[ClosedDay]:
        return closures_seen_by(self.request.user)

    def get_edit_url(self, instance):
        return None

    def get_delete_url(self, instance):
        return None


class ClosureInspect(generic.InspectView):
    template_name = "agenda/admin/closure.html"

    def get_object(self, queryset=None):
        if known := getattr(self, "object", None):
            return known
        pk = self.kwargs["pk"]
        number = int(pk) if str(pk).isascii() and str(pk).isdigit() and len(str(pk)) < 19 else 0
        return get_object_or_404(closures_seen_by(self.request.user), pk=number)

    def get_edit_url(self):
        return None

    def get_delete_url(self):
        return None

    def get_context_data(self, **kwargs):
        closure, user = self.object, self.request.user
        mine = places_for(user).filter(pk=closure.place_id).exists() and user.has_perm("places.change_closedday")
        may_reopen = closure.is_standing and closure.last_day >= timezone.localdate() and mine
        return super().get_context_data(
            closure=closure,
            sessions=closure.sessions.select_related("place", "offer").order_by("starts_at", "pk"),
            reopen_url=reverse("closures:reopen", args=[closure.pk]) if may_reopen else "",
            **kwargs,
        )


def days_in_list(closure: ClosedDay) -> str:
    first, last = date_format(closure.first_day, "D j F Y"), date_format(closure.last_day, "D j F Y")
    return first if closure.is_one_day else f"{first} – {last}"


def state_in_list(closure: ClosedDay) -> str:
    if not closure.is_standing:
        return _("taken back")
    return _("over") if closure.last_day < timezone.localdate() else _("closed")


class ClosureViewSet(ModelViewSet):
    model = ClosedDay
    name = "closures"
    icon = "lock"
    menu_label = pgettext_lazy("places", "Closures")
    menu_order = 207
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    form_fields = ["reason"]
    search_fields = ["place__name", "place__city", "reason"]
    search_backend_name = None
    index_view_class = ClosureIndex
    inspect_view_class = ClosureInspect
    list_display = [
        TitleColumn(
            "first_day",
            label=gettext_lazy("Days"),
            accessor=days_in_list,
            sort_key="first_day",
            get_url=lambda closure: reverse("closures:inspect", args=[closure.pk]),
        ),
        Column("place", label=gettext_lazy("Place"), accessor="place", sort_key="place__name"),
        Column("reason", label=gettext_lazy("Why")),
        Column("state", label=gettext_lazy("State"), accessor=state_in_list),
    ]

    @property
    def permission_policy(self):
        return ClosurePolicy(self.model)

    def get_urlpatterns(self):
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results", "inspect")]
        return [
            path("new/", ClosePlace.as_view(), name="add"),
            path("reopen/<int:pk>/", ReopenPlace.as_view(), name="reopen"),
            *kept,
        ]

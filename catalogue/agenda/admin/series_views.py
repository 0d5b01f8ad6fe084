"""Make a series: fill in the form, see the days, untick those not wanted, make the sessions. Works without JavaScript."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import Session
from ..planning.making import NoDay
from ..planning.rule import MOST_TIMES
from ..visibility import changeable_by
from .series_form import SeriesForm, day_in_list
from .shown_form import with_value

_LARGEST_KEY = 2**63 - 1


class MakeSeries(WagtailAdminTemplateMixin, FormView):
    """``?like=<session>`` begins from a session that is there."""

    template_name = "agenda/admin/series.html"
    page_title = gettext_lazy("Sessions that repeat")
    header_icon = "calendar-alt"
    form_class = SeriesForm

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("agenda.add_session"):
            raise PermissionDenied
        self.like = self._session_like(request.GET.get("like", ""))
        return super().dispatch(request, *args, **kwargs)

    def _session_like(self, key: str) -> Session | None:
        if not key:
            return None
        number = int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0
        mine = changeable_by(self.request.user, Session.objects.select_related("offer", "place"))
        return get_object_or_404(mine, pk=number)

    def get_breadcrumbs_items(self):
        items = [{"url": reverse("session:index"), "label": pgettext("agenda", "Sessions")}]
        if self.like is not None:
            items.append({"url": reverse("session:inspect", args=[self.like.pk]), "label": str(self.like)})
        return [*items, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user, "like": self.like}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"days": [], "like": self.like, "back_url": reverse("session:index"), **kwargs})

    def form_valid(self, form):
        if "make" in self.request.POST and form.cleaned_data["shown_for"] == form.digest:
            return self._make(form)
        return self._show_days(form)

    def _show_days(self, form: SeriesForm, ticked: set[date] | None = None) -> HttpResponse:
        planned = form.days(timezone.now())
        rows: list[dict[str, Any]] = [
            {
                "value": one.day.isoformat(),
                "label": day_in_list(one, form.wanted.zone),
                "why_not": one.why_not,
                "may_take": one.may_take,
                "ticked": one.may_take and (one.day in ticked if ticked is not None else not one.why_not),
            }
            for one in planned
        ]
        if not rows:
            form.add_error("until", _("There is no such day between these dates."))
            return self.form_invalid(form)
        form.data = with_value(self.request.POST, "shown_for", form.digest)
        kept = sum(row["ticked"] for row in rows)
        return self.render_to_response(self.get_context_data(form=form, days=rows, kept=kept))

    def _make(self, form: SeriesForm) -> HttpResponse:
        days = _days_typed(self.request.POST.getlist("days"))
        ours = {one.day for one in form.days(timezone.now())}
        try:
            made = form.make([day for day in days if day in ours], self.request.user)
        except NoDay:
            form.add_error(None, _("Tick at least one day, and %(most)s at most.") % {"most": MOST_TIMES})
            return self._show_days(form, set(days))
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
            return self._show_days(form, set(days))
        count = len(made.sessions)
        messages.success(self.request, ngettext("%(count)s session made.", "%(count)s sessions made.", count) % {"count": count})
        if made.refused:
            missing = ngettext(
                "%(count)s day was taken or closed meanwhile: no session was made on it.",
                "%(count)s days were taken or closed meanwhile: no session was made on them.",
                len(made.refused),
            )
            messages.warning(self.request, missing % {"count": len(made.refused)})
        return redirect("session:inspect", made.sessions[0].pk)


def _days_typed(values: list[str]) -> list[date]:
    days = []
    for value in values[: 4 * MOST_TIMES]:
        with suppress(ValueError):
            days.append(date.fromisoformat(value))
    return days

"""This session and all those after it: change them, or stop the series. What will happen is shown before it does."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import local_time

from ..errors import SeatError
from ..models import Session
from ..planning.following import Effect, apply, effects, following, stop
from ..seats.whole_session import LONGEST_REASON
from ..visibility import changeable_by
from .following_form import FollowingForm
from .series_form import moment_in_words
from .session_actions import SessionAction
from .shown_form import with_value


class ChangeFollowing(SessionAction):
    template_name = "agenda/admin/following.html"
    page_title = gettext_lazy("Change this session and those after it")
    form_class = FollowingForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user, "session": self.session}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"rows": [], "count": self._sessions().count(), **kwargs})

    def _sessions(self):
        mine = changeable_by(self.request.user, following(self.session))
        return mine.select_related("place", "offer").prefetch_related("meetings").with_taken()

    def form_valid(self, form):
        if "apply" in self.request.POST and form.cleaned_data["shown_for"] == form.digest:
            return self._apply(form)
        return self._show(form)

    def _show(self, form: FollowingForm) -> HttpResponse:
        change = form.change
        rows = [_row(effect, form) for effect in effects(change, self._sessions())]
        form.data = with_value(self.request.POST, "shown_for", form.digest)
        told = sum(row["told"] for row in rows if not row["why_not"])
        return self.render_to_response(self.get_context_data(form=form, rows=rows, told=told))

    def _apply(self, form: FollowingForm) -> HttpResponse:
        ticked = set(self.request.POST.getlist("sessions"))
        chosen = [session for session in self._sessions() if str(session.pk) in ticked]
        if not chosen:
            form.add_error(None, _("Tick at least one session."))
            return self._show(form)
        try:
            done = apply(form.change, chosen)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
            return self._show(form)
        except SeatError:
            form.add_error(None, _("One of these sessions was cancelled, ended or deleted meanwhile. Look again, then save."))
            return self._show(form)
        self._say(done, form.cleaned_data["capacity"])
        return redirect(self.get_success_url())

    def _say(self, done: list[Effect], capacity: int) -> None:
        changed = [effect for effect in done if not effect.why_not]
        sentence = ngettext("%(count)s session changed.", "%(count)s sessions changed.", len(changed)) % {"count": len(changed)}
        if told := sum(effect.told for effect in changed):
            sentence += " " + ngettext("%(count)s person is being told.", "%(count)s people are being told.", told) % {"count": told}
        messages.success(self.request, sentence)
        for effect in done:
            day = date_format(effect.session.starts_local, "j F Y")
            if effect.why_not:
                messages.warning(self.request, _("%(day)s stays as it is. %(why)s.") % {"day": day, "why": effect.why_not})
            if effect.keeps_capacity:
                kept = {"day": day, "kept": effect.session.capacity, "taken": effect.taken, "asked": capacity}
                messages.warning(
                    self.request, _("%(day)s keeps its capacity of %(kept)s: %(taken)s seats are taken, more than %(asked)s.") % kept
                )


def _row(effect: Effect, form: FollowingForm) -> dict[str, Any]:
    place = form.cleaned_data["place"]
    zone = place.time_zone if place else local_time.REMOTE
    before, after = effect.session.starts_local, local_time.at_place(effect.moments[0][0], zone)
    moved = form.change.moves and not effect.why_not
    return {
        "pk": effect.session.pk,
        "before": moment_in_words(before),
        "after": moment_in_words(after) if moved and (before.date(), before.time()) != (after.date(), after.time()) else "",
        "taken": effect.taken,
        "told": effect.told,
        "why_not": effect.why_not,
        "note": effect.note,
        "keeps": effect.session.capacity if effect.keeps_capacity else None,
    }


class StopForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Cancel also those with people, and say why"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=gettext_lazy("Empty: sessions with people stay. In a few words: those who booked will read it."),
    )


class StopSeries(SessionAction):
    page_title = gettext_lazy("Stop the series here")
    action_label = gettext_lazy("Remove this session and those after it")
    destructive = True
    form_class = StopForm

    def _sessions(self) -> list[Session]:
        return list(changeable_by(self.request.user, following(self.session)).prefetch_related("seats"))

    def sentences(self) -> list[str]:
        sessions = self._sessions()
        empty = sum(not session.seats.all() for session in sessions)
        peopled = len(sessions) - empty
        return [
            ngettext("%(count)s session nobody booked will be deleted.", "%(count)s sessions nobody booked will be deleted.", empty)
            % {"count": empty},
            ngettext(
                "%(count)s session has or had people: it is never deleted.",
                "%(count)s sessions have or had people: they are never deleted.",
                peopled,
            )
            % {"count": peopled}
            if peopled
            else "",
        ]

    def form_valid(self, form):
        sessions = self._sessions()
        stopped = stop(sessions, form.cleaned_data["reason"].strip())
        sentence = ngettext("%(count)s session deleted.", "%(count)s sessions deleted.", stopped.deleted) % {"count": stopped.deleted}
        if stopped.cancelled:
            cancelled = ngettext(
                "%(count)s session cancelled: its people are being told.",
                "%(count)s sessions cancelled: their people are being told.",
                stopped.cancelled,
            )
            sentence += " " + cancelled % {"count": stopped.cancelled}
        messages.success(self.request, sentence)
        if stopped.kept:
            kept = ngettext("%(count)s session with people stays.", "%(count)s sessions with people stay.", len(stopped.kept))
            messages.warning(self.request, kept % {"count": len(stopped.kept)})
        return redirect("session:index")

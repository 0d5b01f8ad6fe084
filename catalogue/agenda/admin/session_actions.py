"""What the team does to a session beside editing it: open it, cancel it, reinstate it. Each asks first, by a form."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from catalogue.places.closing import closed_days_of

from ..errors import SeatError, SessionClosed
from ..models import Seat, SeatState, Session
from ..seats import who_may_come_back
from ..seats.whole_session import LONGEST_REASON
from ..sessions import cancel_session, open_session, reinstate_session
from ..visibility import changeable_by


class SessionAction(WagtailAdminTemplateMixin, FormView):
    """Base: one session that the user may change, a form, a sentence, a button."""

    template_name = "agenda/admin/session_action.html"
    header_icon = "date"
    action_label: str | Promise = ""
    destructive = False

    def dispatch(self, request, *args, **kwargs):
        self.session = get_object_or_404(changeable_by(request.user, Session.objects.select_related("offer", "place")), pk=kwargs["pk"])
        if not request.user.has_perm("agenda.change_session"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("session:inspect", args=[self.session.pk])

    def get_breadcrumbs_items(self):
        return [
            {"url": reverse("session:index"), "label": pgettext("agenda", "Sessions")},
            {"url": self.get_success_url(), "label": str(self.session)},
            {"url": "", "label": self.get_page_title()},
        ]

    def sentences(self) -> list[str]:
        """What will happen, told before it does."""
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            session=self.session,
            sentences=self.sentences(),
            action_label=self.action_label,
            destructive=self.destructive,
            back_url=self.get_success_url(),
            **kwargs,
        )

    def refuse(self, form, sentence: str) -> HttpResponse:
        form.add_error(None, sentence)
        return self.form_invalid(form)


class CancelForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput,
        help_text=gettext_lazy("In a few words: those who booked will read it. For example “La salle est fermée.”"),
    )


class CancelSession(SessionAction):
    page_title = gettext_lazy("Cancel the session")
    action_label = gettext_lazy("Cancel the session and tell everyone")
    destructive = True
    form_class = CancelForm

    def sentences(self) -> list[str]:
        seats = Seat.objects.filter(session=self.session)
        told = seats.filter(state__in=[SeatState.CONFIRMED, SeatState.OFFERED]).count()
        waiting = seats.waiting().count()
        return [
            ngettext("%(count)s person will be told.", "%(count)s people will be told.", told) % {"count": told},
            ngettext("%(count)s person on the waiting list too.", "%(count)s people on the waiting list too.", waiting) % {"count": waiting}
            if waiting
            else "",
            _("It can be reinstated later; people would then be asked again."),
        ]

    def form_valid(self, form):
        try:
            cancel_session(self.session.pk, form.cleaned_data["reason"])
        except ValidationError as error:
            return self.refuse(form, " ".join(error.messages))
        except SessionClosed:
            return self.refuse(form, _("This session is over or was deleted: it cannot be cancelled."))
        messages.success(self.request, _("The session is cancelled. The people are being told."))
        return redirect(self.get_success_url())


class OpenSession(SessionAction):
    page_title = gettext_lazy("Open to booking")
    action_label = gettext_lazy("Open to booking")
    form_class = forms.Form

    def sentences(self) -> list[str]:
        return [_("The session will show on the site, and people can book.")]

    def form_valid(self, form):
        try:
            open_session(self.session.pk)
        except SeatError:
            return self.refuse(form, _("This session is cancelled, over or deleted: it cannot be opened."))
        messages.success(self.request, _("The session is open to booking."))
        return redirect(self.get_success_url())


class ReinstateSession(SessionAction):
    page_title = gettext_lazy("The session takes place after all")
    action_label = gettext_lazy("Reinstate the session and ask everyone")
    form_class = forms.Form

    def sentences(self) -> list[str]:
        coming = who_may_come_back(self.session)
        had, waited = len(coming.had_a_seat), len(coming.waited)
        return [
            ngettext(
                "%(count)s person had a seat: it is kept for them, and they are asked whether they still come.",
                "%(count)s people had a seat: it is kept for them, and they are asked whether they still come.",
                had,
            )
            % {"count": had}
            if had
            else _("Nobody had a seat."),
            ngettext(
                "%(count)s person waited: they wait again, at the same place in line.",
                "%(count)s people waited: they wait again, at the same place in line.",
                waited,
            )
            % {"count": waited}
            if waited
            else "",
            _("A seat that is not answered within three days, or before booking closes, goes to somebody else.") if had else "",
            self._closed_sentence(),
        ]

    def _closed_sentence(self) -> str:
        reason = closed_days_of(self.session.place, self.session.local_day, self.session.local_day).get(self.session.local_day)
        return _("Beware: the place is closed that day (%(reason)s).") % {"reason": reason} if reason else ""

    def form_valid(self, form):
        try:
            reinstate_session(self.session.pk)
        except SeatError:
            return self.refuse(form, _("Booking for this session is over, or it was deleted: it cannot be reinstated."))
        messages.success(self.request, _("The session takes place. The people are being asked."))
        return redirect(self.get_success_url())

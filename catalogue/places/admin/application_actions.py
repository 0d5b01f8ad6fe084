"""The moves of an application, each a screen that asks once and shows what the structure will read."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateTimeInput

from core import local_time
from core.models import User

from ..joining import reviewing
from ..joining.answers import answers_of
from ..joining.applying import STEPS
from ..joining.moves import MoveRefused
from ..joining.screens import SCREENS
from ..joining.visibility import applications_seen_by
from ..models import RefusalReason, RelayApplication
from .applications import CHANGE, INSPECT


class MissingForm(forms.Form):
    """Which screens, and a few words: the structure reads both."""

    screens = forms.MultipleChoiceField(
        label=gettext_lazy("What is to be completed"),
        choices=[(name, SCREENS[name].label) for name in STEPS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label=gettext_lazy("In your words"),
        help_text=gettext_lazy("The structure reads this in the message and on its page. Say what you need, and why."),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("screens") and not (cleaned.get("words") or "").strip():
            raise ValidationError(_("Tick what is missing, or say it in a few words."))
        return cleaned

    @property
    def missing(self) -> str:
        named = [f"– {SCREENS[name].label}" for name in self.cleaned_data["screens"]]
        return "\n".join([*named, self.cleaned_data["words"].strip()]).strip()


class VisitForm(forms.Form):
    at = forms.DateTimeField(
        label=gettext_lazy("Day and hour of the visit"),
        help_text=gettext_lazy("In the time of the place. The structure is told at once."),
        widget=AdminDateTimeInput,
    )

    def __init__(self, *args: Any, time_zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone = time_zone

    def clean_at(self) -> datetime:
        typed = self.cleaned_data["at"]
        moment = local_time.from_place(typed.astimezone(timezone.get_current_timezone()).replace(tzinfo=None), self.time_zone)
        if moment <= timezone.now():
            raise ValidationError(_("This moment is over. Choose a day to come."))
        return moment


class AcceptForm(forms.Form):
    is_listed = forms.ChoiceField(
        label=gettext_lazy("When is it shown to the public?"),
        choices=[
            ("yes", gettext_lazy("At once: it appears in the directory")),
            ("no", gettext_lazy("Later: I tick “shown to the public” on the place when it opens")),
        ],
        widget=forms.RadioSelect,
        initial="yes",
    )


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(label=gettext_lazy("Why"), choices=RefusalReason.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=gettext_lazy("A few words more"),
        help_text=gettext_lazy("The structure reads the reason and these words, after our thanks. Say what else it can do."),
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") == RefusalReason.OTHER and not (cleaned.get("answer") or "").strip() and "answer" not in self.errors:
            self.add_error("answer", _("Say which reason, in a few words."))
        return cleaned


def to_complete(request: HttpRequest, pk: int) -> HttpResponse:
    application = _allowed(request, pk)
    form = MissingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _done(
            request, pk, _("The structure is told what is missing."), lambda by: reviewing.ask_to_complete(pk, form.missing, by=by)
        )
    return _screen(request, application, form, title=_("Ask what is missing"), button=_("Send to the structure"))


def visit(request: HttpRequest, pk: int) -> HttpResponse:
    application = _allowed(request, pk)
    form = VisitForm(request.POST if request.method == "POST" else None, time_zone=application.time_zone)
    if request.method == "POST" and form.is_valid():
        at = form.cleaned_data["at"]
        return _done(request, pk, _("The visit is planned, and the structure is told."), lambda by: reviewing.plan_visit(pk, at, by=by))
    return _screen(request, application, form, title=_("Plan a visit"), button=_("Plan it and tell the structure"))


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    application = _allowed(request, pk)
    form = AcceptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        listed = form.cleaned_data["is_listed"] == "yes"
        return _done(
            request,
            pk,
            _("The place is made, and the structure has its private link."),
            lambda by: reviewing.accept(pk, is_listed=listed, by=by),
        )
    return _screen(request, application, form, title=_("Accept"), button=_("Accept and make the place"), answers=answers_of(application))


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    application = _allowed(request, pk)
    form = RefuseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason, answer = form.cleaned_data["reason"], form.cleaned_data["answer"].strip()
        return _done(request, pk, _("The structure is told, with thanks."), lambda by: reviewing.refuse(pk, reason, answer, by=by))
    return _screen(
        request,
        application,
        form,
        title=_("Refuse"),
        button=_("Refuse and tell the structure"),
        warning=_("A refusal cannot be taken back."),
    )


def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Send another private link; the old one opens nothing any more."""
    application = _allowed(request, pk)
    if request.method == "POST":
        reviewing.renew_link(pk, tell=True)
        messages.success(request, _("A new link is sent; the old one opens nothing any more."))
        return redirect(INSPECT, pk)
    return _screen(
        request,
        application,
        forms.Form(),
        title=_("Send a new link"),
        button=_("Send it"),
        warning=_("The old link opens nothing any more: do this when it was lost or seen by somebody else."),
    )


def who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _allowed(request: HttpRequest, pk: int) -> RelayApplication:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
    return get_object_or_404(applications_seen_by(request.user), pk=pk)  # type: ignore[arg-type]  # has_perm: somebody signed in


def _done(request: HttpRequest, pk: int, told: str, act: Any) -> HttpResponse:
    try:
        act(who(request))
    except MoveRefused:
        messages.warning(request, _("Somebody else was faster: look at its state now."))
    else:
        messages.success(request, told)
    return redirect(INSPECT, pk)


def _screen(request: HttpRequest, application: RelayApplication, form: forms.Form, **context: Any) -> HttpResponse:
    context = {"warning": "", "answers": []} | context | {"application": application, "form": form}
    return render(request, "places/admin/application_action.html", context)

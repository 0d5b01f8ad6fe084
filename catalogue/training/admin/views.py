"""Two actions on a registration, each a screen that asks once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.agenda.errors import SeatError
from core.models import User

from ..change_seats import MOST_SEATS, TooLate, cancel, change_seats
from ..models import Registration
from ..words import sentence_for
from .viewsets import session_words

INSPECT = "wagtailsnippets_training_registration:inspect"


class SeatsForm(forms.Form):
    count = forms.IntegerField(label=gettext_lazy("Number of seats"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)])


class ReasonForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Why"), max_length=200, required=False, help_text=gettext_lazy("For the log. The contact does not read it.")
    )


def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Give more seats or fewer to a confirmed registration."""
    registration = _allowed(request, pk)
    if not registration.may_change_seats:
        return _too_late(request, registration)
    form = SeatsForm(request.POST or None, initial={"count": registration.seats().count()})
    if request.method == "POST" and form.is_valid():
        try:
            change_seats(pk, form.cleaned_data["count"], by=_who(request))
        except SeatError as error:
            form.add_error("count", sentence_for(error))
        except TooLate:
            return _too_late(request, registration)
        else:
            messages.success(request, _("The number of seats is changed, and the contact is told."))
            return redirect(INSPECT, pk)
    return _screen(request, registration, form, title=_("Change the number of seats"), button=_("Change and tell the contact"))


def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a registration for its organisation."""
    registration = _allowed(request, pk)
    if not registration.may_cancel:
        return _too_late(request, registration)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel(pk, by=_who(request), note=form.cleaned_data["note"])
        except TooLate:
            return _too_late(request, registration)
        messages.success(request, _("The registration is cancelled, its seats are free, and the contact is told."))
        return redirect(INSPECT, pk)
    return _screen(
        request,
        registration,
        form,
        title=_("Cancel the registration"),
        button=_("Cancel and tell the contact"),
        warning=_("All its seats are given back, to the waiting list first."),
    )


def _who(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _allowed(request: HttpRequest, pk: int) -> Registration:
    if not request.user.has_perm("training.change_registration"):
        raise PermissionDenied
    return get_object_or_404(Registration.objects.sent().visible_to(request.user).select_related("session__offer", "session__place"), pk=pk)


def _too_late(request: HttpRequest, registration: Registration) -> HttpResponse:
    messages.warning(request, _("This registration can no longer be changed: it has begun, or it is over."))
    return redirect(INSPECT, registration.pk)


def _screen(request: HttpRequest, registration: Registration, form: forms.Form, **context: Any) -> HttpResponse:
    context |= {
        "registration": registration,
        "session_words": session_words(registration),
        "form": form,
        "warning": context.get("warning", ""),
    }
    return render(request, "training/admin/action.html", context)

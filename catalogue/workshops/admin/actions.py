"""What the team does to a booking, each a screen that asks once and changes by POST only."""

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.agenda.errors import SeatError
from catalogue.agenda.models import Session
from core.forms import NameField, PhoneField
from core.models import User
from core.phones import show_phone
from core.tokens import looks_like_token, new_token

from .. import cancelling, front_desk
from ..models import Booking, BookingChannel
from ..visibility import may_serve, seen_by
from .bookings import INSPECT, name_of, when_of


class PersonForm(forms.Form):
    """Names and numbers as the public form takes them; a landline or no phone at all is fine."""

    first_name = NameField(label=gettext_lazy("First name"), max_length=60)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, max_length=254)
    prefers_call = forms.BooleanField(label=gettext_lazy("Prefers to be called"), required=False)


class NewPersonForm(PersonForm):
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    channel = forms.ChoiceField(
        label=gettext_lazy("Made"), choices=[(c.value, c.label) for c in (BookingChannel.WALK_IN, BookingChannel.PHONE)]
    )

    field_order = ["channel", "first_name", "phone", "email", "prefers_call", "key"]


def correct(request: HttpRequest, pk: int) -> HttpResponse:
    booking = _booking(request, pk)
    person = booking.participant
    form = PersonForm(
        request.POST or None,
        initial={
            "first_name": person.first_name if person else "",
            "phone": show_phone(booking.phone),
            "email": booking.email,
            "prefers_call": booking.prefers_call,
        },
    )
    if request.method == "POST" and form.is_valid():
        front_desk.correct(booking, **form.cleaned_data)
        messages.success(request, _("It is corrected."))
        return redirect(INSPECT, pk)
    return _screen(request, booking, form, title=_("Correct"), button=_("Save"))


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    booking = _booking(request, pk)
    if request.method == "POST":
        cancelling.cancel(booking)
        messages.success(request, _("The booking is cancelled, and the person is told."))
        return redirect(INSPECT, pk)
    warning = _("The seat goes to the first in line. The person is told.")
    return _screen(request, booking, title=_("Cancel the booking"), button=_("Cancel and tell the person"), warning=warning)


def reinstate(request: HttpRequest, pk: int) -> HttpResponse:
    booking = _booking(request, pk)
    if request.method == "POST":
        try:
            front_desk.reinstate(booking)
        except SeatError:
            messages.error(request, _("No seat is free any more, or the session takes nobody."))
        else:
            messages.success(request, _("The person has a seat again, and is told."))
        return redirect(INSPECT, pk)
    return _screen(request, booking, title=_("Give the seat back"), button=_("Give the seat back"))


def link_again(request: HttpRequest, pk: int) -> HttpResponse:
    booking = _booking(request, pk)
    if request.method == "POST":
        front_desk.new_link(booking)
        messages.success(request, _("The old link no longer works. Messages from now on carry the new one."))
        return redirect(INSPECT, pk)
    warning = _("Do this when somebody else has the link. The old one stops working at once.")
    return _screen(request, booking, title=_("Make a new private link"), button=_("Make a new private link"), warning=warning)


def add_person(request: HttpRequest, session_id: int) -> HttpResponse:
    """Add somebody who came without a booking, or who called."""
    if not request.user.has_perm("workshops.add_booking"):
        raise PermissionDenied
    session = get_object_or_404(Session.objects.select_related("offer", "place"), pk=session_id)
    if not may_serve(cast("User", request.user), session):
        raise PermissionDenied
    form = NewPersonForm(request.POST or None, initial={"key": new_token(), "channel": BookingChannel.WALK_IN})
    back = reverse("session:inspect", args=[session.pk])
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        key = facts.pop("key")
        try:
            booking = front_desk.add_person(session.pk, key=key if looks_like_token(key) else new_token(), **facts)
        except SeatError:
            form.add_error(None, _("No seat is free, or the session takes nobody any more."))
        else:
            messages.success(request, _("%(name)s has a seat.") % {"name": name_of(booking)})
            return redirect(back)
    return _screen(request, None, form, title=_("Add somebody"), subtitle=str(session), button=_("Give a seat"), back=back)


def _booking(request: HttpRequest, pk: int) -> Booking:
    if not request.user.has_perm("workshops.change_booking"):
        raise PermissionDenied
    return get_object_or_404(seen_by(cast("User", request.user), Booking.objects.submitted().filter(purged_at=None).with_people()), pk=pk)


def _screen(request: HttpRequest, booking: Booking | None, form: forms.Form | None = None, **context: Any) -> HttpResponse:
    if booking is not None:
        context.setdefault("back", reverse(INSPECT, args=[booking.pk]))
        offer = booking.offer.title if booking.offer else ""
        context.setdefault("subtitle", f"{booking.reference} · {offer} · {when_of(booking)}")
    return render(request, "workshops/admin/action.html", {"form": form, "warning": "", "facts": [], **context})

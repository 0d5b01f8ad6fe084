"""What the team does about a link, a change, an access or a report: screens that ask once, and two forms that begin something."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..joining import inviting, keeping, links, reporting
from ..joining.messages import ask_to_confirm
from ..joining.visibility import of_places_seen_by
from ..models import EntryChange, HostInvitation, PlaceLink, PlaceReport
from .application_actions import who
from .relays import place_in


class LinkForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name of the contact"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail of the contact"), help_text=gettext_lazy("The private link goes there."), max_length=254
    )


class InviteForm(forms.Form):
    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=60)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=60)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), help_text=gettext_lazy("Their own, not shared: it is a named sign-in."), max_length=254
    )


def open_link(request: HttpRequest, place_id: int) -> HttpResponse:
    """Give the structure of a place a private link, also to a relay that never applied here."""
    _may(request, PlaceLink)
    place = place_in(request, place_id)
    now = PlaceLink.objects.filter(place=place, revoked_at=None).first()
    initial = {"name": now.contact_name, "email": now.contact_email} if now else {}
    form = LinkForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        link = links.open_link(place, name=form.cleaned_data["name"], email=form.cleaned_data["email"])
        messages.success(request, _("The link is sent. If there was an older one, it opens nothing any more."))
        return redirect(_inspect(link))
    back = reverse("wagtailsnippets_places_place:inspect", args=[place.pk])
    return _screen(request, str(place), form, back, title=_("Send a private link"), button=_("Send the link"))


def new_link(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("joining_admin:open_link", _row(request, PlaceLink, pk).place_id)


def revoke_link(request: HttpRequest, pk: int) -> HttpResponse:
    return _once(
        request,
        PlaceLink,
        pk,
        lambda link: links.revoke_link(link.pk),
        title=_("Revoke the link"),
        button=_("Revoke"),
        warning=_("The structure can no longer change its entry, until you send a new link."),
        told=_("The link is revoked."),
    )


def ask_now(request: HttpRequest, pk: int) -> HttpResponse:
    return _once(
        request,
        PlaceLink,
        pk,
        ask_to_confirm,
        title=_("Ask now whether it is right"),
        button=_("Send the question"),
        warning="",
        told=_("The question is sent: once a day at most."),
    )


def seen(request: HttpRequest, pk: int) -> HttpResponse:
    return _once(
        request,
        EntryChange,
        pk,
        lambda change: keeping.mark_seen(change.pk, by=who(request)),
        title=_("I have looked at it"),
        button=_("It is fine"),
        warning="",
        told=_("The change is marked as seen."),
    )


def settle(request: HttpRequest, pk: int) -> HttpResponse:
    return _once(
        request,
        PlaceReport,
        pk,
        lambda report: reporting.settle(report.pk, by=who(request)),
        title=_("It is settled"),
        button=_("It is settled"),
        warning=_("Correct the entry first, if the report is right."),
        told=_("The report is settled."),
    )


def invite_somebody(request: HttpRequest, place_id: int) -> HttpResponse:
    """Invite a named person to see the bookings of a place."""
    _may(request, HostInvitation)
    place = place_in(request, place_id)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        invitation = inviting.invite(HostInvitation(place=place, **form.cleaned_data), by=who(request))
        messages.success(request, _("The invitation is sent. It works for two weeks."))
        return redirect(_inspect(invitation))
    back = reverse("wagtailsnippets_places_place:inspect", args=[place.pk])
    return _screen(request, str(place), form, back, title=_("Give access to the bookings"), button=_("Send the invitation"))


def invite(request: HttpRequest, pk: int) -> HttpResponse:
    return _once(
        request,
        HostInvitation,
        pk,
        lambda invitation: inviting.invite(invitation, by=who(request)),
        title=_("Send the invitation"),
        button=_("Send the invitation"),
        warning=_("This person will see first names and phone numbers of visitors, once they have signed the agreement on data."),
        told=_("The invitation is sent. It works for two weeks."),
    )


def revoke_access(request: HttpRequest, pk: int) -> HttpResponse:
    return _once(
        request,
        HostInvitation,
        pk,
        lambda invitation: inviting.revoke(invitation.pk, by=who(request)),
        title=_("Take the access back"),
        button=_("Take it back now"),
        warning=_("This person no longer sees the bookings of this place, from now on."),
        told=_("The access is taken back."),
    )


def _once(
    request: HttpRequest, model: Any, pk: int, act: Callable[[Any], object], *, title: str, button: str, warning: str, told: str
) -> HttpResponse:
    """Ask once, then act."""
    row = _row(request, model, pk)
    if request.method == "POST":
        try:
            act(row)
        except inviting.InvitationOver:
            messages.warning(request, _("Somebody else was faster: look at its state now."))
        else:
            messages.success(request, told)
        return redirect(_inspect(row))
    return _screen(request, str(row), forms.Form(), _inspect(row), title=title, button=button, warning=warning)


def _may(request: HttpRequest, model: Any) -> None:
    if not request.user.has_perm(f"places.change_{model._meta.model_name}"):
        raise PermissionDenied


def _row(request: HttpRequest, model: Any, pk: int) -> Any:
    _may(request, model)
    return get_object_or_404(of_places_seen_by(request.user, model.objects.select_related("place")), pk=pk)  # type: ignore[arg-type]


def _inspect(row: Any) -> str:
    return reverse(f"wagtailsnippets_places_{row._meta.model_name}:inspect", args=[row.pk])


def _screen(request: HttpRequest, subject: str, form: forms.Form, back: str, **context: Any) -> HttpResponse:
    context = {"warning": ""} | context | {"subject": subject, "form": form, "back": back}
    return render(request, "places/admin/relay_action.html", context)

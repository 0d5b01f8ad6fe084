"""Who welcomes people at which places: invited, signed in or not, and taken back. The roles themselves stand with the places."""

from typing import Any, cast

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.widgets import HeaderButton
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from core.closed_choosers import ClosedChooserViewSet
from core.forms import NameField, PhoneField
from core.models import User
from core.permission_policies import ReadOnlyPolicy
from core.phones import is_mobile, mask_phone, show_phone
from core.spreadsheets import NoFormulas

from ..hosting import inviting
from ..hosting.access import places_to_invite_to
from ..models import TeamInvitation, TeamInvitationState

INSPECT = "wagtailsnippets_workshops_teaminvitation:inspect"
LIST = "wagtailsnippets_workshops_teaminvitation:list"


def invitations_seen_by(user: User) -> QuerySet[TeamInvitation]:
    """Return the invitations to places a user may let people in to."""
    invitations = TeamInvitation.objects.select_related("user", "by").prefetch_related("places")
    if user.is_superuser or user.has_perm("places.change_every_place"):
        return invitations
    return invitations.filter(places__in=places_to_invite_to(user).order_by().values("pk")).distinct()


def state_in_words(invitation: TeamInvitation) -> str:
    if invitation.state == TeamInvitationState.SENT and invitation.expires_at <= timezone.now():
        return _("not answered in time")
    return str(invitation.get_state_display())


def places_in_words(invitation: TeamInvitation) -> str:
    return ", ".join(place.name for place in invitation.places.all())


def last_sign_in(invitation: TeamInvitation) -> str:
    user = invitation.user
    return date_format(timezone.localtime(user.last_login), "j F Y, H:i") if user and user.last_login else "—"


class PlacesField(forms.ModelMultipleChoiceField):
    """A number no place can have is an answer like another: SQLite cannot even hold it."""

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(value)[:40]}
            ) from error


class InviteForm(forms.Form):
    first_name = NameField(label=gettext_lazy("First name"), max_length=60)
    last_name = NameField(label=gettext_lazy("Last name"), max_length=60, required=False)
    phone = PhoneField(label=gettext_lazy("Mobile phone"), required=False, help_text=gettext_lazy("Their own, not shared: links go there."))
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, max_length=254)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=())
    places: forms.ModelMultipleChoiceField = PlacesField(
        label=gettext_lazy("Places"), queryset=None, widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("At least one.")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        from django.conf import settings

        super().__init__(*args, **kwargs)
        self.fields["language"].choices = settings.LANGUAGES  # type: ignore[attr-defined]
        self.fields["places"].queryset = places_to_invite_to(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        phone, email = cleaned.get("phone") or "", cleaned.get("email") or ""
        if not self.errors and not phone and not email:
            self.add_error("phone", _("Give a mobile number or an e-mail: the link goes there."))
        if phone and not email and not is_mobile(phone):
            self.add_error("phone", _("A landline receives no link. Give a mobile number or an e-mail."))
        elif other := inviting.whose_phone(phone, cleaned.get("first_name", "")):
            name = other.first_name or other.get_username()
            self.add_error("phone", _("This number is already that of %(name)s. Each person has their own.") % {"name": name})
        return cleaned


class HostFilters(WagtailFilterSet):
    state = django_filters.MultipleChoiceFilter(label=gettext_lazy("State"), choices=TeamInvitationState.choices)

    class Meta:
        model = TeamInvitation
        fields = ["state"]


class HostIndex(NoFormulas, IndexView):
    @cached_property
    def header_buttons(self) -> list:
        buttons = list(super().header_buttons)
        if self.request.user.has_perm("workshops.add_teaminvitation"):
            buttons.append(HeaderButton(label=_("Invite somebody"), url=reverse("hosts_admin:invite"), icon_name="mail", priority=0))
        buttons.append(HeaderButton(label=_("Who is at which place"), url=reverse("hosts_admin:roles"), icon_name="group", priority=1))
        return buttons

    def get_base_queryset(self) -> QuerySet[TeamInvitation]:
        return invitations_seen_by(cast("User", self.request.user))

    def get_edit_url(self, instance: TeamInvitation) -> str:
        return reverse(INSPECT, args=[instance.pk])

    def to_row_dict(self, item: TeamInvitation) -> dict[str, Any]:
        return {**super().to_row_dict(item), "state": state_in_words(item)}


class HostInspect(InspectView):
    template_name = "workshops/admin/host.html"

    def get_object(self, queryset: QuerySet | None = None) -> TeamInvitation:
        seen = invitations_seen_by(cast("User", self.request.user))
        return get_object_or_404(seen, pk=self.pk if str(self.pk).isascii() and str(self.pk).isdigit() and len(str(self.pk)) < 19 else 0)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        invitation = self.object
        user = invitation.user
        facts = [
            (_("Person"), invitation.full_name),
            (_("Places"), places_in_words(invitation)),
            (_("State"), state_in_words(invitation)),
            (_("Mobile phone"), show_phone(invitation.phone)),
            (_("E-mail"), invitation.email),
            (_("Invited by"), invitation.by or ""),
            (_("Works until"), _moment(invitation.expires_at) if invitation.state == TeamInvitationState.SENT else ""),
            (_("Accepted"), _moment(invitation.accepted_at)),
            (_("Account"), user or ""),
            (_("Last sign-in"), last_sign_in(invitation)),
            (_("Roles now"), ", ".join(f"{role.place} ({role.get_role_display()})" for role in _roles(user))),
            (_("Revoked"), f"{_moment(invitation.revoked_at)} · {invitation.revoked_by or ''}" if invitation.revoked_at else ""),
        ]
        return super().get_context_data(**kwargs) | {"facts": [(label, value) for label, value in facts if value]}

    @cached_property
    def header_buttons(self) -> list:
        buttons = list(super().header_buttons)
        state = self.object.state
        actions = [
            ("again", _("Send the invitation again"), "mail", state == TeamInvitationState.SENT),
            ("revoke", _("Take the access back"), "cross", state != TeamInvitationState.REVOKED),
        ]
        if self.request.user.has_perm("workshops.change_teaminvitation"):
            buttons += [
                HeaderButton(label=label, url=reverse(f"hosts_admin:{name}", args=[self.object.pk]), icon_name=icon, priority=priority)
                for priority, (name, label, icon, is_shown) in enumerate(actions)
                if is_shown
            ]
        return buttons


def _moment(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "j F Y, H:i") if moment else ""


def _roles(user: User | None) -> list:
    return list(user.place_roles.select_related("place").order_by("place__name")) if user else []


def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody of the team to welcome people."""
    user = _user_with(request, "workshops.add_teaminvitation")
    form = InviteForm(request.POST or None, user=user, initial={"language": "fr"})
    if request.method == "POST" and form.is_valid():
        invitation = inviting.invite(by=user, **form.cleaned_data)
        messages.success(request, _("The invitation is sent. It works once, for a week."))
        return redirect(INSPECT, invitation.pk)
    title = _("Invite somebody to welcome people")
    return _screen(request, form=form, title=title, button=_("Send the invitation"), back=reverse(LIST))


def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    if request.method == "POST":
        try:
            inviting.send_again(invitation.pk)
        except inviting.InvitationOver:
            messages.warning(request, _("This invitation was answered or taken back meanwhile."))
        else:
            messages.success(request, _("The invitation is sent. It works once, for a week."))
        return redirect(INSPECT, pk)
    warning = _("The link sent before stops working.")
    return _screen(
        request, title=_("Send the invitation again"), subtitle=str(invitation), button=_("Send the invitation"), warning=warning
    )


def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    if request.method == "POST":
        inviting.revoke(invitation.pk, by=cast("User", request.user))
        messages.success(request, _("The access is taken back."))
        return redirect(INSPECT, pk)
    warning = _("From now on, this person sees no list any more. A list left open on a phone goes at its next press, or that night.")
    return _screen(request, title=_("Take the access back"), subtitle=str(invitation), button=_("Take it back now"), warning=warning)


def _user_with(request: HttpRequest, permission: str) -> User:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return cast("User", request.user)


def _invitation(request: HttpRequest, pk: int) -> TeamInvitation:
    return get_object_or_404(invitations_seen_by(_user_with(request, "workshops.change_teaminvitation")), pk=pk)


def _screen(request: HttpRequest, **context: Any) -> HttpResponse:
    pk = request.resolver_match.kwargs.get("pk") if request.resolver_match else None
    back = reverse(INSPECT, args=[pk]) if pk else reverse(LIST)
    return render(
        request, "workshops/admin/action.html", {"form": None, "warning": "", "subtitle": "", "facts": [], "back": back, **context}
    )


class HostViewSet(SnippetViewSet):
    model = TeamInvitation
    chooser_viewset_class = ClosedChooserViewSet
    icon = "group"
    menu_label = pgettext_lazy("people", "Hosts")
    menu_name = "hosts"
    menu_order = 230
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(TeamInvitation)
    index_view_class = HostIndex
    inspect_view_class = HostInspect
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None
    search_fields = ["first_name", "last_name", "places__name"]
    filterset_class = HostFilters
    list_display = [
        TitleColumn("full_name", label=gettext_lazy("Person"), get_url=lambda one: reverse(INSPECT, args=[one.pk]), sort_key="first_name"),
        Column("places", label=gettext_lazy("Places"), accessor=places_in_words),
        Column("state", label=gettext_lazy("State"), accessor=state_in_words, sort_key="state"),
        Column("phone", label=gettext_lazy("Mobile phone"), accessor=lambda one: mask_phone(one.phone) if one.phone else ""),
        Column("last_login", label=gettext_lazy("Last sign-in"), accessor=last_sign_in, sort_key="user__last_login"),
        DateColumn("created_at", label=gettext_lazy("Invited"), sort_key="created_at"),
    ]
    list_export = ["full_name", "state", "created_at", "accepted_at", "revoked_at"]
    export_headings = {"full_name": gettext_lazy("Person"), "state": gettext_lazy("State")}
    export_filename = "accueil"

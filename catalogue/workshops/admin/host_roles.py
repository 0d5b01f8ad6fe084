"""Who welcomes people today at the places somebody looks after, however they were let in; and the role taken back."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from catalogue.places.models import PlaceRole, Role
from core.models import User

from ..hosting import inviting
from ..hosting.access import places_to_invite_to

ON_A_PAGE = 100


def roles_seen_by(user: User):
    """Return the roles at the places a user may let people in to."""
    places = places_to_invite_to(user).order_by().values("pk")
    return (
        PlaceRole.objects.filter(place__in=places).select_related("user", "place").order_by("place__name", "role", "user__first_name", "pk")
    )


def roles(request: HttpRequest) -> HttpResponse:
    """The people of each place: host or coordinator, and when they signed in last."""
    user = _user_with(request, "workshops.view_teaminvitation")
    page = Paginator(roles_seen_by(user), ON_A_PAGE).get_page(request.GET.get("p"))
    may_change = user.has_perm("workshops.change_teaminvitation")
    context = {"rows": page, "may_change": may_change, "back": reverse("wagtailsnippets_workshops_teaminvitation:list")}
    return render(request, "workshops/admin/host_roles.html", context)


def take_role_back(request: HttpRequest, pk: int) -> HttpResponse:
    user = _user_with(request, "workshops.change_teaminvitation")
    role = get_object_or_404(roles_seen_by(user).filter(role=Role.HOST), pk=pk)
    if request.method == "POST":
        inviting.take_role_back(role, by=user)
        messages.success(request, _("The access is taken back."))
        return redirect("hosts_admin:roles")
    context: dict[str, object] = {
        "title": _("Take the access back"),
        "subtitle": f"{role.user.get_full_name() or role.user.get_username()} · {role.place}",
        "button": _("Take it back now"),
        "warning": _("From now on, this person sees no list of this place any more."),
        "form": None,
        "facts": [],
        "back": reverse("hosts_admin:roles"),
    }
    return render(request, "workshops/admin/action.html", context)


def _user_with(request: HttpRequest, permission: str) -> User:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return cast("User", request.user)

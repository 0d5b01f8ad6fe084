"""What a person should look at in one entry: explained, and settled one by one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from .. import flags
from ..models import Place
from ..visibility import places_changed_by


def flags_of_place(request: HttpRequest, pk: int) -> HttpResponse:
    place = _own(request, pk)
    edit_url = reverse("wagtailsnippets_places_place:edit", args=[place.pk])
    return render(request, "places/admin/flags.html", {"place": place, "flags": flags.flags_of(place), "edit_url": edit_url})


@require_POST
def settle_flag(request: HttpRequest, pk: int) -> HttpResponse:
    place = _own(request, pk)
    if flags.settle(place.pk, request.POST.get("flag", "")[:60], user=request.user):
        messages.success(request, _("Settled: it is no longer in the list of what is to look at."))
    return redirect("places_admin:flags", place.pk)


def _own(request: HttpRequest, pk: int) -> Place:
    if not request.user.has_perm("places.change_place"):
        raise PermissionDenied
    if pk >= 2**63:
        pk = 0
    return get_object_or_404(places_changed_by(request.user), pk=pk)

"""Two records side by side: keep one, keep both, or undo."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core.phones import show_phone

from ..duplicates import settling
from ..field_words import field_in_words
from ..models import DuplicatePair, PairState, Place
from .import_access import LARGEST_KEY, for_importers

SETTLE = "places_imports:settle"
_GROUP_NAMES = {"address": gettext_lazy("address and point")}


@for_importers
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    pair = _pair(pk)
    if request.method == "POST":
        return _settle(request, pair)
    different = settling.differing(pair)
    alike = [(_label(name), _shown(pair.first, name)) for name in settling.CHOICES if name not in different]
    context: dict[str, Any] = {
        "pair": pair,
        "first": _facts(pair.first),
        "second": _facts(pair.second),
        "rows": [(name, _label(name), _shown(pair.first, name), _shown(pair.second, name)) for name in different],
        "alike": [(label, value) for label, value in alike if value],
        "is_open": pair.state == PairState.OPEN,
        "back": _list_url(),
    }
    return render(request, "places/admin/duplicate.html", context)


def _settle(request: HttpRequest, pair: DuplicatePair) -> HttpResponse:
    keep, user = request.POST.get("keep", ""), request.user
    try:
        if keep == "both":
            settling.keep_both(pair, user)  # type: ignore[arg-type]
            messages.success(request, _("Both are kept. This pair is not proposed again."))
        elif keep in ("first", "second"):
            kept, theirs = (pair.first, "second") if keep == "first" else (pair.second, "first")
            take = [name for name in settling.CHOICES if request.POST.get(f"take-{name}") == theirs]
            settling.merge(pair, kept, take, user)  # type: ignore[arg-type]
            messages.success(
                request, _("“%(kept)s” is kept. The other is archived, and its address leads to it.") % {"kept": kept.name[:80]}
            )
        else:
            messages.error(request, _("Choose which one to keep."))
            return redirect(SETTLE, pair.pk)
    except settling.AlreadySettled:
        messages.warning(request, _("Somebody else settled this pair meanwhile."))
        return redirect(SETTLE, pair.pk)
    except settling.HasSessions:
        messages.error(request, _("The record to archive has sessions to come. Keep that one, or move its sessions first."))
        return redirect(SETTLE, pair.pk)
    return redirect(_list_url())


@for_importers
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    pair = _pair(pk)
    try:
        settling.undo(pair, request.user)  # type: ignore[arg-type]
        messages.success(request, _("It is undone: the two records are as before."))
    except settling.AlreadySettled:
        messages.warning(request, _("There is nothing to undo."))
    return redirect(SETTLE, pair.pk)


def _facts(place: Place) -> dict[str, Any]:
    return {
        "place": place,
        "source": _("ours") if place.source == "local" else place.source,
        "edit": reverse("wagtailsnippets_places_place:edit", args=[place.pk]),
    }


def _label(name: str) -> str:
    return capfirst(str(_GROUP_NAMES.get(name) or field_in_words(name)))


def _shown(place: Place, name: str) -> str:
    """Return a value as one reads it."""
    if name == "address":
        city = " ".join(part for part in (place.postcode, place.city) if part)
        point = f"{place.lat:.5f}, {place.lon:.5f}" if place.lat is not None and place.lon is not None else ""
        return "\n".join(part for part in (place.address, place.address_extra, city, point) if part)
    value = getattr(place, name)
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    if name == "phone":
        return show_phone(value)
    return date_format(value, "SHORT_DATE_FORMAT") if hasattr(value, "year") else str(value or "")


def _pair(pk: int) -> DuplicatePair:
    return get_object_or_404(DuplicatePair.objects.select_related("first", "second", "kept", "settled_by"), pk=min(pk, LARGEST_KEY))


def _list_url() -> str:
    return reverse("wagtailsnippets_places_duplicatepair:list")

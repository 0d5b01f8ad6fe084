"""The places of the list on a map: those of the same search and filters, drawn after a press as everywhere on the site."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from ..map_tiles import allow_in_admin
from ..models import Place
from .access import PlacePolicy
from .bulk_actions import places_of_list
from .place_views import flags_in_words, state_in_words

MOST = 200  # markers on one map


def map_of_places(request: HttpRequest) -> HttpResponseBase:
    if not PlacePolicy(Place).user_has_any_permission(request.user, {"view", "change"}):
        raise PermissionDenied
    found = places_of_list(request, request.get_full_path()).order_by("name", "pk")
    places = list(found[: MOST + 1])
    rows = [
        {
            "place": place,
            "url": reverse("wagtailsnippets_places_place:inspect", args=[place.pk]),
            "state": state_in_words(place),
            "flags": flags_in_words(place),
        }
        for place in places[:MOST]
    ]
    list_url = f"{reverse('wagtailsnippets_places_place:list')}?{request.GET.urlencode()}"
    context = {"rows": rows, "is_cut": len(places) > MOST, "most": MOST, "list_url": list_url}
    return allow_in_admin(render(request, "places/admin/map.html", context))

"""The page of a place, which is no Wagtail page (there can be 100,000), and what is suggested as one types."""

from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language

from core.ground import ground_of
from core.languages import links_for_view

from .cards import place_url
from .closing import closed_soon
from .gallery import gallery_of
from .map_tiles import with_map
from .models import Place
from .near import near_from
from .paper import french_words, paper_of
from .searching.suggestions import suggestions_for
from .sections import sections_for
from .sheet import others_near, sheet_of
from .structured_data import json_ld

_LARGEST_KEY = 2**63 - 1
_SUGGESTED_FOR = 3600  # seconds that anybody may keep suggestions


@with_map
def place(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show a place; another slug leads to the right address, a place no longer shown says where to go instead."""
    ground_of(request)  # first, for the addresses of pages begin with it
    found = _found(pk)
    if found.merged_into_id:
        return _moved(found)
    if not _is_shown(found):
        return _gone(request, found)
    if slug != found.slug:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(place_url(found) + (f"?{query}" if query else ""))
    answer = near_from(request.GET)
    sections = sections_for(found, request)
    sheet = sheet_of(found, answer, closed_soon(found))
    pairs = answer.pairs
    index_url = reverse("wagtail_serve", args=("lieux/",))
    shown: dict[str, Any] = {
        "sheet": sheet,
        "card": sheet.card,
        "near": answer.near,
        "index_url": index_url,
        "list_url": index_url + (f"?{urlencode(pairs)}" if pairs else ""),
        "gallery": gallery_of(found),
        "sections": sections,
        "has_sessions": any(section.offers_booking for section in sections),
        "others": others_near(found),
        "json_ld": json_ld(sheet),
        "language_links": links_for_view(request),
        "paper_url": reverse("places:paper", args=[found.pk, found.slug]),
    }
    return render(request, "places/place.html", shown)


def paper(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show the sheet of a place to print on one side of A5."""
    ground_of(request)
    found = _found(pk)
    if found.merged_into_id:
        return _moved(found)
    if not _is_shown(found):
        return _gone(request, found)
    if slug != found.slug:
        return HttpResponsePermanentRedirect(reverse("places:paper", args=[found.pk, found.slug]))
    context = {"paper": paper_of(found), "french": french_words(), "place_url": place_url(found), "language_links": links_for_view(request)}
    return render(request, "places/paper.html", context)


def _found(pk: int) -> Place:
    found = Place.objects.in_language(get_language() or "fr").filter(pk=pk).first() if pk <= _LARGEST_KEY else None
    if found is None:
        raise Http404("No such place.")
    return found


def _is_shown(found: Place) -> bool:
    return found.is_listed and not found.archived_at


def _gone(request: HttpRequest, found: Place) -> HttpResponse:
    context = {"others": others_near(found), "index_url": reverse("wagtail_serve", args=("lieux/",))}
    return render(request, "places/place_gone.html", context, status=410)


def _moved(found: Place) -> HttpResponse:
    """Lead from a record that was merged into another to the one that was kept; for an hour, since a merge can be undone."""
    target = found
    for _step in range(10):
        if target.merged_into is None:
            break
        target = target.merged_into
    response = HttpResponsePermanentRedirect(place_url(target))
    response["Cache-Control"] = "max-age=3600"
    return response


def suggestions(request: HttpRequest) -> HttpResponse:
    """Say, as JSON, what one may mean by ``q``; the same for everybody, so that any cache may answer."""
    items = [asdict(suggestion) for suggestion in suggestions_for(request.GET.get("q") or "")]
    response = JsonResponse({"items": items})
    patch_cache_control(response, public=True, max_age=_SUGGESTED_FOR)
    return response

"""The page of a place, which is no Wagtail page: there can be 100,000."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from .cards import cards_for, place_url
from .models import Place


def place(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    found = get_object_or_404(Place.objects.listed(), pk=pk)
    if slug != found.slug:
        return redirect(place_url(found), permanent=True)
    return render(request, "places/place.html", {"place": found, "card": cards_for([found])[0]})

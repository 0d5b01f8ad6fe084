"""What these views share."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.languages import links_for_view

from ...models import Place


def show(request: HttpRequest, template: str, context: dict, status: int = 200) -> HttpResponse:
    return render(request, f"places/stock/{template}", {"language_links": links_for_view(request), **context}, status=status)


def place_or_404(place_id: str | int) -> Place:
    """Return a place the public sees."""
    found = Place.objects.listed().filter(pk=int(place_id)).first()
    if found is None:
        raise Http404("No such place.")
    return found

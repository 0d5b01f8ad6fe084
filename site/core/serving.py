"""From an address to its page, in two queries whatever its depth."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from wagtail import views
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from .ground import home_for


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Serve as Wagtail does; only the way to the page is ours."""
    request._wagtail_route_for_request = route_to(request, path)  # type: ignore[attr-defined]
    return views.serve(request, path)


def route_to(request: HttpRequest, path: str) -> RouteResult | None:
    """Return the live page at an address of the request's site, in the active language; None when there is none.

    Wagtail walks down from the home page, two queries a step. Here the page is found by its own name, then told from those of the same
    name elsewhere by the names above it. So a kind of page cannot take over the addresses below its own.
    """
    home = home_for(request)
    if home is None:
        return None
    names = [name for name in path.split("/") if name]
    page: Page | None = home
    if names:
        below = Page.objects.filter(slug=names[-1], depth=home.depth + len(names), path__startswith=home.path)
        page = next((page for page in below if page.url_path.rstrip("/").split("/")[-len(names) :] == names), None)
    try:
        return page.specific.route(request, []) if page else None
    except (Http404, ObjectDoesNotExist):  # not live; or a home page that another process has just deleted
        return None

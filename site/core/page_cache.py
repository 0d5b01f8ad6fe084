"""Public pages are the same for everyone: kept for some seconds, so that a crowd costs the server one page, not a thousand.

Who is signed in is always answered anew: an editor sees what was just published. A page says itself that it may be kept
(``for_everyone``); what another process publishes is seen everywhere after PUBLIC_PAGE_SECONDS.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse

_LONGEST_ADDRESS = 300


def for_everyone(response: HttpResponse) -> HttpResponse:
    """Mark the answer of a view as the same for everyone."""
    response.is_for_everyone = True  # type: ignore[attr-defined]
    return response


class PublicPageMiddleware:
    """Stands before sessions and languages: what it answers costs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = request.get_full_path()
        if not settings.PUBLIC_PAGE_SECONDS or request.method != "GET" or len(address) > _LONGEST_ADDRESS or _is_known(request):
            return self.get_response(request)
        pages, key = caches["pages"], f"{request.scheme}://{request.get_host()}{address}"
        kept = pages.get(key)
        if kept is not None:
            content, headers, policy = kept
            response = HttpResponse(content, headers=headers)
            vars(response).update(policy)
            return response
        response = self.get_response(request)
        if getattr(response, "is_for_everyone", False) and response.status_code == 200 and not response.cookies:
            # What a view changed in the policy of its page (the images of a map) is written on the answer, further out than here.
            policy = {name: value for name, value in vars(response).items() if name.startswith("_csp")}
            pages.set(key, (response.content, dict(response.items()), policy), settings.PUBLIC_PAGE_SECONDS)
        return response


def _is_known(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES

"""The address says the language; what is personal is never cached nor leaked by a referrer."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.cache import add_never_cache_headers, get_max_age
from django.utils.deprecation import MiddlewareMixin

PRIVATE = (
    "reserver",
    "inscription",
    "diagnostic/etape",
    "diagnostic/resultat",
    "lieux/stock",
    "lieux/alerte",
    "lieux/orienter",
    "lieux/orientation",
    "relais/candidature",
    "relais/espace",
    "relais/acces",
    "signaler",
    "accueil/",
)


class AddressLocaleMiddleware(LocaleMiddleware):
    """Take the language from the address alone, so a page is the same for everyone and can be cached anywhere.

    Django's own would look at the browser's languages for unprefixed addresses outside i18n patterns, and vary on them.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        vary = response.headers.get("Vary", "")
        response = super().process_response(request, response)
        kept = [
            name for name in response.headers.get("Vary", vary).split(",") if name.strip() and name.strip().lower() != "accept-language"
        ]
        if kept:
            response.headers["Vary"] = ",".join(kept).strip()
        elif "Vary" in response.headers:
            del response.headers["Vary"]
        return response


class PrivateAddressMiddleware(MiddlewareMixin):
    """Personal addresses carry a token: no cache keeps them, no other site learns them."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if is_private(request.path):
            if get_max_age(response) is None:
                add_never_cache_headers(response)
            # "no-referrer" would make browsers send "Origin: null" with our own forms, which CSRF protection refuses.
            response.headers["Referrer-Policy"] = "same-origin"
        return response


class AdminPolicyMiddleware(MiddlewareMixin):
    """The admin's own content policy: Wagtail still needs inline scripts and styles, but nothing from elsewhere."""

    POLICY = (
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; "
        "script-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith("/admin/"):
            response.headers.setdefault("Content-Security-Policy", self.POLICY)
            if not request.path.startswith("/admin/jsi18n"):
                add_never_cache_headers(response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer "not found" to a chooser asked for an id that is no number: Wagtail itself fails on it."""
        is_no_id = isinstance(exception, ValueError) and "expected a number" in str(exception)
        return HttpResponseNotFound() if is_no_id and request.path.startswith("/admin/") and "/choose" in request.path else None


def is_private(path: str) -> bool:
    """Tell whether an address belongs to one visitor: /reserver/…, /en/reserver/… and the like."""
    parts = path.strip("/").split("/")
    if parts and len(parts[0]) == 2:
        parts = parts[1:]
    return f"{'/'.join(parts)}/".startswith(PRIVATE)

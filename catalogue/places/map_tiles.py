"""Where the images of the map come from, and which answers may ask for them.

The policy of a page is the same for everyone: it allows the images, the visitor's press asks for them.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.http.response import HttpResponseBase

from core.middleware import AdminPolicyMiddleware

View = TypeVar("View", bound=Callable[..., Any])


def tiles_address() -> str:
    """Return the address of an image, with ``{z}``, ``{x}``, ``{y}`` in it; empty when the site has no map."""
    return settings.MAP_TILES_URL


def tiles_origin() -> str:
    """Return the scheme and host of the images, as a content policy names them ("https://data.geopf.fr"); empty without a map."""
    parts = urlsplit(tiles_address())
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}" if parts.netloc else ""


def with_map(view: View) -> View:
    """Let the pages a view answers show the images of the map; every other page goes on refusing them."""

    @wraps(view)
    def wrapped(*args: Any, **kwargs: Any) -> HttpResponseBase:
        origin = tiles_origin()
        return (csp_update({"img-src": [origin]})(view) if origin else view)(*args, **kwargs)

    return wrapped  # type: ignore[return-value]


def allow_in_admin(response: HttpResponseBase) -> HttpResponseBase:
    """The same for a page of the admin, which has a policy of its own."""
    origin = tiles_origin()
    if origin:
        response.headers["Content-Security-Policy"] = AdminPolicyMiddleware.POLICY.replace("img-src 'self'", f"img-src 'self' {origin}")
    return response

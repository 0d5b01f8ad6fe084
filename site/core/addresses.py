"""From where a request comes, as far as it can be believed."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return the visitor's network address; "" when it cannot be read.

    Behind a proxy we trust, it is what that proxy wrote last in X-Forwarded-For: what stands before, anybody may have written.
    """
    if settings.TRUST_PROXY:
        seen = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if _is_address(seen):
            return seen
    direct = str(request.META.get("REMOTE_ADDR") or "")
    return direct if _is_address(direct) else ""


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True

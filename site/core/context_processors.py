"""What every template may name."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .helpline import helpline_for


def site(request: HttpRequest) -> dict[str, Any]:
    """Add ``brand``, ``helpline`` (lazy, one query a request) and ``is_demo``."""
    return {"is_demo": settings.DEMO, "helpline": helpline_for(request)}

"""The read-only API, over HTTP: JSON for anybody's program, with validators for caches and permission for other sites' pages."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_safe

from core.templatetags.ui import absolute

from ..models import Place
from .answers import answer_to, place_as_feature, place_as_json
from .openapi import description
from .questions import read

KEPT_SECONDS = 300
_LARGEST_KEY = 2**63 - 1
LICENCE = {"name": "etalab-2.0", "url": "https://www.etalab.gouv.fr/licence-ouverte-open-licence"}


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """A page of places; 400 with a sentence for each parameter that cannot be read."""
    question = read(request.GET)
    if question.errors:
        return _json(request, {"errors": question.errors, "documentation": absolute(reverse("open_data"))}, status=400)
    with override("fr"):  # one address, one answer: the page of a place is linked in French
        answer = answer_to(question)
        following = None
        if answer.next_after is not None:
            data = request.GET.copy()
            data["after"] = str(answer.next_after)
            following = absolute(f"{request.path}?{data.urlencode()}")
        if question.format == "geojson":
            features = [feature for feature in (place_as_feature(*pair) for pair in answer.places) if feature]
            body: dict[str, Any] = {"type": "FeatureCollection", "features": features, "next": following}
            kind = "application/geo+json"
        else:
            body = {"places": [place_as_json(*pair) for pair in answer.places], "next": following, "licence": LICENCE}
            kind = "application/json"
    response = _json(request, body, kind=kind)
    if following and response.status_code == 200:
        response["Link"] = f'<{following}>; rel="next"'
    return response


@require_safe
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """One place, by its key."""
    found = Place.objects.listed().filter(pk=pk).first() if pk <= _LARGEST_KEY else None
    if found is None:
        return _json(request, {"errors": {"key": "There is no such place, or it is no longer shown."}}, status=404)
    with override("fr"):
        return _json(request, place_as_json(found))


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of this API that programs read (OpenAPI 3.1)."""
    return _json(request, description())


def _json(request: HttpRequest, body: dict[str, Any], *, status: int = 200, kind: str = "application/json") -> HttpResponse:
    content = json.dumps(body, ensure_ascii=False).encode()
    response = HttpResponse(content, content_type=kind, status=status)
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    if status != 200:
        patch_cache_control(response, no_store=True)
        return response
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response

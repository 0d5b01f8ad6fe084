"""The page that says what may be taken and how, and the files of the whole directory."""

import json

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from core.languages import links_for_view
from core.templatetags.ui import absolute

from ..models import OpenDataFile
from . import files
from .openapi import parameters
from .table_schema import table_schema

KEPT_SECONDS = 3600
_EXAMPLES = ("?lat=45.65&lon=0.16&service=equipment&limit=10", "?departement=16&kind=relay", "?updated_since=2026-01-01&limit=100")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Files, API and licence, for those who reuse the directory."""
    records = {record.format: record for record in OpenDataFile.objects.all()}
    made = [{"format": name, "url": reverse("open_data:file", args=[name]), "record": records.get(name)} for name in files.TYPES]
    context = {
        "files": made,
        "newest": max((record.built_at for record in records.values()), default=None),
        "api_url": absolute(reverse("open_data:places")),
        "openapi_url": reverse("open_data:openapi"),
        "schema_url": reverse("open_data:schema"),
        "examples": [
            absolute(reverse("open_data:places")) + query
            for query in (
                "?lat=45.65&lon=0.16&service=equipment&limit=10",
                "?departement=16&kind=relay",
                "?updated_since=2026-01-01&limit=100",
            )
        ],
        "parameters": [{**one, "values": _values(one["schema"])} for one in parameters()],
        "language_links": links_for_view(request),
    }
    return render(request, "places/open_data/page.html", context)


def _values(schema: dict) -> str:
    if "enum" in schema or "enum" in schema.get("items", {}):
        return ", ".join(schema.get("enum") or schema["items"]["enum"])
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']:g} … {schema['maximum']:g}"
    return {"date": "2026-01-31"}.get(schema.get("format", ""), "")


@require_safe
def file(request: HttpRequest, format: str) -> HttpResponseBase:
    """A file of the whole directory, for anybody's program."""
    record = files.current(format)
    etag = f'"{record.digest[:32]}"'
    unchanged = get_conditional_response(request, etag=etag, last_modified=int(record.built_at.timestamp()))
    response: HttpResponseBase = unchanged or FileResponse(
        default_storage.open(record.path, "rb"), content_type=files.TYPES[format], as_attachment=True, filename=f"lieux.{format}"
    )
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """What the columns of the files hold, as a Table Schema."""
    response = HttpResponse(json.dumps(table_schema(), ensure_ascii=False, indent=1), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=KEPT_SECONDS)
    return response

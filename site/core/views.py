"""Admin pages of this room that are no model's list."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import retention


def retention_registry(request: HttpRequest) -> HttpResponse:
    """The registry of personal data, for whoever runs the site and for the data protection officer."""
    if not request.user.has_perm("core.change_sitesettings"):
        raise PermissionDenied
    return render(request, "core/admin/retention.html", {"entries": retention.registry()})

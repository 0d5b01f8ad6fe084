"""Admin pages of this room that are no model's list."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from . import retention


def retention_registry(request: HttpRequest) -> HttpResponse:
    """The registry of personal data, for whoever runs the site and for the data protection officer."""
    if not request.user.has_perm("core.change_sitesettings"):
        raise PermissionDenied
    entries = [(entry, *_in_words(entry)) for entry in retention.registry()]
    return render(request, "core/admin/retention.html", {"entries": entries})


def _in_words(entry: retention.Retention) -> tuple[str, list[str]]:
    """Return the name of a record and of its fields, as the team reads them elsewhere in the admin."""
    options = apps.get_model(entry.model)._meta
    return str(options.verbose_name_plural), [str(options.get_field(name).verbose_name) for name in entry.fields]

"""Register the requests for workshops in the premises of structures."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import session_requests

register_snippet(session_requests.SessionRequestViewSet)


@hooks.register("register_admin_urls")
def off_site_urls() -> list:
    return [path("session-requests/", include((session_requests.addresses(), "session_requests_admin")))]

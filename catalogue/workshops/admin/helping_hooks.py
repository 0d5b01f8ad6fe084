"""Register those who book for others: their list, and what the team does with their link."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import helping

register_snippet(helping.HelperViewSet)


@hooks.register("register_admin_urls")
def helping_urls() -> list:
    addresses = [
        path("<int:pk>/new-link/", helping.new_link, name="new_link"),
        path("<int:pk>/revoke/", helping.revoke, name="revoke"),
    ]
    return [path("helpers/", include((addresses, "helpers_admin")))]

"""Register this room's admin."""

from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin import session_panel, views  # noqa: F401
from .admin.viewsets import RegistrationViewSet

register_snippet(RegistrationViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    addresses = [
        path("<int:pk>/seats/", views.seats, name="seats"),
        path("<int:pk>/cancel/", views.cancellation, name="cancel"),
    ]
    return [path("registrations/", include((addresses, "training_admin")))]

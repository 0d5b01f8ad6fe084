"""Registers this room in the admin."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import register_snippet

from . import dashboard
from .translation_publishing import UpdateTranslations
from .viewsets import EditorialViewSetGroup

register_snippet(EditorialViewSetGroup)


@hooks.register("register_admin_urls", order=-1)
def update_translations():
    """Stands before wagtail-localize's own address, by the order of the hook."""
    return [path("localize/update/<int:translation_source_id>/", UpdateTranslations.as_view())]


@hooks.register("construct_homepage_summary_items")
def summary_items(request, items: list) -> None:
    shown = (
        dashboard.SessionsSoon,
        dashboard.MessagesToLookAt,
        dashboard.CallsToMake,
        dashboard.PlacesToLookAt,
        dashboard.ApplicationsToRead,
    )
    items.extend(item(request) for item in shown)


@hooks.register("construct_reports_menu")
def reports_on_pages_for_those_who_write_them(request, menu_items: list) -> None:
    if not PagePermissionPolicy().user_has_any_permission(request.user, {"add", "change", "publish"}):
        report = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != report]


@hooks.register("construct_homepage_panels")
def welcome(request, panels: list) -> None:
    panels.append(dashboard.WelcomePanel(request))

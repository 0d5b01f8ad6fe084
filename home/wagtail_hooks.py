"""Registers this room in the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import dashboard
from .viewsets import EditorialViewSetGroup

register_snippet(EditorialViewSetGroup)


@hooks.register("construct_homepage_summary_items")
def summary_items(request, items: list) -> None:
    items.extend(item(request) for item in (dashboard.SessionsSoon, dashboard.MessagesToLookAt, dashboard.PlacesToLookAt))


@hooks.register("construct_homepage_panels")
def welcome(request, panels: list) -> None:
    panels.append(dashboard.WelcomePanel(request))

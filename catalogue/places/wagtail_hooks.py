from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from .admin.relays import RelaysGroup
from .admin.viewsets import PlacesGroup
from .joining.keeping import LOG_ACTION

register_snippet(PlacesGroup)
register_snippet(RelaysGroup)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("relays/", include("catalogue.places.admin.joining_urls"))]


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    actions.register_action(LOG_ACTION, _("Changed by the structure"), _("Changed by the structure, by its private link"))

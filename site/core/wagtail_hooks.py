"""Register this room's admin views and menu items."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from . import views
from .viewsets import MessageTextViewSet, MessageViewSet, OrganisationViewSet

register_snippet(MessageViewSet)
register_snippet(MessageTextViewSet)
register_snippet(OrganisationViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("personal-data/", views.retention_registry, name="personal_data")]


class PersonalDataMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("core.change_sitesettings")


@hooks.register("register_settings_menu_item")
def personal_data_menu_item() -> MenuItem:
    return PersonalDataMenuItem(_("Personal data"), reverse("personal_data"), icon_name="lock", order=220)

"""Registers this room in the admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .admin import offer_protection
from .admin.calendar_view import MAY_SEE
from .admin.closures import ClosureViewSet
from .admin.session_viewset import SessionViewSet
from .admin.skill_viewset import SkillViewSet


@hooks.register("register_admin_viewset")
def viewsets():
    return [SessionViewSet(), ClosureViewSet()]


class CalendarMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return any(request.user.has_perm(permission) for permission in MAY_SEE)


@hooks.register("register_admin_menu_item")
def calendar_menu_item() -> MenuItem:
    return CalendarMenuItem(_("Calendar"), reverse("session:calendar"), name="session-calendar", icon_name="calendar-alt", order=198)


register_snippet(SkillViewSet)

hooks.register("before_delete_page", offer_protection.refuse_delete)
hooks.register("before_bulk_action", offer_protection.refuse_bulk_delete)
hooks.register("before_unpublish_page", offer_protection.warn_unpublish)

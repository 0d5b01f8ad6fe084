"""Registers this room in the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .admin import offer_protection
from .admin.session_viewset import SessionViewSet
from .admin.skill_viewset import SkillViewSet


@hooks.register("register_admin_viewset")
def session_viewset():
    return SessionViewSet()


register_snippet(SkillViewSet)

hooks.register("before_delete_page", offer_protection.refuse_delete)
hooks.register("before_bulk_action", offer_protection.refuse_bulk_delete)
hooks.register("before_unpublish_page", offer_protection.warn_unpublish)

"""Register this room's admin views and menu items."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from . import views
from .admin import outbox, replies, texts
from .admin.costs import CostViewSet
from .admin.opt_outs import OptOutViewSet
from .viewsets import OrganisationViewSet

register_snippet(outbox.MessageViewSet)
register_snippet(replies.ReplyViewSet)
register_snippet(OptOutViewSet)
register_snippet(CostViewSet)
register_snippet(texts.MessageTextViewSet)
register_snippet(OrganisationViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [
        path("personal-data/", views.retention_registry, name="personal_data"),
        path("messages/<int:pk>/retry/", outbox.retry, name="message_retry"),
        path("messages/replies/<int:pk>/", replies.read, name="reply_read"),
        path("message-texts/", texts.every_text, name="message_texts"),
        path("message-texts/preview/", texts.live_preview, name="message_text_preview"),
    ]


@hooks.register("register_log_actions")
def log_actions(actions) -> None:
    actions.register_action("core.message.retry", _("Send again"), _("Message sent again"))


class PersonalDataMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("core.change_sitesettings")


class MessageTextsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("core.view_messagetext")


@hooks.register("register_settings_menu_item")
def personal_data_menu_item() -> MenuItem:
    return PersonalDataMenuItem(_("Personal data"), reverse("personal_data"), icon_name="lock", order=220)


@hooks.register("register_settings_menu_item")
def message_texts_menu_item() -> MenuItem:
    return MessageTextsMenuItem(_("Message texts"), reverse("message_texts"), icon_name="edit", order=210)

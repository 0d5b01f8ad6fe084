"""Register this room's admin views and menu items."""

from django.contrib import messages
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .admin_views import diagnostic_figures
from .models import Question
from .viewsets import QuestionViewSet

register_snippet(QuestionViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list:
    return [path("chiffres-du-diagnostic/", diagnostic_figures, name="diagnostic_figures")]


class FiguresMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perm("diagnostic.view_dailycount")


@hooks.register("register_reports_menu_item")
def figures_menu_item() -> MenuItem:
    return FiguresMenuItem(_("Diagnostic figures"), reverse("diagnostic_figures"), name="diagnostic-figures", icon_name="table", order=300)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def advise(request, instance) -> None:
    """Tell the editor what could be plainer; nothing is refused for it."""
    if isinstance(instance, Question):
        for line in instance.advice():
            messages.warning(request, line)

"""The skills, reworded and translated by editors; their codes are fixed, because questions and offers name them."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.spreadsheets import NoFormulas

from ..models import Skill


class ReworkOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds or deletes a skill by hand: the framework comes from its file."""

    def user_has_permission(self, user, action) -> bool:
        return action not in ("add", "delete") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return super().user_has_any_permission(user, [action for action in actions if action not in ("add", "delete")])


class SkillIndexView(NoFormulas, IndexView):
    """Exports words, not codes."""


class SkillViewSet(SnippetViewSet):
    model = Skill
    index_view_class = SkillIndexView
    icon = "list-ul"
    menu_label = _("Skills")
    menu_order = 800
    add_to_settings_menu = True
    copy_view_enabled = False
    permission_policy = ReworkOnlyPolicy(Skill)
    list_display = [
        "code",
        "french_name",
        Column("area", label=_("Area"), accessor="get_area_display", sort_key="area"),
        Column("domain", label=_("Domain"), accessor="get_domain_display", sort_key="domain"),
        "digcomp",
        BooleanColumn("is_gate", label=_("Needed first"), sort_key="is_gate"),
    ]
    list_filter = ["area", "domain", "is_gate"]
    list_export = ["code", "french_name", "area", "domain", "digcomp", "is_gate"]
    search_fields = ["code", "texts__name"]
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("code", read_only=True), FieldPanel("area"), FieldPanel("is_gate")]),
            FieldRowPanel([FieldPanel("domain"), FieldPanel("digcomp")]),
            InlinePanel(
                "texts",
                heading=_("Words"),
                label=_("language"),
                panels=[
                    FieldPanel("language"),
                    FieldPanel("name"),
                    FieldPanel("can_do"),
                ],
            ),
        ]
    )

    def get_queryset(self, request):
        return Skill.objects.prefetch_related("texts").order_by("code")

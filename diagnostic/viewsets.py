"""The question bank in the admin: lists, filters, and an editor where translations show words only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, LocaleColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.spreadsheets import NoFormulas

from .models import Question


class FactPanel(MultiFieldPanel):
    """Shown on the French row only: translations take its facts."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and (self.instance.locale_id is None or self.instance.is_source)


class QuestionIndexView(NoFormulas, IndexView):
    """Exports words, not codes."""


class QuestionViewSet(SnippetViewSet):
    model = Question
    icon = "help"
    menu_label = _("Diagnostic questions")
    menu_name = "diagnostic-questions"
    menu_order = 260
    add_to_admin_menu = True
    list_display = [
        "code",
        Column("text", label=_("question"), sort_key="text"),
        Column("skill_id", label=_("skill"), sort_key="skill"),
        Column("get_kind_display", label=_("kind"), sort_key="kind"),
        Column("difficulty", label=_("difficulty"), sort_key="difficulty"),
        BooleanColumn("is_active", label=_("asked"), sort_key="is_active"),
        LocaleColumn(),
        DateColumn("updated_at", label=_("updated"), sort_key="updated_at"),
    ]
    list_filter = ["locale", "skill_id", "kind", "is_active", "difficulty"]
    index_view_class = QuestionIndexView
    export_headings = {"locale": _("Language"), "skill_id": _("Skill")}
    list_export = ["code", "locale", "skill", "kind", "difficulty", "is_active", "live", "text", "choice_1", "choice_2", "choice_3"]
    list_export += ["choice_4", "right_choice"]
    list_per_page = 50
    ordering = ["code"]
    copy_view_enabled = False  # a copy would keep the code

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel([FieldPanel("text"), FieldPanel("read_aloud"), FieldPanel("recording")], heading=_("What is asked")),
                    MultiFieldPanel(
                        [FieldPanel("choice_1"), FieldPanel("choice_2"), FieldPanel("choice_3"), FieldPanel("choice_4")],
                        heading=_("Choices of a task"),
                        help_text=_("“I don’t know” is always added. Leave empty for a declared question."),
                    ),
                    FactPanel([FieldPanel("picture"), FieldPanel("image")], heading=_("Picture")),
                    FieldPanel("picture_alt"),
                ],
                heading=_("Content"),
            ),
            ObjectList(
                [
                    FactPanel(
                        [
                            FieldRowPanel([FieldPanel("code"), FieldPanel("skill")]),
                            FieldRowPanel([FieldPanel("kind"), FieldPanel("difficulty")]),
                            FieldPanel("right_choice"),
                            FieldPanel("is_active"),
                        ],
                        heading=_("How it counts"),
                        help_text=_("The same in every language: read from the French question."),
                    )
                ],
                heading=_("Practical"),
            ),
        ]
    )

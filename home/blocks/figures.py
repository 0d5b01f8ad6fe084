"""Key figures, chosen among the rows that carry their sources; never typed on a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class FiguresBlock(blocks.StructBlock):
    heading = blocks.CharBlock(required=False, default="", max_length=100, label=_("heading"))
    figures = blocks.ListBlock(SnippetChooserBlock("home.KeyFigure", label=_("figure")), min_num=1, max_num=6, label=_("figures"))

    class Meta:
        icon = "snippet"
        label = _("Key figures")
        description = _("One to six figures, with their sources and dates.")
        template = "home/blocks/figures.html"
        preview_template = "home/previews/figures.html"

    def get_context(self, value, parent_context=None):
        figures = [figure.as_shown for figure in value["figures"] if figure is not None]
        return {**super().get_context(value, parent_context), "figures": figures}

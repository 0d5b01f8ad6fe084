"""The admin's lists of this room: figures and menus."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Footer, KeyFigure, Navigation


class KeyFigureViewSet(SnippetViewSet):
    model = KeyFigure
    icon = "snippet"
    menu_label = _("Key figures")
    list_display = ["value", "label", "source_name", "dated", "order", LocaleColumn(), UpdatedAtColumn()]
    list_filter = ["locale", "source_name"]
    search_fields = ["value", "label", "sentence", "code"]
    list_export = ["code", "value", "label", "sentence", "source_name", "source_url", "dated", "order"]
    ordering = ["order"]


class NavigationViewSet(SnippetViewSet):
    model = Navigation
    icon = "list-ul"
    menu_label = _("Header menu")
    list_display = ["name", LocaleColumn(), UpdatedAtColumn()]


class FooterViewSet(SnippetViewSet):
    model = Footer
    icon = "list-ul"
    menu_label = _("Footer")
    list_display = ["name", LocaleColumn(), UpdatedAtColumn()]


class EditorialViewSetGroup(SnippetViewSetGroup):
    items = (KeyFigureViewSet, NavigationViewSet, FooterViewSet)
    menu_label = _("Figures and menus")
    menu_name = "editorial"
    menu_icon = "snippet"
    menu_order = 250

"""The main menu and the links of the footer, for every template."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def main_menu() -> list[dict[str, str]]:
    """Return ``{"title", "url"}`` for each entry of the main menu, in the active language."""
    root = reverse("wagtail_serve", args=("",))
    return [
        {"title": _("Workshops"), "url": f"{root}ateliers/"},
        {"title": _("Places"), "url": f"{root}lieux/"},
        {"title": _("Training"), "url": f"{root}formations/"},
    ]


@register.simple_tag
def footer_menu() -> list[dict[str, str]]:
    """Return ``{"title", "url"}`` for each link of the footer, in the active language."""
    return []

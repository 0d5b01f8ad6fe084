"""`{% main_menu as links %}` and `{% footer_menu as footer %}` for the base template."""

from django import template
from django.utils.translation import get_language

from home.navigation import FooterMenu, Link, menus

register = template.Library()


@register.simple_tag
def main_menu() -> tuple[Link, ...]:
    """Return the header's links in the active language: ``title``, ``url``, ``language`` (when another than the page's)."""
    return menus(get_language()).main


@register.simple_tag
def footer_menu() -> FooterMenu:
    """Return the footer in the active language: ``text`` and ``columns``, each with ``title`` and ``links``."""
    return menus(get_language()).footer

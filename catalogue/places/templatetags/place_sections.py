"""Render what an upper room shows on a place's page, with the context it gave."""

from typing import Any

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString

from catalogue.places.sections import FilledSection

register = template.Library()


@register.simple_tag(takes_context=True)
def place_section(context: Context, section: FilledSection) -> SafeString:
    """Render the section's own template; it reads the page's context (helpline, request) under its own values."""
    values: dict[str, Any] = {str(name): value for name, value in context.flatten().items()}
    return Engine.get_default().get_template(section.template).render(context.new({**values, **section.context}))

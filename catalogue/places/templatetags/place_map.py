"""What places/map.html asks of the settings."""

from django import template

from ..map_tiles import tiles_address

register = template.Library()


@register.simple_tag
def map_tiles() -> str:
    """The address of the map's images; empty when the site has none."""
    return tiles_address()


@register.filter
def coordinate(value: float | None) -> str:
    """A latitude or a longitude as a script reads it, whatever the language; empty when there is none."""
    return "" if value is None else f"{value:.5f}"

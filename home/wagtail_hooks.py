"""Registers this room in the admin."""

from wagtail.snippets.models import register_snippet

from .viewsets import EditorialViewSetGroup

register_snippet(EditorialViewSetGroup)

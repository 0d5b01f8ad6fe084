from wagtail.snippets.models import register_snippet

from .admin.viewsets import PlacesGroup

register_snippet(PlacesGroup)

"""/lieux/: the page editors see; the list itself is rendered from the directory."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core.models import BasePage, FixedSlugMixin

from ..map_tiles import with_map


class PlaceIndexPage(FixedSlugMixin, BasePage):
    fixed_slug = "lieux"
    max_count_per_parent = 1
    subpage_types: list[str] = []
    template = "places/place_index_page.html"

    override_translatable_fields = FixedSlugMixin.fixed_translatable_fields

    class Meta:
        verbose_name = _("list of places")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from ..listing import listing_for

        context = super().get_context(request, *args, **kwargs)
        context["listing"] = listing_for(request.GET)
        return context

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return with_map(super().serve)(request, *args, **kwargs)

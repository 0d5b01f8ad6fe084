"""Where a page stands: the pages above it, from the home page down."""

from wagtail.models import Page


def breadcrumbs_of(page: Page) -> list[dict[str, str]]:
    """Return ``{"title", "url"}`` for the pages above, then the page itself with no address; two queries."""
    above = page.get_ancestors().live().filter(depth__gt=1).select_related("locale")
    return [*({"title": each.title, "url": each.get_url() or ""} for each in above), {"title": page.title, "url": ""}]

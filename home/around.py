"""What stands around a page: the pages above it, and those one may read next."""

from wagtail.models import Page


def breadcrumbs_of(page: Page) -> list[dict[str, str]]:
    """Return ``{"title", "url"}`` for the pages above, then the page itself with no address; one query."""
    above = page.get_ancestors().live().filter(depth__gt=1).select_related("locale")
    return [*({"title": each.title, "url": each.get_url() or ""} for each in above), {"title": page.title, "url": ""}]


def related_to(page: Page, limit: int = 6) -> list[dict[str, str]]:
    """Return ``{"title", "url"}`` for the pages under this one, else for those beside it that are shown in menus; two queries at most."""
    below = list(page.get_children().live().select_related("locale")[:limit])
    beside = below or page.get_siblings(inclusive=False).live().filter(show_in_menus=True).select_related("locale")[:limit]
    return [{"title": each.title, "url": each.get_url() or ""} for each in beside]

"""robots.txt and the sitemap; a demonstration keeps robots out of both."""

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Page

RELAYS = ("/relais/candidature/", "/relais/espace/", "/relais/acces/", "/signaler/")  # what is private of them


class EveryLanguage(Sitemap):
    """Wagtail's own lists the site's root page and what is under it: one language only."""

    def items(self):
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True).live()
        under = Q()
        for root in roots:
            under |= Q(path__startswith=root.path)
        pages = Page.objects.filter(under, alias_of=None) if under else Page.objects.none()
        return pages.live().public().order_by("path").defer_streamfields().specific()


def robots(request: HttpRequest) -> HttpResponse:
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        private = ("/admin/", "/documents/", "/reserver/", "/inscription/", "/diagnostic/etape/", *RELAYS)
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in private), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    if settings.DEMO:
        raise Http404("A demonstration is not to be found by robots.")
    return wagtail_sitemap(request, {"pages": EveryLanguage})

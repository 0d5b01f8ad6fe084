"""robots.txt and the sitemap; a demonstration keeps robots out of both."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap


def robots(request: HttpRequest) -> HttpResponse:
    if settings.DEMO:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        private = ("/admin/", "/documents/", "/reserver/", "/inscription/", "/diagnostic/etape/")
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in private), f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sitemap(request: HttpRequest) -> HttpResponse:
    if settings.DEMO:
        raise Http404("A demonstration is not to be found by robots.")
    return wagtail_sitemap(request)

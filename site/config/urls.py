"""Every address of the site. What is no page stands before Wagtail's catch-all."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from catalogue.places.open_data import views as open_data
from core import serving, webhooks

from . import health, robots

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("messages/recus/<slug:gateway>/", webhooks.receive, name="webhook"),
    path("messages/recus/<slug:gateway>/<str:secret>/", webhooks.receive, name="webhook_secret"),
    path("", include("catalogue.places.open_data.urls")),
]

if settings.STYLEGUIDE:
    urlpatterns += i18n_patterns(path("styleguide/", include("core.styleguide.urls")), prefix_default_language=False)

if settings.DEBUG:
    from django.conf.urls.static import static

    urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("donnees/", open_data.page, name="open_data"),
    path("", include("catalogue.places.stock.urls")),
    path("lieux/", include("catalogue.places.urls")),
    path("relais/", include("catalogue.places.joining.urls")),
    path("signaler/", include("catalogue.places.joining.report_urls")),
    path("reserver/", include("catalogue.workshops.urls")),
    path("accueil/", include("catalogue.workshops.hosting.urls")),
    path("inscription/", include("catalogue.training.urls")),
    path("diagnostic/", include("diagnostic.urls")),
    re_path(wagtail_urls.serve_pattern, serving.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"

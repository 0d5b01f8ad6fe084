"""What every public page stands on and seldom changes: sites, their settings, their home pages and languages.

Three queries when nothing is kept (sites with their settings, home pages with their languages, kinds of pages), then none for a
minute: the process that edits forgets at once, other processes learn of it by then.
"""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.utils.translation import get_language
from wagtail.models import Locale, Page, Site, SiteRootPath, get_page_models
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION
from wagtail.signals import page_published, page_unpublished, post_page_move

KEPT = 60  # seconds
_KEY = "core:ground"
HOME_DEPTH = 2


@dataclass(frozen=True)
class Ground:
    """``sites`` hold their root page and, when the row exists, their settings; ``homes`` are in the order of the tree."""

    sites: tuple[Site, ...]
    homes: tuple[Page, ...]

    def site_for(self, hostname: str, port: int) -> Site | None:
        """Return the site of a host: its own name and port, else its name when it is the only one so called, else the default one."""
        named = [site for site in self.sites if site.hostname == hostname]
        default = next((site for site in self.sites if site.is_default_site), None)
        for site in named:
            if site.port == port:
                return site
        if default is None or default in named:
            return default if default else (named[0] if len(named) == 1 else None)
        return named[0] if len(named) == 1 else default

    def home_of(self, site: Site, language: str) -> Page:
        """Return the site's home page in a language, its root page where there is none."""
        key = site.root_page.translation_key
        for home in self.homes:
            if home.translation_key == key and home.locale.language_code == language and home.live:
                return home
        return site.root_page

    def locale_of(self, pk: int) -> Locale | None:
        return next((home.locale for home in self.homes if home.locale_id == pk), None)


def ground() -> Ground:
    kept = cache.get(_KEY)
    if kept is None:
        kept = _read()
        cache.set(_KEY, kept, KEPT)
    return kept


def ground_of(request: HttpRequest) -> Ground:
    """Return what the request stands on, and tell Wagtail which site that is, so that it asks nothing more."""
    kept = getattr(request, "_ground", None)
    if kept is None:
        kept = request._ground = ground()  # type: ignore[attr-defined]
        if not hasattr(request, "_wagtail_site"):
            hostname = split_domain_port(request._get_raw_host())[0]  # type: ignore[attr-defined]
            request._wagtail_site = kept.site_for(hostname, int(request.get_port()))  # type: ignore[attr-defined]
    return kept


def home_for(request: HttpRequest) -> Page | None:
    """Return the home page of the request's site in the active language."""
    kept = ground_of(request)
    site = Site.find_for_request(request)
    return kept.home_of(site, get_language() or "") if site else None


def locale_of(pk: int, request: HttpRequest | None = None) -> Locale:
    """Return a locale by its key: every page asks for its own."""
    kept = ground_of(request) if request is not None else ground()
    return kept.locale_of(pk) or Locale.objects.get(pk=pk)


def _read() -> Ground:
    sites = tuple(
        Site.objects.select_related("root_page__locale", "sitesettings").order_by("-root_page__url_path", "-is_default_site", "hostname")
    )
    keys = {site.root_page.translation_key for site in sites}
    homes = tuple(Page.objects.filter(translation_key__in=keys).select_related("locale").order_by("path"))
    ContentType.objects.get_for_models(*get_page_models())  # the process remembers them: one query once, not one a kind
    roots = [
        SiteRootPath(site.pk, home.url_path, site.root_url, home.locale.language_code)
        for site in sites
        for home in homes
        if home.translation_key == site.root_page.translation_key
    ]
    # Wagtail's own list, that each address begins with. Kept longer than we keep ours: it never runs out before.
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, roots, 2 * KEPT, version=SITE_ROOT_PATHS_CACHE_VERSION)
    return Ground(sites, homes)


def forget(**kwargs) -> None:
    """Forget now, and again once the change is committed: a visit in between reads what was there before."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete(_KEY)
    Site.clear_site_root_paths_cache()


@receiver([post_save, post_delete], dispatch_uid="core.ground.forget_saved")
def _forget_saved(sender: type, instance: object, **kwargs) -> None:
    """A site, its settings, a language or a home page was saved or deleted."""
    from core.models import SiteSettings

    if issubclass(sender, (Site, Locale, SiteSettings)) or (isinstance(instance, Page) and instance.depth <= HOME_DEPTH):
        forget()


@receiver([page_published, page_unpublished, post_page_move], dispatch_uid="core.ground.forget_page")
def _forget_page(instance: Page, **kwargs) -> None:
    if instance.depth <= HOME_DEPTH:
        forget()

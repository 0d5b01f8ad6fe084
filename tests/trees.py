"""The page tree that tests stand on, planted once in each test process's database (tests/conftest.py).

Transactional tests end with no pages, locales or sites: planting rebuilds them. What needs a site that nobody touched uproots it.
"""

from dataclasses import dataclass

from wagtail.models import Locale, Page, Site


@dataclass
class Tree:
    """``home`` holds a home page by language code."""

    site: Site
    home: dict[str, Page]


def plant() -> Tree:
    from home.models import HomePage

    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in ("fr", "en", "ar")}
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root", locale=locales["fr"]))
    for page in root.get_children():
        if not isinstance(page.specific, HomePage):
            page.delete()
    root.refresh_from_db()
    home: dict[str, Page] = {page.locale.language_code: page for page in HomePage.objects.child_of(root).select_related("locale")}
    if "fr" not in home:
        home["fr"] = root.add_child(instance=HomePage(title="Accueil", slug="accueil", locale=locales["fr"]))
    for code in ("en", "ar"):
        if code not in home:
            home[code] = home["fr"].copy_for_translation(locales[code])
            home[code].title = {"en": "Home", "ar": "الرئيسية"}[code]
            home[code].save_revision().publish()
    site, _created = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": home["fr"], "site_name": "Test"}
    )
    return Tree(site=site, home=home)


def uproot() -> None:
    """Leave what a new site has before anything of ours: the root, Wagtail's welcome page, one default site, French."""
    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()  # the site goes with its root page
    Locale.objects.exclude(language_code="fr").delete()
    root.refresh_from_db()
    welcome = root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home", locale=Locale.objects.get()))
    Site.objects.create(hostname="localhost", is_default_site=True, root_page=welcome)

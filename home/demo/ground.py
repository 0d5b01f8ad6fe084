"""What every room of the demonstration stands on: languages, the home pages, the site, the facts about the association."""

from django.conf import settings
from wagtail.models import Locale, Page, Site

from core.models import SiteSettings
from core.translating import translate
from home.factories import HomePageFactory
from home.models import HomePage

from .words import OTHERS, SOURCE, words


def lay_ground() -> HomePage:
    """Return the French home page, made with its translations, the site and its settings if they are not there."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home = _home_page()
    for code in OTHERS:
        if not home.has_translation(Locale.objects.get(language_code=code)):
            translate(home, code, title=words(code)["home"]["title"])
    site = _site(home)
    _association(site)
    return home


def _home_page() -> HomePage:
    french = Locale.objects.get(language_code=SOURCE)
    home = HomePage.objects.filter(locale=french, depth=2).first()
    if home is not None:
        return home
    root = Page.objects.get(depth=1)
    # Wagtail's first migration leaves a welcome page, in the place and at the address ours take.
    for welcome in root.get_children().filter(slug="home").exact_type(Page):
        welcome.delete()
    root.refresh_from_db()
    home = HomePageFactory(parent=root, title=words(SOURCE)["home"]["title"], slug="accueil", hero_title="", summary="")
    home.save_revision().publish()
    return home


def _site(home: HomePage) -> Site:
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True, site_name="Emmaüs Connect")
    if not issubclass(site.root_page.specific_class, HomePage):
        site.root_page, site.site_name = home, "Emmaüs Connect"
        site.save()
    return site


def _association(site: Site) -> None:
    SiteSettings.objects.get_or_create(
        site=site,
        defaults={
            "helpline_phone": "01 99 00 12 34",
            "helpline_sms": "06 39 98 12 34",
            "contact_email": "bonjour@exemple.invalid",
            "privacy_email": "donnees@exemple.invalid",
            "postal_address": "1 rue de l’Exemple, 75000 Paris",
            "legal_name": "Emmaüs Connect (démonstration)",
            "training_declaration_number": "11 75 00000 75",
        },
    )

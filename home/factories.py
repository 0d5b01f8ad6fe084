"""One factory a model, for the tests and the demonstration."""

import factory
from django.utils.text import slugify
from wagtail.models import Locale
from wagtail_factories import PageFactory

from .models import ContentPage, Footer, HomePage, KeyFigure, Navigation


def french() -> Locale:
    return Locale.objects.get_or_create(language_code="fr")[0]


class HomePageFactory(PageFactory):
    title = "Accueil"
    locale = factory.LazyFunction(french)
    hero_title = "Le numérique vous bloque ? On vous aide, près de chez vous."
    summary = "Ateliers gratuits, téléphones et cartes à petit prix."

    class Meta:
        model = HomePage


class ContentPageFactory(PageFactory):
    """Give ``parent``, a home page or a content page."""

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title))
    locale = factory.LazyFunction(french)
    summary = "Une phrase qui dit de quoi parle la page."

    class Meta:
        model = ContentPage


class KeyFigureFactory(factory.django.DjangoModelFactory):
    code = factory.Sequence(lambda n: f"figure-{n}")
    value = "900"
    label = "bénévoles"
    sentence = "900 bénévoles aident dans nos lieux."
    source_name = "Entretien de l’association"
    dated = "novembre 2026"
    locale = factory.LazyFunction(french)

    class Meta:
        model = KeyFigure
        django_get_or_create = ("code", "locale")


class NavigationFactory(factory.django.DjangoModelFactory):
    name = "Menu"
    locale = factory.LazyFunction(french)
    items = factory.LazyFunction(lambda: [{"type": "link", "value": {"label": "Lieux", "address": "/lieux/"}}])

    class Meta:
        model = Navigation
        django_get_or_create = ("locale",)


class FooterFactory(factory.django.DjangoModelFactory):
    name = "Pied de page"
    text = "Emmaüs Connect aide chacun à se servir du numérique."
    locale = factory.LazyFunction(french)

    class Meta:
        model = Footer
        django_get_or_create = ("locale",)

"""The editorial pages, figures and menus of the demonstration, in the three languages."""

import random
from datetime import date
from typing import Any

from wagtail.models import Locale, Page

from catalogue.places.models import PlaceIndexPage
from core.translating import translate
from home.factories import ContentPageFactory, FooterFactory, KeyFigureFactory, NavigationFactory
from home.models import ContentPage, Footer, HomePage, KeyFigure, Navigation

from .ground import lay_ground
from .words import OTHERS, SOURCE, raw_blocks, words

# Pages the other rooms build, by the key their links use here; their addresses never change.
FIXED = {"@diagnostic": "diagnostic", "@workshops": "ateliers", "@courses": "formations", "@places": "lieux"}
LINK_FIELDS = {"main_page": "@diagnostic", "second_page": "@workshops"}


def build(rng: random.Random, today: date) -> int:
    """Build what is missing; returns how many pages, figures and menus were added."""
    home = lay_ground()
    before = _count()
    _list_of_places(home)
    references = _figures() | _fixed_pages(home) | _pages(home)
    _bodies(home, references)
    _menus(references)
    return _count() - before


def _count() -> int:
    return sum(model.objects.count() for model in (ContentPage, KeyFigure, Navigation, Footer))


def _figures() -> dict[str, int]:
    source = words(SOURCE)
    known = {figure.code: figure for figure in KeyFigure.objects.filter(locale__language_code=SOURCE)}
    for code, figure in source["figures"].items():
        if code not in known:
            known[code] = KeyFigureFactory(code=code, order=figure["order"], **_figure_words(source, code, figure))
            for language in OTHERS:
                translate(known[code], language, **_figure_words(words(language), code, figure))
    return {f"#{code}": figure.pk for code, figure in known.items()}


def _figure_words(texts: dict, code: str, figure: dict) -> dict[str, str]:
    own = texts["figures"][code]
    return {
        "value": own["value"],
        "label": own["label"],
        "sentence": own["sentence"],
        "source_name": texts["sources"][figure["source"]],
        "dated": texts["dates"][figure["dated"]],
    }


def _list_of_places(home: HomePage) -> None:
    """The page at /lieux/: its list is the directory, its title and summary are words of ours."""
    if not PlaceIndexPage.objects.child_of(home).exists():
        page = home.add_child(instance=PlaceIndexPage(slug=PlaceIndexPage.fixed_slug, locale=home.locale, **words(SOURCE)["places"]))
        page.save_revision().publish()
        for language in OTHERS:
            translate(page, language, slug=page.slug, **words(language)["places"])


def _fixed_pages(home: HomePage) -> dict[str, int]:
    by_slug = dict(home.get_children().filter(slug__in=FIXED.values()).values_list("slug", "pk"))
    return {key: by_slug[slug] for key, slug in FIXED.items() if slug in by_slug}


def _pages(home: HomePage) -> dict[str, int]:
    """Make the pages without their contents first, for they link to each other."""
    known = dict(home.get_children().values_list("slug", "pk"))
    references = {}
    for key, page in words(SOURCE)["pages"].items():
        if page["slug"] not in known:
            made = ContentPageFactory(
                parent=home,
                title=page["title"],
                slug=page["slug"],
                summary=page["summary"],
                picture=page["picture"],
                show_in_menus=page.get("show_in_menus", False),
            )
            known[page["slug"]] = made.pk
        references[f"@{key}"] = known[page["slug"]]
    return references


def _bodies(home: HomePage, references: dict[str, int]) -> None:
    """Fill the pages that were never filled, and translate them."""
    if not home.hero_title:
        for name, key in LINK_FIELDS.items():
            setattr(home, f"{name}_id", references.get(key))
        _fill(home, "home", words(SOURCE)["home"], references, [words(language)["home"] for language in OTHERS])
    empty = {page.pk: page for page in ContentPage.objects.child_of(home) if not page.body}
    for key, texts in words(SOURCE)["pages"].items():
        page = empty.get(references[f"@{key}"])
        if page is not None:
            _fill(page, key, texts, references, [words(language)["pages"][key] for language in OTHERS])


def _fill(page: Page, key: str, texts: dict, references: dict[str, int], translations: list[dict]) -> None:
    for name, value in _fields(key, texts, references, page).items():
        setattr(page, name, value)
    page.save_revision().publish()
    for language, other in zip(OTHERS, translations, strict=True):
        translate(page, language, **_fields(key, other, {}, page))


def _fields(key: str, texts: dict, references: dict[str, int], page: Page) -> dict[str, Any]:
    names = {field.name for field in page._meta.get_fields()}
    fields = {name: value for name, value in texts.items() if name in names and name not in ("body", "show_in_menus")}
    return {**fields, "body": raw_blocks(key, texts["body"], references)}


def _menus(references: dict[str, int]) -> None:
    texts = words(SOURCE)
    french = Locale.objects.get(language_code=SOURCE)
    if not Navigation.objects.filter(locale=french).exists():
        blocks = [["link", link] for link in texts["navigation"]]
        navigation = NavigationFactory(name="Menu du haut", items=raw_blocks("navigation", blocks, references))
        for language in OTHERS:
            blocks = [["link", {"label": label}] for label in words(language)["navigation"]]
            translate(navigation, language, items=raw_blocks("navigation", blocks, {}))
    if not Footer.objects.filter(locale=french).exists():
        footer = FooterFactory(text=texts["footer"]["text"], columns=raw_blocks("footer", _columns(texts), references))
        for language in OTHERS:
            other = words(language)
            translate(footer, language, text=other["footer"]["text"], columns=raw_blocks("footer", _columns(other), {}))


def _columns(texts: dict) -> list:
    return [
        ["column", {"heading": column["heading"], "links": [{"page": page, "label": ""} for page in column.get("links", ())]}]
        for column in texts["footer"]["columns"]
    ]

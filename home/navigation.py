"""The header's and the footer's links in a language, read once and kept a minute.

Two queries when nothing is kept: the two rows, then all their pages at once.
"""

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import IntegerField, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from home.localized import localized_pages
from home.models import Footer, Navigation

KEPT = 60  # seconds: other processes than the one that saved learn of it by then
SOURCE = "fr"


@dataclass(frozen=True)
class Link:
    """``language`` is filled only when the page is not in the visitor's language."""

    title: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class Column:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class FooterMenu:
    text: str = ""
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Menus:
    main: tuple[Link, ...] = ()
    footer: FooterMenu = FooterMenu()


def menus(language: str) -> Menus:
    """Return the menus of a language, the French ones where it has none."""
    key = _key(language)
    kept = cache.get(key)
    if kept is None:
        with override(language):
            kept = _read(language)
        cache.set(key, kept, KEPT)
    return kept


def forget(**kwargs) -> None:
    """Called when a menu or a page changes: forget now, and again once it is committed, for a visit in between reads what was there."""
    _forget()
    transaction.on_commit(_forget)


def _forget() -> None:
    cache.delete_many([_key(code) for code, _name in settings.LANGUAGES])


def _key(language: str) -> str:
    return f"home:menus:{language}"


def _read(language: str) -> Menus:
    navigation, footer = _rows(language)
    items = [_raw(child) for child in (navigation.links if navigation else ())]
    columns = [child["value"] for child in (footer.links if footer else ())]
    links = [[_raw(link) for link in column.get("links", ())] for column in columns]
    chosen = [value["page"] for value in [*items, *(value for column in links for value in column)] if value.get("page")]
    pages = localized_pages(chosen, language)
    return Menus(
        main=_links(items, pages, language) if navigation else _fixed(),
        footer=FooterMenu(
            text=footer.text if footer else "",
            columns=tuple(
                Column(column.get("heading", ""), _links(values, pages, language)) for column, values in zip(columns, links, strict=True)
            ),
        ),
    )


def _fixed() -> tuple[Link, ...]:
    """Until somebody writes a menu: the lists whose addresses never change."""
    root = reverse("wagtail_serve", args=[""])
    return (Link(_("Workshops"), f"{root}ateliers/"), Link(_("Places"), f"{root}lieux/"), Link(_("Training"), f"{root}formations/"))


@dataclass(frozen=True)
class _Row:
    """``links`` is the stream as it is stored: reading ids there loads no page one by one."""

    text: str
    links: list[dict]


def _rows(language: str) -> tuple[_Row | None, _Row | None]:
    """Return the header's and the footer's rows in a language, the French ones where there are none; one query for both."""
    kinds: tuple[tuple[Any, Any, str], ...] = (
        (Navigation, Value("", TextField()), "items"),
        (Footer, Cast("text", TextField()), "columns"),
    )
    header, footer = (
        model.objects.order_by()
        .filter(locale__language_code__in={language, SOURCE})
        .annotate(kind=Value(number, IntegerField()), words=words, stream=Cast(stream, TextField()))
        .values_list("kind", "locale__language_code", "words", "stream")
        for number, (model, words, stream) in enumerate(kinds)
    )
    found = {(kind, code): _Row(words, json.loads(stream or "[]")) for kind, code, words, stream in header.union(footer, all=True)}
    return found.get((0, language)) or found.get((0, SOURCE)), found.get((1, language)) or found.get((1, SOURCE))


def _raw(child: dict) -> dict:
    """Return the raw value of a stream or list child."""
    return child.get("value", child) or {}


def _links(values: list[dict], pages: dict[int, Page], language: str) -> tuple[Link, ...]:
    links = []
    for value in values:
        if value.get("page"):
            page = pages.get(value["page"])
            if page is None:
                continue
            code = page.locale.language_code
            links.append(Link(value.get("label") or page.title, page.get_url() or "", code if code != language else ""))
        elif value.get("address"):
            links.append(Link(value.get("label", ""), value["address"]))
    return tuple(links)

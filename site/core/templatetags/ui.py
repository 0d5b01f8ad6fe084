"""What our templates say often: icons, drawings, days, hours, distances, the language menu."""

from functools import lru_cache
from typing import Any

import lucide
from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from core import moments, pictures
from core.languages import LanguageLink, described
from core.middleware import is_private

register = template.Library()

register.filter("day_in_words", moments.day_in_words)
register.filter("hour", moments.hour)
register.filter("short_weekday", moments.short_weekday)
register.filter("short_month", moments.short_month)
register.filter("duration", moments.duration)
register.filter("distance", moments.distance)


@lru_cache(maxsize=512)
def _icon(name: str, size: int, turns: bool) -> SafeString:
    attributes = {"class": "turns"} if turns else {}
    return mark_safe(lucide._render_icon(name, size, aria_hidden="true", stroke_width="2.2", **attributes).replace("\n", " "))


@register.simple_tag
def icon(name: str, size: int = 24, turns: bool = False) -> SafeString:
    """An interface sign from lucide, hidden from screen readers; ``turns`` mirrors arrows in right-to-left pages."""
    return _icon(str(name), int(size), bool(turns))


@register.simple_tag
def picture(name: str, alt: str = "", css_class: str = "") -> SafeString:
    """One of our drawings, inline: ``{% picture "parcel-sms" alt="" css_class="scene" %}``."""
    return pictures.drawing(str(name), str(alt), str(css_class))


@register.filter
def first_upper(text: str) -> str:
    """Begin a sentence with what a filter gave: "jeudi 27 novembre" becomes "Jeudi 27 novembre"."""
    text = str(text)
    return text[:1].upper() + text[1:]


@register.simple_tag
def home_url() -> str:
    """The home page in the active language: "/", "/en/", "/ar/"."""
    return reverse("wagtail_serve", args=("",))


@register.simple_tag(takes_context=True)
def current(context: Context, url: str) -> SafeString:
    """``aria-current`` for a link to the page being read, or to the section it is in."""
    request = context.get("request")
    path = getattr(request, "path", "")
    if path == url:
        return mark_safe(' aria-current="page"')
    if url not in ("", home_url()) and path.startswith(url):
        return mark_safe(' aria-current="true"')
    return mark_safe("")


@register.simple_tag(takes_context=True)
def which_current(context: Context, links: Any) -> tuple[str, ...]:
    """What ``current`` says of each link of a menu: what a kept part of the page depends on."""
    return tuple(current(context, link.url) for link in links)


@register.simple_tag(takes_context=True)
def languages(context: Context) -> list[LanguageLink]:
    """The page in each of its languages: ``language_links`` of the context, else those of the page; none in doubt."""
    links = context.get("language_links")
    if links is None:
        of_page = getattr(context.get("page"), "language_links", None)
        links = of_page() if callable(of_page) else []
    return described(links)


@register.simple_tag(takes_context=True)
def robots(context: Context) -> SafeString:
    """Keep robots out of demonstrations, personal addresses, and pages that ask for it."""
    request = context.get("request")
    page = context.get("page")
    if settings.DEMO or getattr(page, "hide_from_robots", False) or (request is not None and is_private(request.path)):
        return mark_safe('<meta name="robots" content="noindex, nofollow">')
    return mark_safe("")


@register.simple_tag
def absolute(url: str) -> str:
    """An address with its host, for search engines and social networks."""
    return url if url.startswith(("http://", "https://")) else f"{settings.SITE_URL}{url}"


@register.simple_tag(takes_context=True)
def page_address(context: Context) -> str:
    """The address of this page without its query, with its host."""
    request = context.get("request")
    return absolute(getattr(request, "path", "/"))


@register.filter
def dots(card: Any) -> list[bool]:
    """One value a seat, True when it is free, for groups small enough to be drawn (at most 16 seats)."""
    capacity, free = int(card.capacity or 0), max(int(card.free or 0), 0)
    if not 1 < capacity <= 16:
        return []
    return [seat < free for seat in range(capacity)]


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The present query string with some values changed (None removes one): ``?{% query page=2 %}``."""
    values = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            values.pop(name, None)
        else:
            values[name] = value
    return values.urlencode()

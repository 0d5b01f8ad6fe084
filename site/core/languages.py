"""The language menu: the same page in the other languages, each named in its own."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


@dataclass(frozen=True)
class LanguageLink:
    code: str
    url: str
    name: str
    direction: str
    is_current: bool


def links_for_view(request: HttpRequest) -> list[dict[str, str]]:
    """Return ``{"code", "url"}`` for the address asked for, under the prefix of each language (filters kept)."""
    return [{"code": code, "url": translate_url(request.get_full_path(), code)} for code, _name in settings.LANGUAGES]


def described(links: list[dict[str, str]]) -> list[LanguageLink]:
    """Return links with the name and direction of their language, in the order of the settings."""
    order = [code for code, _name in settings.LANGUAGES]
    names = dict(settings.LANGUAGES)
    current = get_language()
    return [
        LanguageLink(
            code=link["code"],
            url=link["url"],
            name=str(names[link["code"]]),
            direction="rtl" if get_language_info(link["code"])["bidi"] else "ltr",
            is_current=link["code"] == current,
        )
        for link in sorted((link for link in links if link["code"] in names), key=lambda link: order.index(link["code"]))
    ]

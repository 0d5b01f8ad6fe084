"""Languages named in their own words, so that those who speak them find them; and the menu of the same page in the others."""

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


@dataclass(frozen=True)
class NamedLanguage:
    """A language as one offers it to choose: ``name`` in its own words, ``gloss`` in the visitor's ("" when they are the same)."""

    code: str
    name: str
    direction: str
    gloss: str

    def __str__(self) -> str:
        return f"{self.name} ({self.gloss})" if self.gloss else self.name


def named(code: str) -> NamedLanguage:
    """Return a language's names, the gloss in the active language; a code that is not known names itself."""
    try:
        info = get_language_info(code)
    except KeyError:
        return NamedLanguage(code, code, "ltr", "")
    own = str(dict(settings.LANGUAGES).get(code, info["name_local"]))
    active = get_language() or settings.LANGUAGE_CODE
    gloss = "" if code == active else str(info["name_translated"])
    return NamedLanguage(
        code=code,
        name=own[:1].upper() + own[1:],
        direction="rtl" if info["bidi"] else "ltr",
        gloss=gloss.lower() if active == "fr" else gloss,
    )


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

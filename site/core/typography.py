"""What good typography and plain words ask of a French or an Arabic text: checked, because nobody sees them all by eye."""

import re
from collections.abc import Iterator

# Words that the site never says to anybody (see the words of the design): said otherwise, in plain French.
_FORBIDDEN = re.compile(
    r"\b(valid(?:er|ez)|soumet(?:tre|tez)|soumis(?:es?)?|usag(?:er|ère)s?|bénéficiaires?|autonom(?:ie|es?)"
    r"|compétences numériques de base|e-mail invalide)\b",
    re.IGNORECASE,
)
_INTERNET = re.compile(r"\bInternet\b")
# The site speaks to everybody in the plural, which is polite and says neither man nor woman.
_SINGULAR_ARABIC = re.compile(r"(?<!\w)[وف]?(اختر|اكتب|اتصل|اضغط|أجب|املأ|ابدأ|احجز|امسح|استمع|ابحث|ارجع|أزل|دع)(?!\w)")


def faults(text: str, language: str) -> list[str]:
    """Return what is wrong with a text shown to people, as short English phrases; [] when all is well or for English."""
    rules = {"fr": _french, "ar": _arabic}.get(language)
    return list(rules(text)) if rules else []


def _french(text: str) -> Iterator[str]:
    yield from _found(text, r"\w'", "straight apostrophe")
    yield from _found(text, r"\.\.\.", "three dots")
    yield from _found(text, r" [:;!?»]|« ", "plain space beside : ; ! ? « »")
    yield from _found(text, r"\w[!?](?=\s|$)|«\w|\w»", "no space beside ! ? « »")
    if any(_is_inside_a_sentence(text[: match.start()]) for match in _INTERNET.finditer(text)):
        yield "capital letter in “internet”"
    if match := _FORBIDDEN.search(text):
        yield f"word to avoid: “{match.group(0)}”"


def _arabic(text: str) -> Iterator[str]:
    yield from _found(text, r"[\u0621-\u0652]\s*[,;?]", "Latin comma, semicolon or question mark")
    yield from _found(text, r"[\u0660-\u0669\u06f0-\u06f9]", "Eastern digits beside the site's 0 to 9")
    yield from _found(text, r"\s[،؛؟:]", "space before a mark")
    yield from _found(text, r"« | »", "space inside « »")
    if match := _SINGULAR_ARABIC.search(text):
        yield f"speaks to one man: “{match.group(1)}”"


def _found(text: str, pattern: str, fault: str) -> Iterator[str]:
    if re.search(pattern, text):
        yield fault


def _is_inside_a_sentence(before: str) -> bool:
    before = before.rstrip()
    return bool(before) and before[-1] not in ".!?…>«"

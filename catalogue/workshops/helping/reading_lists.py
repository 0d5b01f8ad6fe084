"""Read a pasted list of people: a name or initials a line, phone and language if there are any, whatever stands between them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils import translation
from django.utils.translation import get_language_info

from core.text import fold

MOST_READ = 20_000  # characters; a page of a spreadsheet is far below

_BETWEEN = re.compile(r"[\t;,|،؛]+")
_SPACES = " \u00a0\u202f\u2009"
_PHONE = re.compile(rf"(?<![\w@])(?:\+|00)?\(?\d[\d{_SPACES}.\-/()]{{4,28}}\d(?![\w@])")
_FEWEST_DIGITS = 6  # fewer are a room, an age or a number in a list
_BULLET = re.compile(r"^\s*(?:\(?\d{1,3}\s*[.)\-:°]\s+|[-–—•·*]+\s*)")
_HEADINGS = {
    *("prenom", "prenoms", "nom", "noms", "nom prenom", "prenom nom", "initiales", "personne", "name", "first name", "initials", "الاسم"),
    *("telephone", "tel", "portable", "mobile", "numero", "phone", "numero de telephone", "langue", "language", "الهاتف", "اللغة", "n"),
}
# Spoken by people who come, and unknown to Django's own list.
_OTHER_LANGUAGES = (
    *(
        "dari",
        "pachto",
        "pachtou",
        "pashto",
        "tigrinya",
        "amharique",
        "soninke",
        "bambara",
        "wolof",
        "lingala",
        "peul",
        "malinke",
        "soussou",
    ),
    *(
        "comorien",
        "creole",
        "kabyle",
        "berbere",
        "chinois",
        "kurde",
        "romani",
        "tchetchene",
        "serbe",
        "sango",
        "tibetain",
        "tamoul",
        "cinghalais",
    ),
)


@dataclass(frozen=True)
class Read:
    """One person as typed, nothing checked: ``language`` is a code of the site, or ``other_language`` what we do not write in."""

    name: str = ""
    phone: str = ""
    language: str = ""
    other_language: str = ""


def read_list(text: str) -> list[Read]:
    """Return who is named in a text, in order; never raises. A heading line is left out, and so is an empty one."""
    lines = [line for line in _clean(text).splitlines() if line.strip()]
    people: list[Read] = []
    for number, line in enumerate(lines):
        pieces = _pieces(line)
        if number == 0 and pieces and all(kind == "name" and fold(piece) in _HEADINGS for kind, piece in pieces):
            continue
        people += _people(pieces, each_name=len(lines) == 1)
    return people


def _clean(text: str) -> str:
    return text[:MOST_READ].replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def _pieces(line: str) -> list[tuple[str, str]]:
    """Return (kind, text) pairs of a line, in order; the kinds are name, phone, language and other."""
    found: list[tuple[str, str]] = []
    for part in _BETWEEN.split(_BULLET.sub("", line)):
        at = 0
        for phone in _PHONE.finditer(part):
            if sum(character.isdigit() for character in phone[0]) < _FEWEST_DIGITS:
                continue
            found += _words(part[at : phone.start()], not found)
            found.append(("phone", phone[0].strip()))
            at = phone.end()
        found += _words(part[at:], not found)
    return found


def _words(text: str, is_first: bool) -> list[tuple[str, str]]:
    """Return a name, a language, or a name followed by its language; nothing for what holds no letter."""
    text = text.strip(" \u00a0\u202f\u2009\"'«»-–—:()[]<>*").strip()
    if not any(character.isalpha() for character in text):
        return []
    if not is_first and (kind := _language(text)):
        return [kind]
    before, _space, last = text.rpartition(" ")
    last = last.strip("()")
    if before.strip(" (-–—:") and (kind := _language(last)):
        return [("name", before.strip(" (-–—:")), kind]
    return [("name", text)]


def _language(word: str) -> tuple[str, str] | None:
    code = _languages().get(fold(word))
    if code is None:
        return None
    return ("language", code) if code else ("other", word)


def _people(pieces: list[tuple[str, str]], *, each_name: bool) -> list[Read]:
    """Return the people of a line: one, unless it holds several phones, or is the only line and names several."""
    phones = sum(kind == "phone" for kind, _text in pieces)
    several = phones > 1 or (each_name and phones == 0)
    people: list[dict[str, str]] = []
    for kind, text in pieces:
        if not people or (several and kind == "name" and people[-1].get("name")):
            people.append({})
        person = people[-1]
        if kind == "name":
            person["name"] = f"{person['name']} {text}" if person.get("name") else text
        elif kind == "language":
            person["language"] = text
        elif kind == "other":
            person["other_language"] = text
        else:
            person.setdefault("phone", text)
    return [Read(**person) for person in people]


@lru_cache(maxsize=1)
def _languages() -> dict[str, str]:
    """Return how languages are called, folded: the code of those of the site, "" for the others."""
    names: dict[str, str] = {fold(name): "" for name in _OTHER_LANGUAGES}
    ours = [code for code, _name in settings.LANGUAGES]
    for code in [*(code for code in LANG_INFO if code not in ours), *ours]:
        called = {code} if code in ours else set()
        try:
            info = get_language_info(code)
        except KeyError:
            continue
        called |= {str(info["name"]), str(info["name_local"])}
        for reader in ours:
            with translation.override(reader):
                called.add(str(get_language_info(code)["name_translated"]))
        for name in called:
            if fold(name):
                names[fold(name)] = code if code in ours else ""
    return names | {"عربي": "ar", "فرنسي": "fr", "انجليزي": "en", "arabophone": "ar", "francophone": "fr", "anglophone": "en"}

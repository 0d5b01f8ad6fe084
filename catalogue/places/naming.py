"""Names of communes as people write them, brought to one form: "L'Haÿ les roses", "ST DENIS CEDEX 2", "le havre (76)"."""

import re
from hashlib import blake2b

from core.text import fold

_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "s": "sur", "ss": "sous", "nd": "notre dame"}
_ARTICLES = ("le", "la", "les", "l", "aux", "las", "los")
_CEDEX = re.compile(r"\bcedex\b(?: \d{1,2})?")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:er|ere|e|eme|ieme|nd|nde)?\b(?: arrondissements?| arrdt?| arr)?")
# City: its last arrondissement, and what INSEE codes and postcodes of arrondissements begin with.
BIG_CITIES = {"paris": (20, "751", "750"), "lyon": (9, "693", "690"), "marseille": (16, "132", "130")}


def fold_commune(name: str) -> str:
    """Return the name as it is stored and searched: no case, accents, hyphens or first article, Saint in full."""
    words = _CEDEX.sub(" ", fold(name[:200])).split()
    words = [_SHORT.get(word, word) if index or word not in ("s", "ss") else word for index, word in enumerate(words)]
    if len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words)


def arrondissement_in(folded: str) -> tuple[str, int] | None:
    """Return ("paris", 11) for "paris 11e" and the like; None when no arrondissement of that city is named."""
    city, _space, rest = folded.partition(" ")
    if city not in BIG_CITIES or not rest:
        return None
    last = BIG_CITIES[city][0]
    match = _ORDINAL.fullmatch(rest)
    number = int(match.group(1)) if match else 0
    return (city, number) if 1 <= number <= last else None


def code_of_arrondissement(city: str, number: int) -> str:
    """Return the INSEE code: "75111" for Paris 11, "69381" for Lyon 1, "13213" for Marseille 13."""
    return f"{BIG_CITIES[city][1]}{80 + number if city == 'lyon' else number:02d}"


_WAYS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "bvd": "boulevard",
    "boul": "boulevard",
    "r": "rue",
    "pl": "place",
    "all": "allee",
    "ch": "chemin",
    "imp": "impasse",
    "rte": "route",
    "sq": "square",
    "fbg": "faubourg",
    **_SHORT,
}


def twin_key(name: str, address: str) -> str:
    """Return one short key for what is the same name and address, whatever case, accents and abbreviations; "" without either."""
    words = [" ".join(_WAYS.get(word, word) for word in fold(text).split()) for text in (name, address)]
    return blake2b("|".join(words).encode(), digest_size=16).hexdigest() if all(words) else ""

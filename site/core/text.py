"""Fold text the same way before indexing and before asking, so that both databases give the same answers."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w]+", re.UNICODE)
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})


def fold(text: str) -> str:
    """Return the text without case, accents or punctuation: "L'Haÿ-les-Roses" gives "l hay les roses"."""
    bare = (text or "").casefold()
    if not bare.isascii():
        lowered = unicodedata.normalize("NFKD", bare.translate(_LIGATURES))
        bare = "".join([character for character in lowered if not unicodedata.combining(character)])
    return _NOT_WORD.sub(" ", bare).strip()


def fold_words(text: str) -> str:
    """Return folded text with the plural s or x of each longer word dropped, for searching."""
    return " ".join(word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in fold(text).split())

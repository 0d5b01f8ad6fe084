"""Text messages are paid by the segment: 160 characters of the GSM alphabet, 70 of any other (3GPP TS 23.038 and 23.040).

In a message of several segments each gives up seven bytes to say which one it is: 153 and 67 are left, and neither an escaped
character nor a surrogate pair (an emoji) may be cut in two.
"""

import unicodedata
from dataclasses import dataclass

GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = set("^{}\\[~]|€\f")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "œ": "oe", "Œ": "OE"})


@dataclass(frozen=True)
class Length:
    """``units`` are septets in the GSM alphabet, UTF-16 units in any other; ``room`` is what fits in as many segments."""

    segments: int
    units: int
    room: int
    is_gsm: bool


def to_gsm(text: str) -> str:
    """Return Latin text with what the GSM alphabet lacks replaced (ê by e, ’ by '); other scripts are left alone."""
    plain = "".join(" " if unicodedata.category(character) == "Zs" else character for character in text.translate(_PLAIN))
    return "".join(character if character in GSM or character in GSM_TWICE else _bare(character) for character in plain)


def _bare(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base in GSM else character


def outside_gsm(text: str) -> str:
    """Return the characters that make a text twice as dear, each once, in their order."""
    return "".join(dict.fromkeys(character for character in text if character not in GSM and character not in GSM_TWICE))


def length_of(text: str) -> Length:
    """Return how long a text message is, as the network counts it."""
    is_gsm = not outside_gsm(text)
    sizes = [2 if character in GSM_TWICE else 1 for character in text] if is_gsm else [2 if ord(c) > 0xFFFF else 1 for c in text]
    alone, joined = (160, 153) if is_gsm else (70, 67)
    units = sum(sizes)
    if units <= alone:
        return Length(1, units, alone, is_gsm)
    segments, filled = 1, 0
    for size in sizes:
        if filled + size > joined:
            segments, filled = segments + 1, 0
        filled += size
    return Length(segments, units, segments * joined, is_gsm)


def segments(text: str) -> int:
    """Return how many segments a text message takes."""
    return length_of(text).segments

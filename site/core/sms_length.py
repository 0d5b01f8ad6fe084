"""Text messages are paid by the segment: 160 characters of the GSM alphabet, 70 of any other."""

import unicodedata

GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = set("^{}\\[~]|€")
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "…": "...", "œ": "oe", "Œ": "OE"})


def to_gsm(text: str) -> str:
    """Return Latin text with what the GSM alphabet lacks replaced (ê by e, ’ by '); other scripts are left alone."""
    plain = "".join(" " if unicodedata.category(character) == "Zs" else character for character in text.translate(_PLAIN))
    return "".join(character if character in GSM or character in GSM_TWICE else _bare(character) for character in plain)


def _bare(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base in GSM else character


def segments(text: str) -> int:
    """Return how many segments a text message takes."""
    if all(character in GSM or character in GSM_TWICE for character in text):
        length, alone, joined = len(text) + sum(character in GSM_TWICE for character in text), 160, 153
    else:
        length, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= alone else -(-length // joined)

"""The languages one may ask to be called in, each in its own words: who looks for theirs reads that alone."""

from catalogue.agenda.languages import LANGUAGES, language_name

_OWN_NAMES = {
    "fr": "français",
    "en": "English",
    "ar": "العربية",
    "es": "español",
    "fa": "فارسی",
    "ps": "پښتو",
    "pt": "português",
    "ru": "русский",
    "so": "Soomaali",
    "tr": "Türkçe",
    "uk": "українська",
}
SPOKEN = tuple((code, _OWN_NAMES[code]) for code, _name in LANGUAGES if code in _OWN_NAMES)  # sign language is not for the phone


def spoken_name(code: str) -> str:
    """Return a language's name in the active one, for the team."""
    return language_name(code)

"""The languages sessions are given in, and their names in the visitor's."""

from django.utils.translation import get_language_info, gettext, pgettext_lazy

LANGUAGES = (
    ("fr", pgettext_lazy("language", "French")),
    ("en", pgettext_lazy("language", "English")),
    ("ar", pgettext_lazy("language", "Arabic")),
    ("es", pgettext_lazy("language", "Spanish")),
    ("fa", pgettext_lazy("language", "Persian")),
    ("ps", pgettext_lazy("language", "Pashto")),
    ("pt", pgettext_lazy("language", "Portuguese")),
    ("ru", pgettext_lazy("language", "Russian")),
    ("so", pgettext_lazy("language", "Somali")),
    ("tr", pgettext_lazy("language", "Turkish")),
    ("uk", pgettext_lazy("language", "Ukrainian")),
    ("lsf", pgettext_lazy("language", "French sign language")),
)
_NAMES = dict(LANGUAGES)


def language_name(code: str) -> str:
    """Return a language's name in the active one, as it stands in a sentence ("français"); its own name when we have none."""
    if code in _NAMES:
        return str(_NAMES[code])
    try:
        return get_language_info(code)["name_local"]
    except KeyError:
        return code


def language_note(code: str, visitor: str) -> str:
    """Return what to say of a session given in another language than the visitor's; "" when it is theirs."""
    if code == visitor:
        return ""
    return gettext("Given in %(language)s. You may come with somebody who translates.") % {"language": language_name(code)}

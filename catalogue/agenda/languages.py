"""The languages sessions are given in, and their names in the visitor's."""

from django.utils.translation import get_language_info, gettext, gettext_lazy

LANGUAGES = (
    ("fr", gettext_lazy("French")),
    ("en", gettext_lazy("English")),
    ("ar", gettext_lazy("Arabic")),
    ("es", gettext_lazy("Spanish")),
    ("fa", gettext_lazy("Persian")),
    ("ps", gettext_lazy("Pashto")),
    ("pt", gettext_lazy("Portuguese")),
    ("ru", gettext_lazy("Russian")),
    ("so", gettext_lazy("Somali")),
    ("tr", gettext_lazy("Turkish")),
    ("uk", gettext_lazy("Ukrainian")),
    ("lsf", gettext_lazy("French sign language")),
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

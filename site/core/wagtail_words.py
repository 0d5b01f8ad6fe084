"""Words of Wagtail itself that its own French renders badly: our catalogue is read before its own.

A locale is a language here, never a region; a button says what it adds without guessing the gender of the word.
"""

from django.utils.translation import gettext_noop

gettext_noop("Locale")
gettext_noop("Locale: ")
gettext_noop("Locales")
gettext_noop("Add a locale")
gettext_noop("Add %(model_name)s")

"""A language is offered in its own words first, then in the visitor's."""

import pytest
from django.utils import translation

from core.languages import named


@pytest.mark.parametrize(
    ("active", "code", "said", "direction"),
    [
        ("fr", "ar", "العربية (arabe)", "rtl"),
        ("en", "ar", "العربية (Arabic)", "rtl"),
        ("ar", "ar", "العربية", "rtl"),
        ("fr", "fr", "Français", "ltr"),
        ("fr", "uk", "Українська (ukrainien)", "ltr"),
        ("ar", "es", "Español (الإسبانية)", "ltr"),
    ],
)
def test_a_language_is_named_in_its_own_words_then_in_the_visitors(active, code, said, direction):
    with translation.override(active):
        language = named(code)
    assert (str(language), language.direction) == (said, direction)


def test_a_language_that_nobody_knows_names_itself():
    assert str(named("xx-unknown")) == "xx-unknown"

"""Those who read no French find their language on the screen that asks for it."""

from django.template.loader import render_to_string
from django.utils import translation

from diagnostic import needs, screens
from diagnostic.state import State


def test_each_language_stands_in_its_own_words_with_its_direction():
    with translation.override("fr"):
        context = screens.need_context(needs.LANGUAGES, State(), chosen=["ar"])
        page = render_to_string("diagnostic/tiles.html", context | {"error": "", "two_columns": False})
    assert '<bdi lang="ar" dir="rtl">العربية</bdi> (arabe)' in page
    assert '<bdi lang="fr" dir="ltr">Français</bdi></span>' in page
    assert "Une autre langue" in page

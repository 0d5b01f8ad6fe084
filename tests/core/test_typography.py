"""French and Arabic texts are well typed, and speak to people as the site does."""

import pytest

from core.typography import faults


@pytest.mark.parametrize(
    "text",
    [
        "C'est gratuit.",
        "Vide : aucun papier demandé.",
        "Quel jour ?",
        "Quel jour?",
        "Choisissez « Non ».",
        "Choisissez «Non».",
        "Attendez...",
        "Pas de connexion à Internet",
        "Validez votre choix.",
        "Les usagers du lieu",
        "Gagnez en autonomie.",
    ],
)
def test_a_french_text_badly_typed_or_of_words_to_avoid_is_reported(text):
    assert len(faults(text, "fr")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "C’est gratuit\u00a0: venez\u00a0!",
        "Quel jour\u202f?",
        "Choisissez «\u00a0Non\u00a0».",
        "Internet",
        "On vous aide. Internet est là.",
        "Se servir d’internet",
        "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
        "Commencez par https://, mailto:, tel: ou /.",
        "Une invalidité",
    ],
)
def test_a_good_french_text_passes(text):
    assert faults(text, "fr") == []


@pytest.mark.parametrize(
    "text", ["اتصل بنا الآن", "اختاروا إجابة, ثم تابعوا", "أي يوم?", "بقي ٣ أماكن", "أي يوم ؟", "مثلًا: « هنا »", "اكتبوا الاسم ثم اضغط هنا"]
)
def test_an_arabic_text_badly_typed_or_said_to_one_man_is_reported(text):
    assert len(faults(text, "ar")) == 1


@pytest.mark.parametrize("text", ["اتصلوا بنا الآن", "اختاروا إجابة، ثم تابعوا.", "الاتصال بالرقم 01 99 00 12 34", "أي يوم؟", "«لا أعرف»"])
def test_a_good_arabic_text_passes(text):
    assert faults(text, "ar") == []


def test_english_has_no_rules_here():
    assert faults("It's ready ?", "en") == []

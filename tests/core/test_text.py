from core.text import fold, fold_words


def test_case_accents_hyphens_and_ligatures_do_not_matter():
    assert fold("L’Haÿ-les-Roses") == fold("l'hay les ROSES") == "l hay les roses"
    assert fold("Œuf") == "oeuf"


def test_a_plural_finds_its_singular_and_short_words_stay():
    assert fold_words("Les ateliers") == "les atelier"
    assert fold_words("atelier") == "atelier"

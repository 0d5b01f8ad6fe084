import pytest

from core.siret import clean_siret, is_siret


@pytest.mark.parametrize("siret", ["73282932000074", "35600000000048", "35600000000051"])
def test_a_right_key_is_accepted_la_poste_s_too(siret):
    assert is_siret(siret)


@pytest.mark.parametrize("siret", ["73282932000075", "7328293200007", "", "abcdefghijklmn", "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"])
def test_a_wrong_key_length_or_alphabet_is_refused(siret):
    assert not is_siret(siret)


def test_spaces_are_forgiven():
    assert clean_siret(" 732 829 320 00074 ") == "73282932000074"

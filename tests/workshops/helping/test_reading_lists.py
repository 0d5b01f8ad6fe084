"""A pasted list is read whatever stands between the people."""

import pytest

from catalogue.workshops.helping.reading_lists import Read, read_list


def names(text: str) -> list[str]:
    return [read.name for read in read_list(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Awa;06 39 98 12 34;arabe",
        "Awa, 06.39.98.12.34, Arabe",
        "Awa\t0639981234\tar",
        "Awa | 06-39-98-12-34 | العربية",
        "1. Awa 06 39 98 12 34 arabe",
        "- Awa (arabe) 06/39/98/12/34",
        "• Awa : 06 39 98 12 34 ; arabic",
        "12) Awa، 06 39 98 12 34، arabophone",
        "3\tAwa\t06\u00a039\u00a098\u00a012\u00a034\tarabe",
    ],
)
def test_a_line_is_read_with_any_separator(line):
    [read] = read_list(line)
    assert read.name == "Awa" and read.language == "ar"
    assert "".join(c for c in read.phone if c.isdigit()) == "0639981234"


def test_initials_and_a_name_alone_are_enough():
    assert read_list("A. B.\nK\n\n  \nسميرة") == [Read("A. B."), Read("K"), Read("سميرة")]


def test_a_heading_of_a_spreadsheet_is_left_out():
    assert names("Prénom;Téléphone;Langue\nAwa;;\nKarim;;") == ["Awa", "Karim"]


def test_a_family_name_in_a_column_of_its_own_stays_with_the_first_name():
    assert names("Diallo;Awa;06 39 98 12 34\nBenali;Karim;") == ["Diallo Awa", "Benali Karim"]


def test_several_people_on_the_only_line_are_several_people():
    assert names("Awa, Karim, Samira") == ["Awa", "Karim", "Samira"]
    assert [(r.name, r.phone) for r in read_list("Awa 06 39 98 12 34, Karim 06 39 98 12 35")] == [
        ("Awa", "06 39 98 12 34"),
        ("Karim", "06 39 98 12 35"),
    ]


def test_a_language_we_do_not_write_in_is_told_apart_from_the_name():
    assert read_list("Olena, ukrainien\nAmina, dari") == [Read("Olena", "", "", "ukrainien"), Read("Amina", "", "", "dari")]


def test_a_wrong_number_is_kept_as_typed_for_the_person_to_correct():
    assert read_list("Awa, 06 39 98") == [Read("Awa", "06 39 98")]


@pytest.mark.parametrize("text", ["", "\x00", " ;;; \n,,,\n", "😀" * 50, "9" * 5000, ";" * 20000, "a" * 50_000, "\r\r\n\n"])
def test_nothing_that_is_pasted_breaks_it(text):
    read_list(text)

"""Every interface string has its French and its Arabic."""

from io import StringIO

import polib
import pytest
from django.core.management import CommandError, call_command

from core import catalogues


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("room", catalogues.ROOMS)
def test_the_catalogue_is_complete(room, language):
    assert catalogues.problems(room, language) == []


def test_a_lost_placeholder_is_reported():
    assert catalogues._placeholders_differ(polib.POEntry(msgid="%(n)s seats", msgstr="des places"))
    assert not catalogues._placeholders_differ(polib.POEntry(msgid="%(n)s seats", msgstr="%(n)s places"))


def test_a_plural_is_complete_with_all_its_forms():
    entry = polib.POEntry(msgid="a", msgid_plural="b", msgstr_plural={0: "x", 1: ""})
    po = polib.POFile()
    po.append(entry)
    assert catalogues.lacking(po) == ["a"]


@pytest.fixture
def own_catalogue(tmp_path, settings):
    """A project of one room, of which one string has its French already."""
    settings.ROOT = tmp_path
    sources = tmp_path / "home"
    (sources / "locale/fr/LC_MESSAGES").mkdir(parents=True)
    long = "A sentence long enough to be broken over several lines of the catalogue, wherever that may be."
    (sources / "words.py").write_text(f'_("{long}")\n_("Seat")\nngettext("%(n)s seat", "%(n)s seats", 2)\n', encoding="utf-8")
    path = catalogues.po_file("home", "fr")
    path.write_text('msgid "Seat"\nmsgstr "Place"\n', encoding="utf-8")
    return path


def test_an_update_without_a_change_leaves_the_file_as_it_is(own_catalogue):
    catalogues.update("home", "fr")
    first = own_catalogue.read_bytes()
    written = own_catalogue.stat().st_mtime_ns
    assert catalogues.update("home", "fr") == (3, 2)
    assert (own_catalogue.read_bytes(), own_catalogue.stat().st_mtime_ns) == (first, written)
    assert polib.pofile(str(own_catalogue)).find("Seat").msgstr == "Place"


def test_a_catalogue_saved_by_polib_alone_is_broken_into_lines_alike(own_catalogue):
    catalogues.update("home", "fr")
    first = own_catalogue.read_bytes()
    polib.pofile(str(own_catalogue)).save()
    assert own_catalogue.read_bytes() == first


def test_lines_broken_in_another_way_are_reported(own_catalogue):
    catalogues.update("home", "fr")
    assert not [problem for problem in catalogues.problems("home", "fr") if "lines are not broken" in problem]
    polib.pofile(str(own_catalogue), wrapwidth=200).save()
    assert [problem for problem in catalogues.problems("home", "fr") if "lines are not broken" in problem]


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_the_rooms_translate_a_string_alike(language):
    assert catalogues.collisions(language) == []


def test_a_string_translated_otherwise_in_another_room_fails_the_check(own_catalogue):
    other = catalogues.po_file("places", "fr")
    other.parent.mkdir(parents=True)
    other.write_text('msgid "Seat"\nmsgstr "Siège"\n\nmsgctxt "chair"\nmsgid "Seat"\nmsgstr "Chaise"\n', encoding="utf-8")
    (problem,) = catalogues.collisions("fr")
    assert "'Seat'" in problem and "places 'Siège'" in problem and "home 'Place'" in problem
    with pytest.raises(CommandError):
        call_command("translations", "check", "home", stdout=StringIO())


def test_a_badly_typed_translation_is_reported(own_catalogue):
    catalogues.update("home", "fr")
    po = polib.pofile(str(own_catalogue))
    po.find("Seat").msgstr = "C'est ici"
    po.save()
    assert [problem for problem in catalogues.problems("home", "fr") if "straight apostrophe" in problem]

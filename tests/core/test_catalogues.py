"""Every interface string has its French and its Arabic."""

import polib
import pytest

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

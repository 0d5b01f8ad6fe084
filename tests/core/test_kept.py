"""A part of the page is made once for the values it depends on."""

from dataclasses import dataclass

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from core.templatetags import kept


@dataclass(frozen=True)
class Line:
    phone: str


@pytest.fixture(autouse=True)
def nothing_kept():
    kept._parts.clear()


def shown(value, beside: str = "", language: str = "fr") -> str:
    with translation.override(language):
        template = Template('{% load kept %}{% keep "part" value %}{{ value.phone }} {{ beside }}{% endkeep %}')
        return template.render(Context({"value": value, "beside": beside}))


def test_the_same_values_give_the_same_part_without_making_it_again():
    assert shown(Line("1"), "first") == "1 first"
    assert shown(Line("1"), "second") == "1 first"


def test_another_value_or_language_gives_another_part():
    assert shown(Line("1"), "first") == "1 first"
    assert shown(Line("2"), "second") == "2 second"
    assert shown(Line("1"), "third", language="ar") == "1 third"


def test_what_is_read_late_is_told_by_what_it_reads():
    assert shown(SimpleLazyObject(lambda: Line("1")), "first") == "1 first"
    assert shown(SimpleLazyObject(lambda: Line("1")), "second") == "1 first"
    assert shown(SimpleLazyObject(lambda: Line("3")), "third") == "3 third"
    assert all(isinstance(key[-1], Line) for key in kept._parts)


def test_the_parts_kept_are_few():
    for number in range(kept.MOST + 20):
        shown(Line(str(number)))
    assert len(kept._parts) == kept.MOST

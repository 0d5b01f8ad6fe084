"""The sheet of a place on one side of A5, to hang on a door or give to somebody: what matters, big, and cut so that it always fits."""

from dataclasses import dataclass, replace
from math import ceil

import segno
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.templatetags.ui import absolute

from .cards import PlaceCard, place_url
from .models import Place
from .opening import mentions_holidays
from .sheet import Words, sheet_of
from .week import SameHours, changes_between_weeks, ordinary_week

_NAME, _LONG, _LINE, _HOURS = 80, 40, 52, 80  # characters
_TEXT_LENGTHS = (160, 110, 70)  # the longest first
_SIZES = {"roomy": 13.0, "plain": 11.5, "tight": 10.0, "small": 9.0}  # points, as in static/css/paper.css
_WIDE, _HIGH = 130.0, 178.0  # mm: A5 without its margins, and a little air


@dataclass(frozen=True)
class Row:
    """``french`` stands beneath ``here`` when the page is in another language; None when it is in French."""

    here: SameHours
    french: SameHours | None = None


@dataclass(frozen=True)
class Paper:
    """``size`` is a name of _SIZES, by how much there is to say; ``hours_in_prose`` is in French."""

    place: Place
    card: PlaceCard
    name: str
    address_lines: list[str]
    rows: list[Row]
    hours_in_prose: str
    hours_change: bool
    warns_of_holidays: bool
    how_to_come: list[Words]
    papers: list[Words]
    languages: list[str]
    is_travelling: bool
    address: str
    qr: SafeString
    services: str = ""
    size: str = "plain"
    is_french: bool = True

    @property
    def is_long(self) -> bool:
        return len(self.name) > _LONG


def paper_of(place: Place) -> Paper:
    """Return the paper of a place loaded ``in_language``, in the active language; no query.

    The largest letters with which everything fits, with the services where there is room for them; then shorter texts, then without
    their French; at the very end "call" in place of a week that is too long.
    """
    language = get_language() or "fr"
    sheet = sheet_of(place)
    address = absolute(place_url(place))
    rows = _rows(place, language)
    changes = changes_between_weeks(place.opening_hours, place.time_zone, departement=place.departement)
    paper = Paper(
        place=place,
        card=sheet.card,
        name=_cut(place.name, _NAME),
        address_lines=[_cut(line, _LINE) for line in sheet.card.address_lines],
        rows=rows,
        hours_in_prose=sheet.hours_in_prose,
        hours_change=changes or sheet.changes_in_school_holidays,
        warns_of_holidays=bool(rows) and not mentions_holidays(place.opening_hours),
        how_to_come=_both(sheet.how_to_come, place.how_to_come),
        papers=_both(sheet.papers, place.papers_asked),
        languages=[named.name for named in sheet.languages if named.code != "fr"][:5],
        is_travelling=sheet.is_travelling,
        address=address.partition("://")[2],
        qr=mark_safe(segno.make(address, error="m").svg_inline(border=2, scale=4, svgclass="qr", lineclass=None, omitsize=True)),
        is_french=language == "fr",
    )
    for shorter in [_with_texts_of(paper, length) for length in _TEXT_LENGTHS] + _in_one_language(paper):
        for size, points in _SIZES.items():
            if _height(shorter, points) <= _HIGH:
                fuller = replace(shorter, services=" · ".join(sheet.card.services))
                return replace(fuller if _height(fuller, points) <= _HIGH else shorter, size=size)
    return replace(shorter, rows=[], size="small")


def _with_texts_of(paper: Paper, length: int) -> Paper:
    return replace(
        paper,
        hours_in_prose=_cut(paper.hours_in_prose, length),
        how_to_come=[Words(_cut(words.text, length), words.language) for words in paper.how_to_come],
        papers=[Words(_cut(words.text, length), words.language) for words in paper.papers],
    )


def _in_one_language(paper: Paper) -> list[Paper]:
    """Return it with texts in the reader's language alone, then hours too: figures are the same in both."""
    shorter = _with_texts_of(paper, _TEXT_LENGTHS[-1])
    texts = replace(shorter, how_to_come=shorter.how_to_come[:1], papers=shorter.papers[:1])
    return [texts, replace(texts, rows=[Row(row.here) for row in paper.rows])]


def _height(paper: Paper, points: float) -> float:
    """Return about how high everything is in letters of a size, in mm; on the high side."""
    em = points * 0.3528
    line, twice = 1.32 * em, not paper.is_french

    def high(text: str, width: float = _WIDE, scale: float = 1.0, letter: float = 0.57) -> float:
        return ceil(max(1, len(text)) * letter * em * scale / width) * line * scale

    def here(text: str, width: float = _WIDE) -> float:
        """A text in the page's language: Arabic letters join, and take less room."""
        return high(text, width, letter=0.57 if paper.is_french else 0.5)

    def both(text: str, width: float = _WIDE) -> float:
        """A text of the interface, with French of about the same length beneath in another language."""
        return here(text, width) + (high(text, width, 0.86) if twice else 0)

    heading = 2.2 + line
    top = 11 + line + high(paper.name, scale=1.5 if paper.is_long else 1.95, letter=0.63) + 1.9 * line
    top += sum(high(each, scale=1.2) for each in paper.address_lines)
    hours = heading
    for row in paper.rows:
        tall = [here(row.here.days, 56), here(row.here.text, 70)]
        if row.french:
            tall = [tall[0] + high(row.french.days, 56, 0.86), tall[1] + high(row.french.text, 70, 0.86)]
        hours += 2.1 + max(tall)
    if not paper.rows:
        hours += (high(paper.hours_in_prose) if paper.hours_in_prose else 0) + both("x")
    elif paper.hours_change or paper.warns_of_holidays:
        hours += both("x" * 56)
    come = heading + both("x" * 70) * paper.is_travelling + sum(here(words.text) for words in paper.how_to_come)
    come *= bool(paper.how_to_come or paper.is_travelling)
    bring = heading + (sum(here(words.text) for words in paper.papers) or both("x" * 50)) + high("x" * 60) * bool(paper.languages)
    services = (2.2 + here(paper.services)) * bool(paper.services)
    foot = 5 + max(30.0, both("x" * 90, 90) * 0.88 + 3 * line + high(paper.address, 90, 0.75))
    return top + services + hours + come + bring + foot + 8


def french_words() -> dict[str, str]:
    """Return what stands in French beneath the words of another language, for who welcomes."""
    with translation.override("fr"):
        return {
            "hours": _("Opening hours"),
            "come": _("How to come"),
            "bring": _("To bring"),
            "call": _("Call before you come."),
            "change": _("The hours are not the same every week: call before you come."),
            "holidays": _("On public holidays, call before you come."),
            "nothing": _("You do not need any papers."),
            "free": _("It is free."),
            "square": _("Point a phone’s camera at this square: today’s hours, the workshops and how to book."),
        }


def _rows(place: Place, language: str) -> list[Row]:
    """Return the ordinary week; nothing when its words are too long for paper, such as comments."""
    here, french = _week(place, language), _week(place, "fr")
    if any(len(same.text) > _HOURS for same in here + french):
        return []
    beside = french if language != "fr" and len(french) == len(here) else [None] * len(here)
    return [Row(same, other) for same, other in zip(here, beside, strict=True)]


def _week(place: Place, language: str) -> list[SameHours]:
    with translation.override(language):
        return ordinary_week(place.opening_hours, place.time_zone, departement=place.departement)


def _both(words: Words, french: str) -> list[Words]:
    """Return a text in the page's language, and in French beneath when it is another."""
    if not words:
        return []
    return [words] if words.language == "fr" or not french else [words, Words(french, "fr")]


def _cut(text: str, length: int) -> str:
    return Truncator(" ".join(text.split())).chars(length)

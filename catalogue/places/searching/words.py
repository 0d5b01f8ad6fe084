"""The words by which a place's own name is found, kept as rows: see ``models/place_word.py``."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.text import fold_words

if TYPE_CHECKING:
    from ..models import Place

MAX_WORDS = 8  # of what a visitor types
_LONGEST = 40
_PASSED_OVER = frozenset(("a", "au", "aux", "d", "de", "du", "des", "en", "et", "l", "la", "le", "les", "pour", "sur"))
_SAINTS = {"st": "saint", "ste": "sainte", "sts": "saint", "stes": "sainte"}


def words_of(text: str) -> list[str]:
    """Return the words of a name as they are kept and asked: folded, without small words unless there are no others."""
    words = [_SAINTS.get(word, word)[:_LONGEST] for word in fold_words(text[:400]).split()]
    kept = [word for word in words if word not in _PASSED_OVER]
    return list(dict.fromkeys(kept or words))


def words_of_place(place: "Place") -> dict[str, bool]:
    """Return the words of a place and, for each, whether it is of its name."""
    return dict.fromkeys(words_of(place.city), False) | dict.fromkeys(words_of(place.name), True)


def sync_words(places: Iterable["Place"]) -> None:
    """Rewrite the word rows of saved places, those that differ only. One query, or three when something changed."""
    from ..models import PlaceWord

    batch = list(places)
    wanted = _wanted(batch)
    stale = []
    rows = PlaceWord.objects.filter(place_id__in=[place.pk for place in batch]).order_by()
    for pk, place_id, word, of_name in rows.values_list("pk", "place_id", "word", "of_name"):
        if wanted.get((place_id, word)) == of_name:
            del wanted[(place_id, word)]
        else:
            stale.append(pk)
    for start in range(0, len(stale), 900):
        PlaceWord.objects.filter(pk__in=stale[start : start + 900]).delete()
    _write(wanted)


def add_words(places: Iterable["Place"]) -> None:
    """Write the words of places that were just made and have none; no query but the writing."""
    _write(_wanted(places))


def _wanted(places: Iterable["Place"]) -> dict[tuple[int, str], bool]:
    return {
        (place.pk, word): of_name
        for place in places
        if place.is_listed and place.archived_at is None
        for word, of_name in words_of_place(place).items()
    }


def _write(wanted: dict[tuple[int, str], bool]) -> None:
    from ..bulk_rows import insert
    from ..models import PlaceWord

    if wanted:
        insert(
            PlaceWord,
            ("place", "word", "of_name"),
            [[place_id, word, wanted[place_id, word]] for place_id, word in sorted(wanted, key=_by_word)],
        )


def _by_word(key: tuple[int, str]) -> tuple[str, int]:
    """In the order of the index: its pages are written once."""
    return key[1], key[0]

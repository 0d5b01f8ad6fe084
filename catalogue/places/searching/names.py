"""Places by their own name: "mediatheque aragon", "emmaus connect grenoble", "la bibliothè"."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Length

from ..models import Place, PlaceWord
from . import prefix  # noqa: F401  # registers the lookup
from .words import MAX_WORDS, words_of

_COUNTED = 2000  # a beginning of more words than these is common: how common does not matter
_KEPT_SECONDS = 600
_FORGOTTEN_SECONDS = 20
_SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Named:
    pk: int
    name: str
    city: str
    postcode: str


def places_named(text: str, *, limit: int, postcode: str = "", is_typing: bool = False) -> list[Named]:
    """Return places whose name (with, perhaps, their commune) has every word; the shortest names first, for they say least else.

    ``is_typing``: the last word may be the beginning of one. Four queries at most.
    """
    words = words_of(text)
    if not words or len(words) > MAX_WORDS:
        return []
    keys = _keys(words, limit, is_typing)
    if not keys:
        return []
    places = Place.objects.filter(pk__in=keys)
    if postcode:
        places = places.filter(postcode=postcode)
    rows = places.order_by(Length("name"), "city", "pk").values_list("pk", "name", "city", "postcode")
    return [Named(*row) for row in rows]


def _keys(words: list[str], limit: int, is_typing: bool) -> list[int]:
    """Return the keys of at most ``limit`` places that have the words, one of them in their name."""
    whole = words[:-1] if is_typing else words
    counts = _counts(whole) if len(words) > 1 else [1] * len(whole)
    if any(count == 0 for count in counts) or (is_typing and len(words[-1]) < _SHORTEST_BEGINNING):
        return []
    wanted = [Q(word=word) for word in whole]
    if is_typing:
        beginning = Q(word__begins=words[-1])
        wanted.append(beginning)
        counts.append(PlaceWord.objects.filter(beginning)[:_COUNTED].count() if whole else 1)
    first = min(range(len(counts)), key=counts.__getitem__)  # the rarest: its rows are read, the others are looked for beside them
    wanted.insert(0, wanted.pop(first))
    rows = PlaceWord.objects.filter(wanted[0])
    same = PlaceWord.objects.filter(place=OuterRef("place"))
    for others in wanted[1:]:
        rows = rows.filter(Exists(same.filter(others)))
    if len(wanted) == 1:
        rows = rows.filter(of_name=True)
    else:
        any_of_them = Q()
        for one in wanted:
            any_of_them |= one
        rows = rows.filter(Q(of_name=True) | Exists(same.filter(any_of_them, of_name=True)))
    # A beginning may match two words of one place.
    return list(dict.fromkeys(rows.order_by().values_list("place_id", flat=True)[: 2 * limit]))[:limit]


def _counts(words: list[str]) -> list[int]:
    """Return how many places have each word; kept for some minutes, a word of no place for a few seconds. One query, or none."""
    keys = {word: f"places:word:{word}" for word in words}
    kept = cache.get_many([*keys.values()])
    unknown = [word for word, key in keys.items() if key not in kept]
    if unknown:
        rows = PlaceWord.objects.filter(word__in=unknown).order_by().values_list("word").annotate(Count("pk"))
        counted = {keys[word]: count for word, count in rows}
        cache.set_many(counted, _KEPT_SECONDS)
        cache.set_many({keys[word]: 0 for word in unknown if keys[word] not in counted}, _FORGOTTEN_SECONDS)
        kept |= counted
    return [kept.get(key, 0) for key in keys.values()]

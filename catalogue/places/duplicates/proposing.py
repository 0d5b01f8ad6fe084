"""Propose as duplicates what has the same name and address, folded, within 100 m, in two sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from ..distance import km_between
from ..models import DuplicatePair, Place

NEAR_METRES = 100
_BATCH = 500
_MOST_TWINS = 20  # a name and address that twenty records share is a mistake of its source
_Twin = tuple[int, str, float, float]


def propose(keys: Sequence[tuple[str, str]]) -> int:
    """Look for twins of the records of these (source, id); returns how many pairs are new. A pair once proposed never comes back."""
    count = 0
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        sources, ids = {source for source, _id in batch}, [id_ for _source, id_ in batch]
        touched = Place.objects.filter(source__in=sources, source_id__in=ids, archived_at__isnull=True).exclude(twin_key="")
        count += _propose_among(set(touched.order_by().values_list("twin_key", flat=True)))
    return count


def _propose_among(twin_keys: set[str]) -> int:
    places = Place.objects.filter(twin_key__in=twin_keys, archived_at__isnull=True, lat__isnull=False, lon__isnull=False)
    alike: dict[str, list[_Twin]] = defaultdict(list)
    for twin_key, *twin in places.order_by("pk").values_list("twin_key", "pk", "source", "lat", "lon"):
        alike[twin_key].append(tuple(twin))
    pairs = [pair for twins in alike.values() if 1 < len(twins) <= _MOST_TWINS for pair in _near_pairs(twins)]
    if not pairs:
        return 0
    known = set(DuplicatePair.objects.filter(first__in={pair.first_id for pair in pairs}).values_list("first_id", "second_id"))
    new = [pair for pair in pairs if (pair.first_id, pair.second_id) not in known]
    DuplicatePair.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _near_pairs(twins: Iterable[_Twin]) -> list[DuplicatePair]:
    pairs = []
    for (first, first_source, *first_point), (second, second_source, *second_point) in combinations(twins, 2):
        metres = round(1000 * km_between(*first_point, *second_point))
        if first_source != second_source and metres <= NEAR_METRES:
            pairs.append(DuplicatePair(first_id=first, second_id=second, metres=metres))
    return pairs

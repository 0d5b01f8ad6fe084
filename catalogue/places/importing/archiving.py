"""Archive what its source does not hold any more, unless it is so much that the file is more likely to be wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import history
from ..facets import sync_facets
from ..models import ArchiveReason, Fate, Place
from .report import Line, Report

GUARD = 0.20  # of a source's places
_BATCH = 500


@dataclass(frozen=True)
class Gone:
    """What was ``seen`` in the file, by (source, id); ``is_doubtful`` when rows may hide behind a quotation mark never closed."""

    seen: dict[tuple[str, str], int]
    feed_id: int | None = None
    is_doubtful: bool = False

    def places(self) -> QuerySet[Place]:
        """Return what the file could have held: what its feed brought, else what its sources brought outside any feed."""
        there = Place.objects.filter(archived_at__isnull=True).exclude(source_id="").order_by("pk")
        if self.feed_id is not None:
            return there.filter(feed=self.feed_id)
        return there.filter(feed__isnull=True, source__in={source for source, _id in self.seen})


def archive_the_gone(gone: Gone, report: Report, *, dry_run: bool) -> list[Line]:
    """Archive what is gone; returns a line for each. Over the guard, nothing is archived and the report says so."""
    if not gone.seen:
        return []
    there: Counter = Counter()
    missing: list[tuple[int, str, str, str]] = []
    columns = ("pk", "source", "source_id", "name", "local_fields")
    for pk, source, source_id, name, local_fields in gone.places().values_list(*columns).iterator(chunk_size=2000):
        there[source] += 1
        if (source, source_id) not in gone.seen and "archived_at" not in local_fields:
            missing.append((pk, source, source_id, name))
    if not missing:
        return []
    lost = Counter(source for _pk, source, _id, _name in missing)
    whole = sum(there.values())
    too_many = [source for source, count in lost.items() if count > GUARD * there[source]]
    if gone.is_doubtful or too_many or len(missing) > GUARD * whole:
        report.held_back = [pk for pk, _source, _id, _name in missing]
        report.warnings.append(_why_held_back(gone, len(missing), whole, too_many))
        return []
    if not dry_run:
        archive(pk for pk, _source, _id, _name in missing)
    why = _("The file does not hold it any more.")
    return [Line(None, source_id, name, Fate.ARCHIVED, reason=why) for _pk, _source, source_id, name in missing]


def archive(keys: Iterable[int]) -> int:
    """Archive places that are still shown, in transactions of a batch each; returns how many."""
    keys, count = list(keys), 0
    for start in range(0, len(keys), _BATCH):
        with transaction.atomic():
            places = list(Place.objects.select_for_update().filter(pk__in=keys[start : start + _BATCH], archived_at__isnull=True))
            now = timezone.now()
            for place in places:
                place.archived_at, place.archive_reason, place.updated_at = now, ArchiveReason.VANISHED, now
            Place.objects.bulk_update(places, ["archived_at", "archive_reason", "updated_at"])
            sync_facets(places)
            gone: history.Changes = {"archived_at": [None, now], "archive_reason": ["", ArchiveReason.VANISHED.value]}
            history.write_down_import([(place.pk, str(place), gone) for place in places], now)
        count += len(places)
    return count


def _why_held_back(gone: Gone, missing: int, whole: int, too_many: list[str]) -> str:
    if gone.is_doubtful:
        return _("%(missing)d places are not in the file; none was archived, for lines of it cannot be read.") % {"missing": missing}
    return _("%(missing)d places of %(whole)d are not in the file: more than one in five (%(sources)s). None was archived.") % {
        "missing": missing,
        "whole": whole,
        "sources": ", ".join(too_many[:5]),
    }

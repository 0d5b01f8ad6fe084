"""A visitor says that an entry is wrong; the team settles it."""

from typing import Any

from django.utils import timezone

from ..models import Place, PlaceReport

MOST_OPEN = 50  # of one place: past it, one more tells nothing new


def report(place: Place, kind: str, text: str) -> PlaceReport | None:
    """Write what is wrong; the same words twice are one report, and None when the place has too many open ones."""
    same = PlaceReport.objects.filter(place=place, kind=kind, text=text, handled_at=None).first()
    if same is not None:
        return same
    if PlaceReport.objects.filter(place=place, handled_at=None).count() >= MOST_OPEN:
        return None
    return PlaceReport.objects.create(place=place, kind=kind, text=text)


def settle(report_id: int, *, by: Any) -> bool:
    """The team has looked at it; returns whether it was open."""
    return bool(PlaceReport.objects.filter(pk=report_id, handled_at=None).update(handled_at=timezone.now(), handled_by=by))

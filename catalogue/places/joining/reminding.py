"""Once a year a structure is asked whether its entry is still right; after two questions without an answer the team is told."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from core.periodic import every_tick

from ..models import Place, PlaceLink
from . import messages
from .keeping import OUT_OF_DATE

A_YEAR = timedelta(days=365)
BETWEEN = timedelta(days=21)
MOST = 2  # questions
BATCH = 200


def remind(now: datetime) -> int:
    """Ask, ask again, or put the entry among those out of date; returns how many links were acted upon."""
    done = 0
    for pk in list(_due(now).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            link = PlaceLink.objects.select_for_update(no_key=True, of=("self",)).select_related("place").get(pk=pk)
            if not _due(now).filter(pk=pk).exists():  # another worker went faster, or the structure answered
                continue
            done += 1
            if link.reminders < MOST:
                link.reminders, link.reminded_at = link.reminders + 1, now
                link.save(update_fields=["reminders", "reminded_at"])
                messages.ask_to_confirm(link)
            else:
                link.out_of_date_at = now
                link.save(update_fields=["out_of_date_at"])
                _flag(link.place_id)
    return done


def _due(now: datetime) -> QuerySet[PlaceLink]:
    """Links whose place was checked by nobody for a year, and that were not asked in the last three weeks."""
    day = timezone.localdate(now)
    links = PlaceLink.objects.filter(revoked_at=None, out_of_date_at=None, place__archived_at=None)
    links = links.annotate(checked=Coalesce(F("confirmed_on"), F("place__verified_on"), TruncDate("created_at")))
    later = Q(place__verified_on=None) | Q(place__verified_on__lte=day - A_YEAR)
    return links.filter(later, checked__lte=day - A_YEAR).filter(Q(reminded_at=None) | Q(reminded_at__lte=now - BETWEEN))


def _flag(place_id: int) -> None:
    place = Place.objects.select_for_update(no_key=True, of=("self",)).get(pk=place_id)
    if OUT_OF_DATE not in place.flags:
        place.flags = [*place.flags, OUT_OF_DATE]
        place.save(update_fields=["flags", "updated_at"])


every_tick("relays to confirm", remind, every=timedelta(hours=6))

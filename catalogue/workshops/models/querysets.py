"""The words one asks bookings with."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db import models

DRAFT_KEPT = timedelta(days=1)


class BookingQuerySet(models.QuerySet):
    def submitted(self) -> "BookingQuerySet":
        """Leave out the drafts of people who never confirmed."""
        return self.filter(submitted_at__isnull=False)

    def forgotten_drafts(self, now: datetime) -> "BookingQuerySet":
        return self.filter(submitted_at__isnull=True, created_at__lt=now - DRAFT_KEPT)

    def with_people(self) -> "BookingQuerySet":
        """Fetch what a list or a ticket shows, in two queries."""
        return self.select_related("session__place", "offer", "session__offer", "helper").prefetch_related(people())

    def for_screens(self) -> "BookingQuerySet":
        """What each screen of a booking needs, narrow: its session and its people. The words come from ``tickets.py``."""
        return self.select_related("session").prefetch_related(people())


def people() -> models.Prefetch:
    return models.Prefetch("participants", apps.get_model("workshops", "Participant").objects.select_related("seat"))

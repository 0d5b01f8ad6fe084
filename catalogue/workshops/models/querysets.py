"""The words one asks bookings with."""

from datetime import datetime, timedelta

from django.db import models

DRAFT_KEPT = timedelta(days=1)


class BookingQuerySet(models.QuerySet):
    def submitted(self) -> "BookingQuerySet":
        """Leave out the drafts of people who never confirmed."""
        return self.filter(submitted_at__isnull=False)

    def forgotten_drafts(self, now: datetime) -> "BookingQuerySet":
        return self.filter(submitted_at__isnull=True, created_at__lt=now - DRAFT_KEPT)

    def with_people(self) -> "BookingQuerySet":
        """Fetch what a list or a ticket shows, in a fixed number of queries."""
        return self.select_related("session__place", "offer", "session__offer", "helper").prefetch_related("participants__seat")

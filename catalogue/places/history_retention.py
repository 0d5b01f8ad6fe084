"""How long the history of places is kept: it names who of the team did what."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from core.retention import Retention, register

from .models import PlaceLogEntry

KEPT = timedelta(days=3 * 365)


def purge_history(now: datetime) -> int:
    """Erase the lines over three years old; returns how many."""
    return PlaceLogEntry.objects.filter(timestamp__lt=now - KEPT).delete()[0]


register(
    Retention(
        model="places.PlaceLogEntry",
        fields=("user", "data"),
        purpose=_("Know who of the team changed what in the entry of a place, and take a mistake back"),
        legal_basis=_("legitimate interest"),
        kept_for=_("three years"),
        purge=purge_history,
    )
)

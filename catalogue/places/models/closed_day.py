"""Days on which a place is closed for once: works, illness, a flooded room."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST = 366  # days


class ClosedDayQuerySet(models.QuerySet):
    def standing(self) -> "ClosedDayQuerySet":
        """Those that were not taken back."""
        return self.filter(reopened_at=None)

    def on(self, first: date, last: date) -> "ClosedDayQuerySet":
        """Those that touch the days from ``first`` to ``last``, both included."""
        return self.standing().filter(first_day__lte=last, last_day__gte=first)

    def to_come(self, today: date | None = None) -> "ClosedDayQuerySet":
        return self.standing().filter(last_day__gte=today or timezone.localdate())


class ClosedDay(models.Model):
    """From ``first_day`` to ``last_day``, both included, by the calendar of the place.

    Kept once taken back, for what became of its sessions.
    """

    place = models.ForeignKey("places.Place", verbose_name=_("place"), on_delete=models.CASCADE, related_name="closed_days")
    first_day = models.DateField(_("first day closed"), db_index=True)
    last_day = models.DateField(_("last day closed"), db_index=True)
    reason = models.CharField(
        _("why"), max_length=120, help_text=_("In a few words, in French: visitors read it. For example “Travaux dans la salle”.")
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("written on"), auto_now_add=True)
    reopened_at = models.DateTimeField(_("taken back on"), null=True, blank=True, editable=False)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ClosedDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("exceptional closure")
        verbose_name_plural = _("exceptional closures")
        ordering = ["-first_day", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="places_closed_day_ends_after"),
        ]

    def __str__(self) -> str:
        first, last = f"{self.first_day:%d/%m/%Y}", f"{self.last_day:%d/%m/%Y}"
        return f"{self.place.name} · {first}" if first == last else f"{self.place.name} · {first} – {last}"

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day:
            if self.last_day < self.first_day:
                raise ValidationError({"last_day": _("The last day comes after the first.")})
            if (self.last_day - self.first_day).days >= LONGEST:
                raise ValidationError({"last_day": _("A closure lasts a year at most.")})

    @property
    def is_standing(self) -> bool:
        return self.reopened_at is None

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day

    def covers(self, day: date) -> bool:
        return self.is_standing and self.first_day <= day <= self.last_day

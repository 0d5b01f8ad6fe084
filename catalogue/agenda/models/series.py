"""Sessions made in one go by a rule, such as each Tuesday until June; each of them is then an ordinary session."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Repeats(models.TextChoices):
    """How often; the day of the week, and which one of its month, are those of the first day."""

    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("each month, the same week (such as the second Tuesday)")
    MONTHLY_LAST = "monthly_last", _("each month, the last week (such as the last Tuesday)")


class SessionSeries(models.Model):
    """The rule and its exceptions. What a session is (room, hours, capacity) stands in the sessions themselves."""

    offer = models.ForeignKey("agenda.OfferPage", verbose_name=_("offer"), on_delete=models.PROTECT, related_name="series")
    place = models.ForeignKey(
        "places.Place", verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT, related_name="session_series"
    )
    repeats = models.CharField(_("how often"), max_length=12, choices=Repeats, default=Repeats.WEEKLY)
    first_day = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(_("number of times"), null=True, blank=True)
    skips_holidays = models.BooleanField(_("not on public holidays"), default=True)
    skips_school_holidays = models.BooleanField(_("not in school holidays"), default=False)
    left_out = models.JSONField(_("days left out"), default=list, blank=True, help_text=_("ISO days the team took out by hand."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("made on"), auto_now_add=True)

    class Meta:
        verbose_name = _("series of sessions")
        verbose_name_plural = _("series of sessions")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until=None, times__isnull=False) | models.Q(until__isnull=False, times=None),
                name="agenda_series_ends_one_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_repeats_display()} · {self.first_day:%d/%m/%Y}"

    @property
    def exceptions(self) -> set[date]:
        return {date.fromisoformat(day) for day in self.left_out}

"""Counts only: no person, no answers. See counting.py for the writing and figures.py for the reading."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyCount(models.Model):
    """How many finished diagnostics share these five facts. Empty values are stored as empty strings, so that a cell is unique.

    ``commune`` is filled only for those who found no near door, and then counted in a cell of its own.
    """

    day = models.DateField(_("day"))
    departement = models.CharField(_("département"), max_length=3, blank=True)
    klass = models.CharField(_("class"), max_length=20, blank=True)
    route = models.CharField(_("route"), max_length=40, blank=True)
    helped = models.BooleanField(_("helped"), default=False)
    commune = models.CharField(_("commune without a near door"), max_length=5, blank=True)
    count = models.PositiveIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("diagnostic count")
        verbose_name_plural = _("diagnostic counts")
        ordering = ["day", "departement", "klass", "route", "helped", "commune"]
        constraints = [
            models.UniqueConstraint(fields=["day", "departement", "klass", "route", "helped", "commune"], name="diagnostic_count_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} · {self.departement} · {self.route}"


class CountedRun(models.Model):
    """The random number of a run already counted, kept a day: without it a page sent twice without cookies counts twice."""

    digest = models.CharField(max_length=64, primary_key=True)
    day = models.DateField(db_index=True)

    class Meta:
        verbose_name = _("counted run")
        verbose_name_plural = _("counted runs")

    def __str__(self) -> str:
        return self.digest[:8]

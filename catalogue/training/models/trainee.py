"""One seat of a registration, and who will sit there once the organisation has said."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Trainee(models.Model):
    registration = models.ForeignKey(
        "training.Registration", verbose_name=_("registration"), on_delete=models.CASCADE, related_name="trainees"
    )
    seat = models.OneToOneField("agenda.Seat", verbose_name=_("seat"), on_delete=models.PROTECT, related_name="trainee")
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("trainee")
        verbose_name_plural = _("trainees")
        ordering = ["registration", "seat"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part) or "—"

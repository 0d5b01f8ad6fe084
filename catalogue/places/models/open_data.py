"""Which file of the whole directory is the present one."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OpenDataFile(models.Model):
    """``state`` says which places it was made from; ``left_out`` counts those the format has no room for."""

    format = models.CharField(_("format"), max_length=10, unique=True)
    path = models.CharField(_("path"), max_length=200)
    digest = models.CharField(_("SHA-256"), max_length=64)
    rows = models.PositiveIntegerField(_("places"), default=0)
    left_out = models.PositiveIntegerField(_("places left out"), default=0)
    state = models.CharField(max_length=80, blank=True)
    built_at = models.DateTimeField(_("made on"))

    class Meta:
        verbose_name = _("open data file")
        verbose_name_plural = _("open data files")
        ordering = ["format"]

    def __str__(self) -> str:
        return f"lieux.{self.format}"

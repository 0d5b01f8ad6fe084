"""One record for relays, helpers' structures and training clients."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.siret import is_siret


def validate_siret(value: str) -> None:
    """Refuse a SIRET that is not 14 digits with a right key (Luhn; La Poste's are summed)."""
    if not is_siret(value):
        raise ValidationError(_("Write the 14 digits of the SIRET, for example 732 829 320 00074."))


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True, db_index=True, validators=[validate_siret])
    address = models.CharField(_("address"), max_length=255, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

"""The offline gazetteer: every commune of France, and the arrondissements of Paris, Lyon and Marseille."""

from django.db import models
from django.utils.translation import gettext_lazy as _

CITIES = ("75056", "69123", "13055")  # Paris, Lyon and Marseille, which have arrondissements


class CommuneKind(models.TextChoices):
    COMMUNE = "commune", _("commune")
    ARRONDISSEMENT = "arrondissement", _("arrondissement of Paris, Lyon or Marseille")
    DELEGATED = "delegated", _("former commune, now part of another")


class Commune(models.Model):
    code = models.CharField(_("INSEE code"), max_length=5, primary_key=True)
    kind = models.CharField(_("kind"), max_length=16, choices=CommuneKind, default=CommuneKind.COMMUNE)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.CASCADE, related_name="parts", db_constraint=False
    )
    name = models.CharField(_("name"), max_length=60)
    folded = models.CharField(
        _("name as searched"),
        max_length=60,
        db_index=True,
        help_text=_("The name as it is searched: no case, accents, hyphens or article."),
    )
    departement = models.CharField(_("département"), max_length=3, db_index=True)
    lat = models.FloatField(_("latitude"))
    lon = models.FloatField(_("longitude"))
    population = models.PositiveIntegerField(_("population"), default=0)
    town_hall_phone = models.CharField(_("town hall's phone"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["name", "code"]
        indexes = [models.Index(fields=["lat", "lon"], name="places_commune_lat_lon")]

    def __str__(self) -> str:
        return f"{self.name} ({self.departement})"

    @property
    def is_city_of_arrondissements(self) -> bool:
        return self.code in CITIES


class Postcode(models.Model):
    """A postcode is not a point: two thirds cover several communes."""

    postcode = models.CharField(_("postcode"), max_length=5, db_index=True)
    commune = models.ForeignKey(Commune, on_delete=models.CASCADE, related_name="postcodes", verbose_name=_("commune"))

    class Meta:
        verbose_name = _("postcode")
        verbose_name_plural = _("postcodes")
        ordering = ["postcode", "commune_id"]
        constraints = [models.UniqueConstraint(fields=["postcode", "commune"], name="places_postcode_once")]

    def __str__(self) -> str:
        return self.postcode

"""The school holidays, by zone; the official calendar, which the team may correct."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class SchoolZone(models.TextChoices):
    """Of the Ministry of Education: by académies, that is by départements. Corsica and overseas have calendars of their own."""

    A = "A", _("Zone A")
    B = "B", _("Zone B")
    C = "C", _("Zone C")
    NONE = "", _("one département")


class SchoolHoliday(models.Model):
    """``first_day`` and ``last_day`` are both days off. Of a zone, or of one département that is in none."""

    name = models.CharField(_("name"), max_length=60, help_text=_("Such as: “Vacances d’hiver”."))
    zone = models.CharField(_("zone"), max_length=1, choices=SchoolZone, blank=True)
    departement = models.CharField(
        _("département"),
        max_length=3,
        blank=True,
        validators=[RegexValidator(r"^(\d{2,3}|2[AB])$", _("Write the code of a département, such as 2A or 974."))],
        help_text=_("Only for Corsica and overseas, which are in no zone: its code, such as 974."),
    )
    first_day = models.DateField(_("first day off"))
    last_day = models.DateField(_("last day off"))

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["first_day", "zone", "departement", "pk"]
        indexes = [models.Index(fields=["last_day", "first_day"], name="places_school_holiday_days")]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_zone_display() if self.zone else self.departement}"

    def clean(self) -> None:
        super().clean()
        self.departement = self.departement.upper()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day comes after the first.")})
        if bool(self.zone) == bool(self.departement):
            raise ValidationError({"zone": _("Choose a zone, or write a département: one of the two.")})

"""What looks unusual in the bookings, for a person to look at. It blocks nobody."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PatternKind(models.TextChoices):
    PHONE = "phone", _("one phone number, many bookings")
    ADDRESS = "address", _("one network address, many bookings")


class BookingPattern(models.Model):
    """Something seen on one day. Of a network address only the hours are kept; a number is erased with the row."""

    kind = models.CharField(_("what was seen"), max_length=10, choices=PatternKind)
    day = models.DateField(_("day"))
    # The number itself, or a keyed digest of the address: nobody can be read in that one.
    who = models.CharField(max_length=32, editable=False)
    count = models.PositiveIntegerField(_("bookings"))
    first_at = models.DateTimeField(_("first seen"))
    last_at = models.DateTimeField(_("last seen"))
    looked_at = models.DateTimeField(_("looked at"), null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("looked at by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("unusual bookings")
        verbose_name_plural = _("unusual bookings")
        ordering = ["-last_at", "-pk"]
        permissions = [("see_workshop_figures", _("See the figures of workshops"))]
        constraints = [models.UniqueConstraint(fields=["kind", "day", "who"], name="workshops_pattern_once_a_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.day:%d/%m/%Y}"
